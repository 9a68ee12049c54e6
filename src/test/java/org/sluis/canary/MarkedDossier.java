package org.sluis.canary;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A dossier of OSO in which every leaf is a marker: the text of every element without children, every attribute, and a
 * comment in every other element. A code that Sluis reads over is a marker as well: a valid code cannot be unique.
 */
final class MarkedDossier {
    /** Leaves that stay as they are, or are set to what the register knows, and why. */
    private static final Set<String> CONTROL = Set.of(
            // who sends and about whom: the register knows them, and what it does not know is refused
            "/dossier/huidigeschool/brincode",
            "/dossier/huidigeschool/vestigingscode",
            "/dossier/huidigeschool/leerling/leerlingid",
            "/dossier/huidigeschool/leerling/geboortedatum",
            // codes that Sluis reads, of two or three values each
            "/dossier/inzage/akkoord",
            "/dossier/huidigeschool/leerling/geslacht",
            "/dossier/huidigeschool/leerling/adresgeheim",
            "/dossier/huidigeschool/leerling/nnca",
            "/dossier/huidigeschool/leerling/onderwijsondersteuning/medicijngebruik",
            "/dossier/huidigeschool/leerling/verzuim/meerdan25percent",
            // codes that choose: which of several numbers, and who is a holder
            "/dossier/huidigeschool/communicatielijst/communicatie/soort",
            "/dossier/huidigeschool/communicatielijst/communicatie/geheim",
            "/dossier/huidigeschool/leerling/verzorger/communicatielijst/communicatie/soort",
            "/dossier/huidigeschool/leerling/verzorger/communicatielijst/communicatie/geheim",
            "/dossier/huidigeschool/leerling/verzorger/relatietotkind",
            "/dossier/huidigeschool/leerling/verzorger/overleden",
            "/dossier/huidigeschool/leerling/verzorger/wettigevertegenwoordiger");

    private static final String SCHOOL = "/dossier/huidigeschool";
    private static final String PUPIL = SCHOOL + "/leerling";
    private static final String OPEN_PHONE =
            "/communicatielijst/communicatie[soort='telefoon' and not(geheim='true')][1]/nummer";
    private static final String HOLDER =
            PUPIL + "/verzorger[wettigevertegenwoordiger='true' and not(overleden='true')]";
    /** What of a dossier a notice may tell: said here once more, apart from mapping and policy. */
    private static final List<String> PASSES = List.of(
            "/dossier/inzage/redennietakkoord",
            SCHOOL + "/naam",
            SCHOOL + "/naamdirecteur",
            SCHOOL + OPEN_PHONE,
            PUPIL + "/roepnaam",
            PUPIL + "/voorvoegsel",
            PUPIL + "/achternaam",
            PUPIL + "/onderwijsondersteuning/opp/opp_ingangdatum",
            PUPIL + "/onderwijsondersteuning/opp/opp_einddatum",
            PUPIL + "/verzuim/dagdelengeoorloofd",
            PUPIL + "/verzuim/dagdelenongeoorloofd",
            HOLDER + "/voornaam",
            HOLDER + "/voorvoegsel",
            HOLDER + "/achternaam",
            HOLDER + OPEN_PHONE);

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

    private final Markers markers;
    private final Document xml;

    /** @param localId of the pupil, and the birth date, as the register has them */
    MarkedDossier(String dossier, String localId, String birthDate, Markers markers) throws Exception {
        this.markers = markers;
        this.xml = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(dossier.getBytes(StandardCharsets.UTF_8)));
        mark(xml.getDocumentElement(), "");
        set(SCHOOL + "/brincode", "99ZA");
        set(SCHOOL + "/vestigingscode", "00");
        set(PUPIL + "/leerlingid", localId);
        set(PUPIL + "/geboortedatum", birthDate);
    }

    private void mark(Element element, String above) {
        String path = above + "/" + element.getTagName();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                attribute.setNodeValue(markers.text(path + "/@" + attribute.getNodeName()));
            }
        }
        List<Element> children = children(element);
        if (!children.isEmpty()) {
            children.forEach(child -> mark(child, path));
            element.insertBefore(xml.createComment(markers.text(path + "/comment()")), element.getFirstChild());
        } else if (!CONTROL.contains(path)) {
            element.setTextContent(marker(path, element.getTextContent().strip()));
        }
    }

    private String marker(String path, String value) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (DATE.matcher(value).matches()) {
            return markers.date(path);
        } else if (name.startsWith("dagdelen") || name.startsWith("uren")) {
            return markers.count(path);
        } else if (path.endsWith("/communicatie/nummer")) {
            return value.contains("@") ? markers.mail(path) : markers.phone(path);
        } else if (name.equals("bestandsinhoud")) {
            return markers.document(path);
        } else if (name.equals("iban")) {
            return markers.iban(path);
        }
        return DIGITS.matcher(value).matches() ? markers.number(path) : markers.text(path);
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private void set(String path, String value) throws Exception {
        nodes(path).get(0).setTextContent(value);
    }

    /** The markers that a notice about it may tell. */
    List<Marker> passes() throws Exception {
        List<Marker> passes = new ArrayList<>();
        for (String path : PASSES) {
            for (Node node : nodes(path)) {
                passes.add(markers.of(node.getTextContent()).orElseThrow());
            }
        }
        return passes;
    }

    private List<Node> nodes(String path) throws Exception {
        NodeList found =
                (NodeList) XPathFactory.newDefaultInstance().newXPath().evaluate(path, xml, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        return nodes;
    }

    String text() throws Exception {
        Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
        StringWriter text = new StringWriter();
        transformer.transform(new DOMSource(xml), new StreamResult(text));
        return text.toString();
    }
}
