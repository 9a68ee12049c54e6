package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The official example dossiers of OSO, which are no part of the project: read by Sluis, and compared with what another
 * parser finds in them. Where the folder is absent, the output says so.
 */
class OsoExamplesTest {
    private static final Path FOLDER = Path.of("../shared/real/oso-2019.1");
    private static final String FULL = "Voorbeelddossier_PaO_POSWV_full.xml";
    private static final String OPT_OUT = "Voorbeelddossier_PaO_POSWV_opt_out.xml";
    private static final String TRANSFER = "Voorbeelddossier_OV_POVO_opt_out.xml";
    private static final String SUPPORT = "/dossier/huidigeschool/leerling/onderwijsondersteuning/";

    private interface Check {
        void of(String dossier) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, OPT_OUT})
    void tellsThePlanAndWhomToCall(String name) throws Exception {
        with(name, dossier -> {
            Document xml = parsed(dossier);
            Elements elements = read(dossier);

            assertThat(elements.value("plan.kind")).contains("opp");
            assertThat(elements.value("plan.start")).contains(text(xml, SUPPORT + "opp/opp_ingangdatum"));
            assertThat(elements.value("plan.end")).contains(text(xml, SUPPORT + "opp/opp_einddatum"));
            assertThat(elements.value("plan.focus")).isEmpty();
            assertThat(elements.value("contact.name")).contains(text(xml, "/dossier/huidigeschool/naamdirecteur"));
            assertThat(elements.value("contact.phone"))
                    .contains(text(
                            xml, "/dossier/huidigeschool/communicatielijst/communicatie[soort='telefoon'][1]/nummer"));
            assertThat(elements.value("school.brin"))
                    .contains(text(xml, "//huidigeschool/brincode") + text(xml, "//huidigeschool/vestigingscode"));
            assertThat(elements.value("subject.localId")).contains(text(xml, "//leerling/leerlingid"));
            assertThat(elements.repeats("holder"))
                    .isEqualTo(texts(xml, "//verzorger[wettigevertegenwoordiger='true']/achternaam")
                            .size());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, TRANSFER})
    void tellsThatTheParentsDisagreeAndWhy(String name) throws Exception {
        with(name, dossier -> {
            Document xml = parsed(dossier);

            assertThat(text(xml, "/dossier/inzage/akkoord")).isEqualTo("Nee");
            assertThat(read(dossier).value("voice.parentsAgree")).contains("false");
            assertThat(read(dossier).value("voice.parents")).contains(text(xml, "/dossier/inzage/redennietakkoord"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = FULL)
    void tellsAttendanceInHalfDays(String name) throws Exception {
        with(name, dossier -> {
            Document xml = parsed(dossier);
            Elements elements = read(dossier);

            assertThat(elements.value("attendance.authorisedHalfDays"))
                    .contains(text(xml, "//verzuim/dagdelengeoorloofd"));
            assertThat(elements.value("attendance.unauthorisedHalfDays"))
                    .contains(text(xml, "//verzuim/dagdelenongeoorloofd"));
            assertThat(elements.value("attendance.overQuarter")).contains(text(xml, "//verzuim/meerdan25percent"));
            assertThat(elements.value("attendance.authorised")).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = FULL)
    void tellsTheOtherPlanAndItsFocusWhereThereIsNoOpp(String name) throws Exception {
        with(name, dossier -> {
            Document xml = parsed(dossier);
            Elements elements = read(dossier.replaceAll("(?s)<opp>.*</opp>", ""));

            assertThat(elements.value("plan.kind")).contains("handelingsplan");
            assertThat(elements.value("plan.start")).contains(text(xml, SUPPORT + "handelingsplan/startdatum"));
            assertThat(elements.value("plan.end")).contains(text(xml, SUPPORT + "handelingsplan/einddatum"));
            assertThat(elements.value("plan.focus")).contains(text(xml, SUPPORT + "handelingsplan/isgerichtop"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = OPT_OUT)
    void saysNothingForParentsWhoWereNotAsked(String name) throws Exception {
        with(name, dossier -> assertThat(read(dossier).ids())
                .noneMatch(id -> id.startsWith("voice.") || id.startsWith("attendance.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, OPT_OUT, TRANSFER})
    void keepsNothingOfDocumentsAndNothingSecret(String name) throws Exception {
        with(name, dossier -> {
            List<String> never = texts(parsed(dossier), "//bestandsnaam | //bestandsinhoud | //document/omschrijving");
            never.addAll(List.of("9999999999", "geheim@geheim.geheim"));

            assertThat(read(dossier).stream().map(Element::value)).doesNotContainAnyElementsOf(never);
            assertThat(read(dossier).value("attachment.present").isPresent()).isEqualTo(never.size() > 2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, OPT_OUT, TRANSFER})
    void readsTheSameInALaterYear(String name) throws Exception {
        with(name, dossier -> assertThat(
                        read(dossier.replace("/2019/", "/2031/")).stream().toList())
                .isEqualTo(read(dossier).stream().toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, OPT_OUT})
    void refusesTheThirtyFirstOfJune(String name) throws Exception {
        with(name, dossier -> {
            Refused refused = catchThrowableOfType(
                    Refused.class, () -> read(dossier.replaceAll("<opp_einddatum>[^<]*", "<opp_einddatum>2016-06-31")));

            assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_NOT_VALID);
            assertThat(refused.where()).containsExactly(SUPPORT + "opp/opp_einddatum");
        });
    }

    private static void with(String name, Check check) throws Exception {
        if (Files.isDirectory(FOLDER)) {
            check.of(Files.readString(FOLDER.resolve(name)));
        } else {
            System.out.println(FOLDER + " is absent: " + name + " was not tried");
        }
    }

    private static Elements read(String dossier) {
        return Fixture.CONNECTORS.in("oso").read(dossier.getBytes(UTF_8)).elements();
    }

    /** Without namespaces, so that the paths are the names alone. */
    private static Document parsed(String dossier) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(dossier.getBytes(UTF_8)));
    }

    private static String text(Document xml, String path) throws Exception {
        List<String> found = texts(xml, path);
        assertThat(found).as(path).hasSize(1);
        return found.get(0);
    }

    private static List<String> texts(Document xml, String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newDefaultInstance().newXPath().evaluate(path, xml, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent().strip());
        }
        return texts;
    }
}
