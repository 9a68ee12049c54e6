package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Refused;

class XmlGateTest {
    private static final String XINCLUDE = "xmlns:xi='http://www.w3.org/2001/XInclude'";
    private final Gate gate = new Gate();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<?xml version=\"1.0\"?><a/>",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>\n",
                "<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>",
                "<a>&lt;&gt;&amp;&apos;&quot;&#233;&#x1F600;</a>",
                "<a b='&lt;&#10;'/>",
                "<a><![CDATA[<!DOCTYPE a><?php ?>]]></a>",
                "<a><!-- <!DOCTYPE a> <?php ?> --></a>",
                "<!-- before --><a/><!-- after -->",
                "<!-- <!DOCTYPE a> --><a/>",
                "<p:a xmlns:p='urn:p' p:b='1' b='2'/>",
                "<a xmlns='urn:a'><b xmlns=''/></a>",
                "<a>\u00e9 \ud83d\ude00 ]] ></a>",
                "<include/>"
            })
    void takesPlainXml(String document) {
        assertThat(outcome(document)).isEqualTo("passes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "text",
                "<a>",
                "<a",
                "</a>",
                "<!doctype a><a/>",
                "<!-- <!DOCTYPE a>",
                "<a/><!DOCTYPE a>",
                "<a><!DOCTYPE a></a>",
                "<a></b>",
                "<a><b></a></b>",
                "<a/><b/>",
                "<a/>text",
                "<1/>",
                "<a b=c/>",
                "<a b='1' b='2'/>",
                "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
                "<a xmlns:p='u' xmlns:p='u'/>",
                "<p:a/>",
                "<a p:b='1'/>",
                "<a b='<'/>",
                "<a>]]></a>",
                "<a><!-- -- --></a>",
                "<a><![CDATA[</a>",
                "<a>&unknown;</a>",
                "<a b='&unknown;'/>",
                "<a>&</a>",
                "<a>&#0;</a>",
                "<a>&#xD800;</a>",
                "<a>&#x110000;</a>",
                "<a>&#1;</a>",
                "<a>\u0001</a>",
                "<a>\uffff</a>",
                " <?xml version='1.0'?><a/>",
                "<?xml version='1.1'?><a/>",
                "<?xml version='2.0'?><a/>",
                "<a><?xml version='1.0'?></a>",
                "{}"
            })
    void refusesWhatIsNotWellFormed(String document) {
        assertThat(outcome(document)).isEqualTo("not-well-formed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-7", "US-ASCII", "Windows-1252", "IBM037"})
    void refusesAnotherDeclaredEncoding(String encoding) {
        assertThat(outcome("<?xml version='1.0' encoding='" + encoding + "'?><a/>"))
                .isEqualTo("not-utf8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a SYSTEM 'file:///dev/random'><a/>",
                "<!DOCTYPE a PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'jar:file:///x!/y'><a/>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM 'ftp://127.0.0.1:1/'> %p;]><a/>",
                "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><a b='&x;'/>",
                "<!DOCTYPE a [",
                " \t\r\n<!DOCTYPE",
                "<?x <!-- ?><!-- <? --><!DOCTYPE a><a/>"
            })
    void refusesADoctype(String document) {
        assertThat(outcome(document)).isEqualTo("doctype-refused");
    }

    @Test
    void fetchesNothingForAnyEntityOrInclusion() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            assertThat(outcome("<!DOCTYPE a SYSTEM '" + url + "'><a/>")).isEqualTo("doctype-refused");
            assertThat(outcome("<!DOCTYPE a [<!ENTITY x SYSTEM '" + url + "'>]><a>&x;</a>"))
                    .isEqualTo("doctype-refused");
            assertThat(outcome("<!DOCTYPE a [<!ENTITY % x SYSTEM '" + url + "'>%x;]><a/>"))
                    .isEqualTo("doctype-refused");
            assertThat(outcome("<a " + XINCLUDE + "><xi:include href='" + url + "'/></a>"))
                    .isEqualTo("element-unmapped");
            assertThat(outcome("<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                            + " xsi:noNamespaceSchemaLocation='" + url + "'/>"))
                    .isEqualTo("passes");
            listener.setSoTimeout(50);
            assertThat(catchThrowableOfType(SocketTimeoutException.class, listener::accept))
                    .as("nobody called")
                    .isNotNull();
        }
    }

    @Test
    void refusesEntitiesThatMultiply() {
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining("", "<!DOCTYPE a [<!ENTITY l0 'ha'>", "]><a>&l9;</a>"));
        String quadratic = "<!DOCTYPE a [<!ENTITY x '" + "x".repeat(50_000) + "'>]><a>" + "&x;".repeat(50_000) + "</a>";
        assertThat(outcome(laughs)).isEqualTo("doctype-refused");
        assertThat(outcome(quadratic)).isEqualTo("doctype-refused");
        assertThat(outcome("<!DOCTYPE a [" + "<!ENTITY x 'y'>".repeat(130_000) + "]><a/>"))
                .isEqualTo("doctype-refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml-stylesheet href='x.xsl'?><a/>",
                "<a><?php x?></a>",
                "<a/><?x?>",
                "<?xml version='1.0'?><?x?><a/>"
            })
    void refusesAProcessingInstruction(String document) {
        assertThat(outcome(document)).isEqualTo("processing-instruction-refused");
    }

    @Test
    void takesSixtyFourLevelsAndRefusesSixtyFive() {
        assertThat(outcome("<a>".repeat(64) + "</a>".repeat(64))).isEqualTo("passes");
        assertThat(outcome("<a>".repeat(65) + "</a>".repeat(65))).isEqualTo("too-deep");
        assertThat(outcome("<a>".repeat(10_000) + "</a>".repeat(10_000))).isEqualTo("too-deep");
        assertThat(outcome("<a>".repeat(600_000))).isEqualTo("too-deep");
    }

    @Test
    void takesThirtyTwoAttributesAndRefusesThirtyThree() {
        assertThat(outcome("<a" + attributes(" b%d=''", 32) + "/>")).isEqualTo("passes");
        assertThat(outcome("<a" + attributes(" b%d=''", 33) + "/>")).isEqualTo("too-many-nodes");
        assertThat(outcome("<a" + attributes(" b%d=''", 100_000) + "/>")).isEqualTo("too-many-nodes");
        assertThat(outcome("<a" + attributes(" xmlns:b%d='u'", 32) + "/>")).isEqualTo("passes");
        assertThat(outcome("<a" + attributes(" xmlns:b%d='u'", 33) + "/>")).isEqualTo("too-many-nodes");
        assertThat(outcome("<a" + attributes(" xmlns:b%d='u'", 90_000) + "/>")).isEqualTo("too-many-nodes");
    }

    @Test
    void takesFiveThousandMentionsOfXmlnsAndRefusesOneMore() {
        assertThat(outcome("<a>" + "<b xmlns=''/>".repeat(5_000) + "</a>")).isEqualTo("passes");
        assertThat(outcome("<a>" + "<b xmlns=''/>".repeat(5_001) + "</a>")).isEqualTo("too-many-nodes");
    }

    @Test
    void takesFiftyThousandNodesAndRefusesOneMore() {
        assertThat(outcome("<a>" + "<b/>".repeat(49_999) + "</a>")).isEqualTo("passes");
        assertThat(outcome("<a>" + "<b/>".repeat(50_000) + "</a>")).isEqualTo("too-many-nodes");
        assertThat(outcome("<a>" + "<b c=''/>".repeat(25_000) + "</a>")).isEqualTo("too-many-nodes");
        assertThat(outcome("<a>" + "<!---->".repeat(50_000) + "</a>")).isEqualTo("too-many-nodes");
        assertThat(outcome("<a>" + "<![CDATA[]]>".repeat(50_000) + "</a>")).isEqualTo("too-many-nodes");
    }

    @Test
    void takesTwoThousandDifferentNamesAndRefusesMore() {
        assertThat(outcome("<a>" + names(1_998) + "</a>")).isEqualTo("passes"); // and a, and the empty prefix
        assertThat(outcome("<a>" + names(1_999) + "</a>")).isEqualTo("too-many-nodes");
    }

    @Test
    void takesANameOf256AndRefusesOneCharacterMore() {
        assertThat(outcome("<" + "a".repeat(256) + "/>")).isEqualTo("passes");
        assertThat(outcome("<" + "a".repeat(257) + "/>")).isEqualTo("text-too-long");
        assertThat(outcome("<a " + "b".repeat(257) + "=''/>")).isEqualTo("text-too-long");
        assertThat(outcome("<" + "a".repeat(1_000_000) + "/>")).isEqualTo("text-too-long");
    }

    @Test
    void takesADossierWithALargeAttachment() {
        assertThat(outcome("<dossier><bijlage>" + "QUJD".repeat(500_000) + "</bijlage></dossier>"))
                .isEqualTo("passes");
        assertThat(outcome("<dossier><bijlage>" + ("QUJD".repeat(19) + "\r\n").repeat(25_000) + "</bijlage></dossier>"))
                .isEqualTo("passes");
    }

    @Test
    void tellsTheLineAndColumnAndNoValue() {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> gate.check(Arrivals.xml("<a>\n  <b>Sanne</b>\n  <c b='Sanne' b='Sanne'/></a>")));
        assertThat(refused.where()).hasSize(1).first().asString().startsWith("line 3, column ");
        assertThat(refused).hasMessage("not-well-formed").hasNoCause();
    }

    private static String attributes(String form, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> form.replace("%d", "" + i))
                .collect(Collectors.joining());
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "<n" + i + "/>").collect(Collectors.joining());
    }

    private String outcome(String document) {
        Refused refused = catchThrowableOfType(Refused.class, () -> gate.check(Arrivals.xml(document)));
        return refused == null ? "passes" : refused.reason().code();
    }
}
