package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.TestGateway;
import org.sluis.cli.Typed;
import org.sluis.cli.Typed.Said;
import org.sluis.demo.CareSystem;

/**
 * Whole dossiers of OSO from the command to a real FHIR server that validates what it takes: the official examples and
 * the project's own, decided for the day they are about.
 */
class OsoExamplesDoorTest {
    private static final String FULL = "org.sluis.disclosure.OsoDossier#full";
    private static final String OPT_OUT = "org.sluis.disclosure.OsoDossier#optOut";
    private static final String[] ONLY_IN_DOCUMENTS = {
        "plan.agreedOn",
        "plan.pupilHeardOn",
        "goal.description",
        "goal.targetDate",
        "goal.status",
        "action.description",
        "action.who",
        "action.start",
        "action.frequency"
    };

    @TempDir
    private static Path folder;

    private static CareSystem care;
    private static TestGateway gateway;
    private static final Map<String, OsoSchool> SCHOOLS = new HashMap<>();
    private static int messages;

    @BeforeAll
    static void open() throws Exception {
        int port = freePort();
        care = new CareSystem(0, folder.resolve("care"), null);
        gateway = new TestGateway(
                "server.port=" + port,
                "sluis.auth.issuer=http://localhost:" + port,
                "sluis.demo=true",
                "sluis.delivery.workers=1",
                "sluis.connectors.fhir-r4.url=" + care.url());
        int number = 81;
        for (OsoDossier dossier : OsoDossier.full()) {
            SCHOOLS.put(dossier.source(), new OsoSchool(gateway, dossier, Integer.toString(number++), folder));
        }
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
    }

    @ParameterizedTest
    @MethodSource(FULL)
    void isDeliveredAsANoticeWithTheParentsDissentInIt(OsoDossier dossier) throws Exception {
        consented(dossier);

        delivered(send(dossier, "plan-notice", "--wait"));

        CareReader reader = new CareReader(care.url());
        String patient = reader.patient(dossier.one("//leerling/roepnaam"));
        JsonNode plan = reader.only("CarePlan", patient);
        assertThat(plan.path("status").asText()).isEqualTo("active");
        assertThat(plan.path("period").path("start").asText()).isEqualTo(dossier.one("//opp/opp_ingangdatum"));
        assertThat(plan.path("period").path("end").asText()).isEqualTo(dossier.one("//opp/opp_einddatum"));
        assertThat(dossier.one("/dossier/inzage/akkoord")).isEqualTo("Nee");
        assertThat(plan.path("note").toString())
                .contains("De ouders zijn het niet eens met het plan.")
                .contains("Ouders: " + dossier.one("/dossier/inzage/redennietakkoord"));
        assertThat(reader.only("Observation", patient).toString())
                .contains(dossier.one("//verzuim/dagdelengeoorloofd"), "dagdeel");
        assertThat(reader.only("CareTeam", patient).path("status").asText()).isEqualTo("active");
        assertThat(reader.everything())
                .contains(dossier.one("/dossier/huidigeschool/naamdirecteur"))
                .doesNotContain(dossier.texts("//bestandsnaam | //diagnose/naam | //iban | //straat | //postcode")
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource(OPT_OUT)
    void withoutTheParentsViewItIsHeldUntilAReasonIsGiven(OsoDossier original) throws Exception {
        OsoDossier dossier = original.about("opt-out-" + original.source());
        consented(dossier);

        Said held = send(dossier, "plan-notice");
        assertThat(held.code()).isEqualTo(1);
        assertThat(held.out()).startsWith("Held: not sent").contains("element-mandatory-missing", "  at voice.parents");

        String why = "De ouders waren niet te bereiken.";
        delivered(send(dossier, "plan-notice", "--wait", "--supplement", "voice.parentsAbsent=" + why));
        assertThat(new CareReader(care.url()).everything()).contains("De stem van de ouders ontbreekt: " + why);
    }

    @ParameterizedTest
    @MethodSource({FULL, OPT_OUT})
    void asASchoolPlanItIsHeldAndTellsAllThatIsMissing(OsoDossier original) throws Exception {
        OsoDossier dossier = original.about("school-plan-" + original.source());
        consented(dossier);
        String voice = dossier.texts("/dossier/inzage").isEmpty() ? "  at voice.parents" : "";

        Said held = send(dossier, "plan-coordination");

        assertThat(held.code()).isEqualTo(1);
        assertThat(held.out()).startsWith("Held: not sent").contains("element-mandatory-missing", voice);
        assertThat(held.out().lines().filter(line -> line.startsWith("  at ")).map(line -> line.substring(5)))
                .contains(ONLY_IN_DOCUMENTS)
                .hasSize(ONLY_IN_DOCUMENTS.length + (voice.isEmpty() ? 0 : 1));
    }

    /** The pupil's address is marked as secret, as it would be in the administration (LL06). */
    @ParameterizedTest
    @MethodSource(FULL)
    void withASecretAddressNothingTellsWhereOrHowToReachTheFamily(OsoDossier original) throws Exception {
        OsoDossier dossier = original.about("secret-" + original.source())
                .with("(?s)<adresgeheim>false(</adresgeheim>)", "<adresgeheim>true$1");
        consented(dossier);

        delivered(send(dossier, "plan-notice", "--wait"));

        CareReader reader = new CareReader(care.url());
        String patient = reader.patient(dossier.one("//leerling/roepnaam"));
        List<JsonNode> parents = reader.all("RelatedPerson").stream()
                .filter(each -> each.path("patient").toString().contains(patient))
                .toList();
        assertThat(parents).hasSize(2).noneMatch(each -> each.has("telecom") || each.has("address"));
        JsonNode child = reader.all("Patient").stream()
                .filter(each -> each.path("id").asText().equals(patient))
                .findFirst()
                .orElseThrow();
        assertThat(child.has("telecom") || child.has("address")).isFalse();
        List<String> where = dossier.texts("//leerling//adres/* | //verzorger//adres/*"
                + " | //leerling/communicatielijst//nummer | //verzorger//nummer");
        assertThat(Stream.concat(parents.stream(), Stream.of(child, reader.only("CarePlan", patient)))
                        .map(each -> each.toString().replaceAll("[0-9a-f]{40}", "an id")))
                .allSatisfy(said -> assertThat(where.stream().filter(each -> each.length() > 3))
                        .isNotEmpty()
                        .noneMatch(said::contains));
    }

    private static void consented(OsoDossier dossier) throws Exception {
        SCHOOLS.get(dossier.source()).registersWithConsents(dossier, OsoSchool.ALL);
    }

    private static Said send(OsoDossier dossier, String purpose, String... more) throws Exception {
        String id = dossier.source() + "-" + messages++;
        Path file = Files.writeString(folder.resolve(id + ".xml"), dossier.text());
        return Typed.sluis(Stream.of(
                        Stream.of(
                                "send",
                                file.toString(),
                                "--gateway=" + gateway.url(),
                                "--connector=oso",
                                "--purpose=" + purpose,
                                "--to=" + OsoSchool.recipient(purpose),
                                "--at=" + dossier.day(),
                                "--id=" + id),
                        SCHOOLS.get(dossier.source()).who(),
                        Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    private static void delivered(Said said) {
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(said.out()).contains("Delivered.");
    }

    /** Below the ports that a system hands out by itself, so that nobody is given it meanwhile. */
    private static int freePort() {
        for (int port = 20_000 + (int) (ProcessHandle.current().pid() % 9_000); port < 32_000; port++) {
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port");
    }
}
