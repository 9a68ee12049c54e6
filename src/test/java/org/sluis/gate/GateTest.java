package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class GateTest {
    private static final byte[] OBJECT = "{}".getBytes(StandardCharsets.UTF_8);
    private final Gate gate = new Gate();

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "APPLICATION/JSON", "application/fhir+json", "application/ld+json"})
    void knowsJsonByItsContentType(String type) {
        assertThat(gate.check(Arrivals.of(OBJECT, type, ""))).isEqualTo(Received.Form.JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "TEXT/XML", "application/fhir+xml", "application/vnd.edustandaard+xml"})
    void knowsXmlByItsContentType(String type) {
        byte[] body = "<dossier/>".getBytes(StandardCharsets.UTF_8);
        assertThat(gate.check(Arrivals.of(body, type, ""))).isEqualTo(Received.Form.XML);
    }

    @Test
    void knowsATableByItsContentTypeAndReadsWhereItsLinesEnd() {
        assertThat(gate.check(Arrivals.of("\uFEFFa;b\n1;2\n".getBytes(StandardCharsets.UTF_8), "Text/CSV", "")))
                .isEqualTo(Received.Form.CSV);
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> gate.check(Arrivals.of("a;b\n1;\"2\n".getBytes(StandardCharsets.UTF_8), "text/csv", "")));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_WELL_FORMED);
        assertThat(refused.where()).containsExactly("line 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/json",
                "json",
                "+json",
                "/+json",
                "application/",
                "application/jsonx",
                "application/json, text/xml",
                "application/json;charset=utf-16",
                "multipart/form-data",
                "application/json\r\nX: y",
                "text/html",
                "applıcation/json"
            })
    void refusesAnyOtherContentType(String type) {
        assertThat(refusal(Arrivals.of(OBJECT, type, "")).reason()).isEqualTo(Reason.CONTENT_TYPE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "Identity"})
    void takesAnUnencodedBody(String encoding) {
        assertThat(gate.check(Arrivals.of(OBJECT, "application/json", encoding)))
                .isEqualTo(Received.Form.JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gzip", "x-gzip", "deflate", "br", "zstd", "identity, gzip", "identity,identity", " ", "GZIP"})
    void refusesAnyContentEncoding(String encoding) {
        assertThat(refusal(Arrivals.of(OBJECT, "application/json", encoding)).reason())
                .isEqualTo(Reason.CONTENT_ENCODING_REFUSED);
    }

    @Test
    void refusesAnEmptyBody() {
        assertThat(refusal(Arrivals.json("")).reason()).isEqualTo(Reason.BODY_EMPTY);
        assertThat(refusal(Arrivals.xml("")).reason()).isEqualTo(Reason.BODY_EMPTY);
    }

    @Test
    void takesABodyOfTwoMegabytesAndRefusesOneByteMore() {
        byte[] largest = new byte[Gate.MAX_BODY_BYTES];
        Arrays.fill(largest, (byte) ' ');
        largest[0] = '{';
        largest[largest.length - 1] = '}';
        assertThat(gate.check(Arrivals.json(largest))).isEqualTo(Received.Form.JSON);
        assertThat(Gate.MAX_BODY_BYTES).isEqualTo(2_097_152);

        byte[] over = Arrays.copyOf(largest, largest.length + 1);
        over[largest.length] = '\n';
        assertThat(refusal(Arrivals.json(over)).reason()).isEqualTo(Reason.BODY_TOO_LARGE);
        assertThat(refusal(Arrivals.xml(over)).reason()).isEqualTo(Reason.BODY_TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":\"\u00e9\"}', '', ''",
        "'{\"a\":\"\ud83d\ude00\ufeff\uffff\"}', '', ''",
        "'{\"a\":\"', C3, 'line 1, column 7'",
        "'{\"a\":\"', C328, 'line 1, column 7'",
        "'{\"a\":\"', C0AF, 'line 1, column 7'",
        "'{\"a\":\"', E080AF, 'line 1, column 7'",
        "'{\"a\":\"', EDA080, 'line 1, column 7'",
        "'{\"a\":\"', EDA0BDEDB880, 'line 1, column 7'",
        "'{\"a\":\"', F4908080, 'line 1, column 7'",
        "'{\"a\":\"', FF, 'line 1, column 7'",
        "'{\"\u00e9\":\"', 00, 'line 1, column 7'",
        "'', EFBBBF7B7D, 'line 1, column 1'",
        "'', FFFE7B007D00, 'line 1, column 4'",
        "'', 007B007D, 'line 1, column 1'"
    })
    void takesStrictUtf8Only(String text, String hex, String place) {
        byte[] start = text.getBytes(StandardCharsets.UTF_8);
        byte[] rest = java.util.HexFormat.of().parseHex(hex);
        byte[] body = Arrays.copyOf(start, start.length + rest.length);
        System.arraycopy(rest, 0, body, start.length, rest.length);
        if (hex.isEmpty()) {
            assertThat(gate.check(Arrivals.json(body))).isEqualTo(Received.Form.JSON);
        } else {
            Refused refused = refusal(Arrivals.json(body));
            assertThat(refused.reason()).isEqualTo(Reason.NOT_UTF8);
            assertThat(refused.where()).containsExactly(place);
            assertThat(refusal(Arrivals.xml(body)).reason()).isEqualTo(Reason.NOT_UTF8);
        }
    }

    @Test
    void findsABrokenByteFarBehindTheFirstBuffer() {
        byte[] body = ("{\n" + " ".repeat(100_000) + "\n  }").getBytes(StandardCharsets.UTF_8);
        body[body.length - 1] = (byte) 0x80;
        Refused refused = refusal(Arrivals.json(body));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_UTF8);
        assertThat(refused.where()).containsExactly("line 3, column 3");
    }

    @Test
    void doesNotReadAFormatAsTheOther() {
        assertThat(refusal(Arrivals.json("<a/>")).reason()).isEqualTo(Reason.NOT_WELL_FORMED);
        assertThat(refusal(Arrivals.xml("{}")).reason()).isEqualTo(Reason.NOT_WELL_FORMED);
    }

    @Test
    void receivesUnderAnIdOfItsOwnAndRefusesAShiftOutsideTheDemo() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
        Instant other = Instant.parse("2026-12-01T08:00:00Z");
        Arrival plain = Arrivals.json("{}");
        Arrival shifted = new Arrival(plain.door(), OBJECT, "application/json", "", "", null, null, other);
        Receive real = new Receive(gate, Ids.random(), clock, false);
        Receive demo = new Receive(gate, Ids.random(), clock, true);

        assertThat(real.receive(plain).disclosure())
                .isNotEqualTo(real.receive(plain).disclosure());
        assertThat(real.receive(plain).instant().at()).isEqualTo(clock.instant());
        assertThat(real.receive(plain).toString()).doesNotContain("{}").startsWith("Received[");
        assertThat(demo.receive(shifted).instant().at()).isEqualTo(other);
        assertThat(demo.receive(shifted).instant().shifted()).isTrue();
        assertThat(catchThrowableOfType(Refused.class, () -> real.receive(shifted))
                        .reason())
                .isEqualTo(Reason.SHIFT_NOT_ALLOWED);
        assertThat(catchThrowableOfType(NullPointerException.class, () -> real.receive(null)))
                .isNotNull();
    }

    private Refused refusal(Arrival arrival) {
        Refused refused = catchThrowableOfType(Refused.class, () -> gate.check(arrival));
        assertThat(refused).as("refused").isNotNull();
        return refused;
    }
}
