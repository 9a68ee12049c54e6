package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sluis.canonical.Refused;

/** Whatever comes in is a form or a refusal, and never anything else. */
class GatePropertyTest {
    private final Gate gate = new Gate();

    @Property(tries = 2_000)
    void anyBytesAreAFormOrARefusal(@ForAll byte[] body, @ForAll boolean xml) {
        judge(xml ? Arrivals.xml(body) : Arrivals.json(body));
    }

    @Property(tries = 3_000)
    void anyPiecesOfJsonAreAFormOrARefusal(@ForAll("piecesOfJson") String document) {
        judge(Arrivals.json(document));
    }

    @Property(tries = 3_000)
    void anyPiecesOfXmlAreAFormOrARefusal(@ForAll("piecesOfXml") String document) {
        judge(Arrivals.xml(document));
    }

    @Property(tries = 1_000)
    void anyBrokenByteInAGoodDocumentIsAFormOrARefusal(
            @ForAll("objects") String document, @ForAll int at, @ForAll byte b) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        body[Math.floorMod(at, body.length)] = b;
        judge(Arrivals.json(body));
    }

    @Property(tries = 1_000)
    void anyDocumentWithinTheLimitsPasses(@ForAll("objects") String document) {
        assertThat(gate.check(Arrivals.json(document))).isEqualTo(Received.Form.JSON);
    }

    private void judge(Arrival arrival) {
        try {
            assertThat(gate.check(arrival)).isNotNull();
        } catch (Refused refused) {
            assertThat(refused.reason().status()).isBetween(400, 499);
            assertThat(refused.where()).allMatch(place -> place.matches("line [0-9]+, column [0-9]+"));
        }
    }

    @Provide
    Arbitrary<String> piecesOfJson() {
        return Arbitraries.of(
                        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"a\":", "\"b\":", "1", "-", "1e30", "e9", ".5",
                        "true", "null", "\\u", "\\ud800", "\\\"", "\n", " ", "\u0000", "\ufeff", "\u00e9", "{\"a\":",
                        "{}", "/*", "NaN")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> piecesOfXml() {
        return Arbitraries.of(
                        "<",
                        ">",
                        "/>",
                        "</",
                        "<a>",
                        "</a>",
                        "<a",
                        " b='",
                        "'",
                        "\"",
                        "=",
                        "&",
                        "&lt;",
                        "&#",
                        ";",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "]]>",
                        "<?",
                        "?>",
                        "<?xml version='1.0'?>",
                        "<!DOCTYPE a",
                        "[",
                        "]",
                        "<!ENTITY",
                        "xmlns:p='u'",
                        "p:",
                        "<p:a",
                        " ",
                        "\n",
                        "\u0001",
                        "\u00e9",
                        "x",
                        "%x;",
                        "encoding='x'",
                        "version='1.1'")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> objects() {
        return object(4);
    }

    private static Arbitrary<String> object(int depth) {
        return Arbitraries.maps(texts(30), value(depth)).ofMaxSize(5).map(members -> members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ": " + member.getValue())
                .collect(java.util.stream.Collectors.joining(",\n ", "{", "}")));
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                texts(200).map(GatePropertyTest::quoted),
                Arbitraries.bigDecimals().map(n -> n.toPlainString()).filter(n -> n.length() <= 32),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.of("true", "false", "null", "1E-30", "-0.0e+30"));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> list = Arbitraries.lazy(() -> value(depth - 1))
                .list()
                .ofMaxSize(4)
                .map(values -> "[" + String.join(", ", values) + "]");
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, leaf),
                net.jqwik.api.Tuple.of(1, list),
                net.jqwik.api.Tuple.of(1, Arbitraries.lazy(() -> object(depth - 1))));
    }

    /** Any text that UTF-8 can carry, without NUL. */
    private static Arbitrary<String> texts(int max) {
        return Arbitraries.strings()
                .ofMaxLength(max)
                .map(text -> text.replace("\u0000", ""))
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') {
                quoted.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
