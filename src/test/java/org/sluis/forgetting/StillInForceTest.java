package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestTown;
import org.sluis.audit.EventKind;
import org.sluis.insight.report.InsightTown;
import org.sluis.party.person.Officers;

/** What waits or is in force outlives every period; once it is over it goes with the next batch, and its rows with it. */
class StillInForceTest {
    private static final String SCHOOL = "de-linde-direct";
    private static InsightTown town;
    private static Aged aged;

    @BeforeAll
    static void open() {
        town = new InsightTown();
        town.professionals();
        aged = new Aged(town.officers);
    }

    @AfterAll
    static void close() throws Exception {
        town.close();
    }

    private static void apply() {
        aged.retention().apply(done -> {});
    }

    @Test
    void aDisclosureThatWaitsOrOfWhichSomebodyHasStillToBeTold() {
        town.agreed("waits-1");
        UUID subject = aged.subject("waits-1");
        String disclosure = town.delivered("waits-1", "waits-message-1");
        owner(
                "UPDATE sluis.outbox SET state = 'waiting', ciphertext = '', wrapped_key = '', next_at = now() + interval '1 day'"
                        + " WHERE disclosure = '" + disclosure + "'");
        apply();
        assertThat(aged.kinds(subject)).contains("disclosure-released", "delivery-cleared", "delivery-succeeded");
        owner("UPDATE sluis.outbox SET state = 'parked' WHERE disclosure = '" + disclosure + "'");
        apply();
        assertThat(aged.kinds(subject)).as("it waits for a person").contains("disclosure-released");
        owner("UPDATE sluis.outbox SET state = 'delivered', ciphertext = NULL, wrapped_key = NULL WHERE disclosure = '"
                + disclosure
                + "'; INSERT INTO sluis.notification (tenant, party, disclosure, state, at, next_at) VALUES ('"
                + Officers.TENANT + "', 'de-linde', '" + disclosure
                + "', 'delivered', now(), now() + interval '1 day')");
        apply();
        assertThat(aged.kinds(subject)).contains("disclosure-released");
        assertThat(aged.count("attempt", "disclosure = '" + disclosure + "'")).isEqualTo(1);
        owner("DELETE FROM sluis.notification");
        apply();
        assertThat(aged.kinds(subject)).doesNotContain("disclosure-released", "delivery-cleared", "delivery-succeeded");
        assertThat(aged.count("outbox", "disclosure = '" + disclosure + "'")).isZero();
    }

    @Test
    void anEmergencyWithoutAReview() {
        town.town.child("glass-1");
        UUID subject = aged.subject("glass-1");
        String emergency = town.emergency("glass-1", "notitie-2026-081");
        apply();
        assertThat(aged.kinds(subject)).contains("emergency-opened");
        town.reviewed(emergency, true);
        apply();
        assertThat(aged.kinds(subject)).doesNotContain("emergency-opened", "emergency-closed");
        assertThat(aged.count("emergency", "true")).isZero();
        assertThat(aged.count("emergency_review", "true")).isZero();
    }

    /** Nothing about the pupil: by the disclosures it is found who has still to hear. */
    @Test
    void whatIsAboutAPupilWithAnOpenCorrection() {
        town.agreed("wrong-1");
        UUID subject = aged.subject("wrong-1");
        town.delivered("wrong-1", "wrong-message-1");
        JsonNode correction = read(201, town.officers.gateway.post("linde-1", "/v1/corrections", """
                {"subject": "wrong-1", "what": "erased", "elements": "goal.description"}"""));
        List<String> kinds = aged.kinds(subject);
        apply();
        assertThat(aged.kinds(subject)).isEqualTo(kinds).contains("disclosure-released", "correction-recorded");
        assertThat(correction.path("open").asInt()).isEqualTo(1);
        read(
                200,
                town.officers.gateway.post(
                        "linde-1",
                        "/v1/corrections/" + correction.path("correction").asText() + "/told",
                        "{\"recipient\": \"de-brug\"}"));
        apply();
        assertThat(aged.kinds(subject)).doesNotContain("disclosure-released", "correction-recorded", "correction-told");
        assertThat(aged.count("correction", "true")).isZero();
        assertThat(aged.count("correction_told", "true")).isZero();
    }

    @Test
    void aConsentOrRefusalUntilItIsTakenBackOrReplacedOrOver() {
        town.town.child("says-1");
        UUID subject = aged.subject("says-1");
        String yes = town.says("says-1", "ouder-1", "grant", TestTown.ALL);
        over(town.says("says-1", "ouder-2", "refuse", TestTown.ALL), 2); // a no does not run out
        apply();
        assertThat(aged.kinds(subject)).contains("consent-recorded", "consent-refusal-recorded");
        read(200, town.officers.gateway.post(SCHOOL, "/v1/consents/" + yes + "/withdrawal", ""));
        String last = town.says("says-1", "ouder-2", "grant", TestTown.ALL);
        apply();
        assertThat(aged.kinds(subject))
                .as("the newest word of the second")
                .containsOnlyOnce("consent-recorded")
                .doesNotContain("consent-refusal-recorded", "consent-withdrawn");
        over(last, 0);
        apply();
        assertThat(aged.kinds(subject))
                .as("its last day may not be over everywhere")
                .contains("consent-recorded");
        over(last, 2);
        apply();
        assertThat(aged.kinds(subject)).doesNotContain("consent-recorded");
        assertThat(aged.count("consent", "subject = '" + subject + "'"))
                .as("the register is not the log")
                .isEqualTo(3);
    }

    private static void over(String consent, int days) {
        owner("UPDATE sluis.consent SET valid_from = '2025-01-01', valid_until = current_date - " + days
                + " WHERE id = '" + consent + "'");
    }

    @Test
    void theFactAndTheCheckAndTheRegistrationThatCount() {
        town.town.child("fact-1");
        UUID subject = aged.subject("fact-1");
        fact("endangers");
        town.town.child("fact-1"); // checked anew
        apply();
        assertThat(aged.kinds(subject))
                .containsOnlyOnce("fact-recorded")
                .containsOnlyOnce("authority-recorded")
                .containsOnlyOnce("subject-registered");
        UUID first = aged.entryOf("subject_fact", "subject = '" + subject + "'");
        fact("safe");
        apply();
        assertThat(aged.kept(first)).as("the newer word counts").isFalse();
        assertThat(aged.kinds(subject)).containsOnlyOnce("fact-recorded");
        owner("UPDATE sluis.subject_fact SET valid_from = '2026-01-01', valid_until = current_date - 2");
        apply();
        assertThat(aged.kinds(subject)).doesNotContain("fact-recorded");
    }

    private static void fact(String value) {
        read(201, town.officers.gateway.post(SCHOOL, "/v1/facts", """
                {"subject": "fact-1", "word": "asking", "value": "%s", "from": "%s", "holder": "ouder-1",
                 "evidence": {"reference": "note-1", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                        value, today(), today().minusDays(1), "ab".repeat(32))));
    }

    /** Rows as the gateway writes them, beside an entry of their kind; then they are over. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONSENT_ASKED    | consent_request | UPDATE sluis.consent_request SET respond_by = '2026-01-01', valid_until = '2026-01-02', valid_from = '2025-12-01'
            CONSENT_ANSWERED | answered_form   | UPDATE sluis.consent_request SET respond_by = '2026-01-01', valid_until = '2026-01-02', valid_from = '2025-12-01'
            ANSWER_CODE_MADE | answer_code     | UPDATE sluis.answer_code SET until = now() - interval '1 hour'
            WARNING_GIVEN    | warning         | UPDATE sluis.birthday SET passed = (SELECT event FROM sluis.subject LIMIT 1)
            """)
    void whatCanStillBeAnsweredOrComes(EventKind kind, String table, String over) {
        String child = "rows-" + kind.code();
        town.town.child(child);
        UUID subject = aged.subject(child);
        UUID entry = aged.recorded(kind, subject);
        UUID id = UUID.randomUUID();
        String tenant = "'" + Officers.TENANT + "', '";
        owner(
                "INSERT INTO sluis.consent_request (tenant, id, subject, school, recipient, purpose, text_version, valid_from,"
                        + " valid_until, respond_by, event) VALUES (" + tenant + id + "', '" + subject
                        + "', 'de-linde', 'de-brug', 'plan-coordination', '2026-1', current_date, current_date + 9, current_date + 8, '"
                        + (table.equals("consent_request") ? entry : aged.recorded(EventKind.LOG_READ, null)) + "')");
        owner("INSERT INTO sluis.consent_invitation (tenant, id, request, subject) VALUES (" + tenant + id + "', '" + id
                + "', '" + subject + "')");
        switch (table) {
            case "answered_form" ->
                owner("INSERT INTO sluis.answered_form (tenant, invitation, document, event) VALUES (" + tenant + id
                        + "', '', '" + entry + "')");
            case "answer_code" ->
                owner("INSERT INTO sluis.answer_code (tenant, invitation, handle, key_epoch, hash, verified,"
                        + " by, until, event) VALUES (" + tenant + id
                        + "', '0123', 'x', sha256(''), 'in-person', 'ib-01',"
                        + " now() + interval '1 hour', '" + entry + "')");
            case "warning" ->
                owner("INSERT INTO sluis.birthday (tenant, subject, mark, day) VALUES (" + tenant + subject
                        + "', 'x', ''); INSERT INTO sluis.warning (tenant, id, subject, birthday, asked, event) VALUES ("
                        + tenant
                        + id + "', '" + subject + "', 'x', ARRAY['child'], '" + entry + "')");
            default -> assertThat(table).isEqualTo("consent_request");
        }
        apply();
        assertThat(aged.kept(entry)).isTrue();
        owner(over);
        apply();
        assertThat(aged.kept(entry)).isFalse();
        assertThat(aged.count(table, "event = '" + entry + "'"))
                .as("requests and answers are the register's")
                .isEqualTo(List.of("consent_request", "answered_form").contains(table) ? 1 : 0);
    }

    @Test
    void whoHasARole() {
        UUID works = aged.entryOf("person", "id = '" + town.officers.first + "'");
        apply();
        assertThat(aged.kept(works)).isTrue();
        owner(
                "UPDATE sluis.person_role SET valid_from = now() - interval '2 days', valid_until = now() - interval '1 day'"
                        + " WHERE person = '" + town.officers.anker + "'");
        apply();
        assertThat(aged.kept(works)).isTrue();
        assertThat(aged.kept(aged.entryOf("person", "id = '" + town.officers.anker + "'")))
                .isFalse();
    }

    private static void owner(String sql) {
        town.officers.asOwner(sql);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static JsonNode read(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body());
    }
}
