package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.audit.reading.BalpProfile.errors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.audit.EventKind;

/** Every kind of entry, whole and bare, is of the IHE BALP profile that it names, and carries what NEN 7513 asks for. */
class AuditEventsTest {
    private static final AuditEvents EVENTS = new AuditEvents("sluis.test/log");

    static Stream<LoggedEntry> entries() {
        return Stream.of(EventKind.values())
                .map(EventKind::code)
                .flatMap(kind -> Stream.of(Logged.whole(kind), Logged.bare(kind)));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void isOfItsProfile(LoggedEntry entry) {
        assertThat(errors(EVENTS.line(entry))).as(entry.kind()).isEmpty();
    }

    @Test
    void whatIheGivesAsExamplesPassesTheSameValidator() {
        BalpProfile.examples()
                .forEach((name, example) -> assertThat(errors(example)).as(name).isEmpty());
    }

    /** So that an empty list of errors says something. */
    @Test
    void whatAProfileDoesNotAllowIsFound() {
        String permitted = EVENTS.line(Logged.whole("disclosure-released"));
        assertThat(errors(permitted.replace("\"outcome\":\"0\"", "\"outcome\":\"7\"")))
                .isNotEmpty();
        if (BalpProfile.isThere()) {
            assertThat(errors(permitted.replace("authserver", "auditserver"))).isNotEmpty();
            assertThat(errors(permitted.replace("\"code\":\"Consent\"", "\"code\":\"Contract\"")))
                    .isNotEmpty();
            assertThat(errors(permitted.replace("AuthZ-Consent", "AuthZ-Nothing")))
                    .isNotEmpty();
            assertThat(errors(EVENTS.line(Logged.whole("log-read")).replace("\"outcome\":\"0\"", "\"outcome\":\"8\"")))
                    .isNotEmpty();
            assertThat(errors(EVENTS.line(Logged.whole("delivery-succeeded")).replace("110152", "110150")))
                    .isNotEmpty();
        }
    }

    @Test
    void carriesWhatNen7513AsksFor() {
        JsonNode told = told(Logged.entry(
                "disclosure-released",
                Map.of(
                        "disclosure", Logged.CONSENT,
                        "client", "klasboek",
                        "sender", "de-linde",
                        "recipient", "de-brug",
                        "purpose", "plan-coordination",
                        "consents", List.of(Logged.CONSENT),
                        "policy", "00".repeat(32)),
                true));
        assertThat(told.at("/type/code").asText()).isEqualTo("110113");
        assertThat(told.at("/subtype/0/code").asText()).isEqualTo("AuthZ-Consent");
        assertThat(told.at("/action").asText()).isEqualTo("E");
        assertThat(told.at("/recorded").asText()).isEqualTo("2026-03-02T11:00:00.123456Z");
        assertThat(told.at("/outcome").asText()).isEqualTo("0");
        assertThat(told.at("/purposeOfEvent/0/coding/0/code").asText()).isEqualTo("plan-coordination");
        assertThat(told.at("/agent/0/who/identifier/value").asText()).isEqualTo("klasboek");
        assertThat(told.at("/agent/0/policy/0").asText()).isEqualTo("ni:///sha-256;" + "A".repeat(43));
        assertThat(told.at("/agent/1/requestor").asBoolean()).isTrue();
        assertThat(told.at("/agent/2/who/identifier/value").asText()).isEqualTo("de-linde");
        assertThat(told.at("/agent/3/who/identifier/value").asText()).isEqualTo("sluis.test/log");
        assertThat(told.at("/source/site").asText()).isEqualTo("waterlee-scholen");
        assertThat(told.at("/source/type/0/code").asText()).isEqualTo("4");
        assertThat(told.at("/entity/0/what/identifier/value").asText()).isEqualTo(Logged.COMMITMENT);
        assertThat(told.at("/entity/1/what/identifier/value").asText()).isEqualTo(Logged.CONSENT);
        assertThat(told.at("/entity/1/detail").toString())
                .contains("{\"type\":\"recipient\",\"valueString\":\"de-brug\"}")
                .contains("{\"type\":\"index\",\"valueString\":\"41\"}");
    }

    @Test
    void whatWasRefusedSaysWhy() {
        JsonNode told = told(Logged.entry("disclosure-refused", Map.of("reason", "consent-missing-holder"), true));
        assertThat(told.at("/outcome").asText()).isEqualTo("8");
        assertThat(told.at("/outcomeDesc").asText()).isEqualTo("consent-missing-holder");
    }

    @Test
    void aTableThatLacksAKindOrKnowsOneTooManyIsNotLoaded() throws IOException {
        String whole;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/fhir/audit-events.yaml"))) {
            whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(AuditEventTable.parse(whole).of("log-read").outcome()).isEqualTo("0");
        for (String wrong : List.of(
                whole.replace("  log-read: {profile: Query}\n", ""),
                whole + "  tea-made: {profile: Create}\n",
                whole.replace("{profile: Query}", "{profile: Search}"),
                whole.replace("who: gateway", "who: nobody"),
                whole.replace("type: [dcm, \"110113\"]", "type: [dicom, \"110113\"]"))) {
            assertThatThrownBy(() -> AuditEventTable.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("audit-events.yaml:");
        }
    }

    private static JsonNode told(LoggedEntry entry) {
        try {
            return new ObjectMapper().readTree(EVENTS.line(entry));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
