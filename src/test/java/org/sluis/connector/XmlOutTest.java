package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.w3c.dom.Document;

/** What goes out as XML: well-formed whatever was typed, of the schema that the recipient has, nothing where it cannot be said. */
class XmlOutTest {
    private static final String SMALL = """
            out:
              format: xml
              contentType: text/xml
              namespaces: {p: "urn:p"}
              required: []
              template:
                p:pupil:
                  "@name": "{subject.familyName}"
                  p:goal: {$each: goal, $as: {"@state": "{goal.status}", "#": "{goal.description}"}}
            """;

    static Stream<Fixture> soap() {
        return Fixture.with("out.xml").stream();
    }

    @ParameterizedTest
    @MethodSource("soap")
    void isOfTheSchemaThatStandsBesideTheMapping(Fixture fixture) throws Exception {
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Path.of("routes/connectors", fixture.connector(), fixture.connector() + ".xsd")
                        .toFile());
        Document written = parse(Fixture.CONNECTORS
                .out(fixture.connector())
                .render(fixture.elements())
                .bytes());
        var body = written.getElementsByTagNameNS("http://www.w3.org/2003/05/soap-envelope", "Body")
                .item(0);
        schema.newValidator().validate(new DOMSource(body.getFirstChild()));
    }

    @Test
    void whatWasTypedIsTextAndNothingElse() throws Exception {
        String typed = "</p:goal><x a=\"1\"/>]]>&amp; <!-- \u00e9\uD83D\uDE00 ' \"";
        Document written = parse(render(
                new Element("subject.familyName", 0, typed),
                new Element("goal.description", 0, typed),
                new Element("goal.status", 0, "active")));
        assertThat(written.getDocumentElement().getAttribute("name")).isEqualTo(typed);
        assertThat(written.getElementsByTagNameNS("urn:p", "goal").getLength()).isEqualTo(1);
        assertThat(written.getElementsByTagNameNS("urn:p", "goal").item(0).getTextContent())
                .isEqualTo(typed);
    }

    @Test
    void aTextThatXmlHasNoCharactersForStopsTheWhole() {
        assertThatThrownBy(() -> render(new Element("subject.familyName", 0, "Veld\uFFFEkamp")))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.RECIPIENT_PROFILE_NOT_MET));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p:goal|q:goal|no namespace has the prefix 'q'",
                "p:goal|p goal|is not the name of an element",
                "'  template:'|'  template:\n    other: x'|a document has one root",
            })
    void aTemplateThatIsNoDocumentStopsTheStart(String from, String to, String problem) {
        String broken = SMALL.replaceFirst(from, to);
        assertThatThrownBy(() -> Mappings.parse("x", broken, "0", Fixture.DICTIONARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    private static byte[] render(Element... elements) {
        WriteMapping small = Mappings.parse("x", SMALL, "0", Fixture.DICTIONARY).out();
        assertThat(small).isNotNull();
        return small.render(Elements.of(List.of(elements))).bytes();
    }

    private static Document parse(byte[] xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        assertThat(new String(xml, UTF_8)).startsWith("<?xml");
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }
}
