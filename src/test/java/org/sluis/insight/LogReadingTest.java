package org.sluis.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestTown;
import org.sluis.audit.reading.BalpProfile;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;

/** Over HTTP: who may read the log, that each reading is in it, and that nothing is shown that was not recorded. */
class LogReadingTest {
    private static final String SEARCH = "/v1/log/search";
    private static final String PUPIL = "leerling-7788";

    private static Officers officers;
    private static String sent;
    private static String refused;

    @BeforeAll
    static void open() {
        officers = new Officers();
        TestTown town = new TestTown(officers.gateway);
        town.childWithBothParentsConsent(PUPIL);
        town.child("leerling-7789");
        sent = disclosed(202, town.plan(PUPIL, "m-1"));
        refused = disclosed(403, town.plan("leerling-7789", "m-2"));
        awaitCheckpoint();
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    private static String disclosed(int status, String plan) {
        HttpResponse<String> answer =
                officers.gateway.post("de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", plan);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    @Test
    void aPrivacyOfficerFindsWhatBecameOfAPupil() {
        JsonNode found = ask("linde-1", SEARCH, "{\"subject\": \"" + PUPIL + "\"}");
        assertThat(kinds(found)).contains("subject-registered", "consent-recorded", "disclosure-released");
        assertThat(kinds(found)).doesNotContain("disclosure-refused");
        assertThat(found.toString()).contains(sent).doesNotContain(PUPIL);
        assertThat(ask("linde-1", SEARCH, "{\"subject\": \"leerling-7789\"}").toString())
                .contains(refused)
                .doesNotContain(sent);
    }

    @ParameterizedTest
    @CsvSource({"subject, leerling-1", "subject, ' '' or 1=1'", "reason, nothing-of-the-kind", "policy, 00"})
    void whatIsNotThereIsAnEmptyPage(String name, String value) {
        JsonNode found = ask("linde-1", SEARCH, "{\"" + name + "\": \"" + value + "\"}");
        assertThat(found.path("entries").size()).isZero();
    }

    @Test
    void anotherSchoolFindsNothingOfIt() {
        JsonNode found = ask("anker-1", SEARCH, "{}");
        assertThat(found.toString()).doesNotContain(sent).doesNotContain(refused);
        assertThat(ask("anker-1", SEARCH, "{\"subject\": \"" + PUPIL + "\"}").path("entries"))
                .isEmpty();
        assertThat(ask("anker-1", SEARCH, "{\"disclosure\": \"" + sent + "\"}").path("entries"))
                .isEmpty();
        assertThat(ask("linde-1", SEARCH, "{\"disclosure\": \"" + sent + "\"}").path("entries"))
                .isNotEmpty();
    }

    @Test
    void eachReadingIsInTheLogWithWhoAndByWhatAndHowManyAndNoValue() {
        int before = entries("log-read").size();
        JsonNode found = ask(
                "linde-2", SEARCH, "{\"subject\": \"" + PUPIL + "\", \"kind\": \"consent-recorded\", \"limit\": 1}");
        assertThat(found.path("entries").size()).isEqualTo(1);
        List<String> after = entries("log-read");
        assertThat(after).hasSize(before + 1);
        JsonNode read = TestTown.read(after.get(before));
        assertThat(read.path("facts").toString())
                .isEqualTo(
                        "{\"client\":\"linde-2\",\"count\":\"1\",\"filters\":[\"kind\",\"subject\"],\"kind\":\"search\","
                                + "\"party\":\"de-linde\",\"person\":\"" + officers.second + "\"}");
        // Whom was looked at is found again by who may ask about the pupil, and by nobody else.
        assertThat(about(UUID.fromString(read.path("id").asText()))).isEqualTo(1);
        assertThat(read.toString()).doesNotContain(PUPIL);

        ask("linde-1", "/v1/log/counts", "{}");
        ask("linde-1", "/v1/log/patterns", "{}");
        assertThat(entries("log-read").toString()).contains("\"kind\":\"counts\"", "\"kind\":\"patterns\"");
    }

    @ParameterizedTest
    @CsvSource({
        "de-linde-direct, 403, proposer-unknown",
        "linde-3, 403, role-missing",
    })
    void whoeverMayNotIsRefusedAndInTheLog(String client, int status, String reason) {
        for (String path : List.of(SEARCH, "/v1/log/counts", "/v1/log/patterns")) {
            int before = entries("log-read-refused").size();
            int read = entries("log-read").size();
            Officers.refused(officers.gateway.post(client, path, "{}"), status, reason, null);
            List<String> after = entries("log-read-refused");
            assertThat(after).hasSize(before + 1);
            assertThat(after.get(before))
                    .contains("\"client\":\"" + client + "\"")
                    .contains("\"reason\":\"" + reason + "\"");
            assertThat(entries("log-read")).hasSize(read);
        }
    }

    @Test
    void whatCannotBeRecordedIsNotShown() {
        officers.asOwner("REVOKE INSERT ON sluis.audit_erasable FROM sluis_app");
        try {
            HttpResponse<String> answer = officers.gateway.post("linde-1", SEARCH, "{\"subject\": \"" + PUPIL + "\"}");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain(sent).doesNotContain("entries");
        } finally {
            officers.asOwner("GRANT INSERT ON sluis.audit_erasable TO sluis_app");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pupil\": \"x\"}|/:unknown-key",
                "{\"from\": \"yesterday\"}|/from:not-a-date",
                "{\"limit\": 501}|/limit:from-1-to-500",
                "{\"limit\": 0}|/limit:from-1-to-500",
                "{\"after\": \"x\"}|/after:not-where-a-page-ended",
                "{\"disclosure\": \"1-1-1-1-1\"}|/disclosure:not-an-id",
                "{\"party\": \"de linde\"}|/party:not-an-id-or-code",
                "{\"reason\": 3}|/reason:not-a-text",
                "{\"by\": \"day,subject\"}|/by:some-of",
                "{\"thresholds\": {\"refusals\": \"3\"}}|/thresholds/refusals:not-a-number",
                "{\"thresholds\": {\"tea\": 3}}|/thresholds:unknown-key"
            })
    void whatIsNoQuestionIsToldByItsPlace(String body, String where) {
        Officers.refused(officers.gateway.post("linde-1", SEARCH, body), 400, "parameter-not-supported", where);
        assertThat(entries("log-read-refused").toString()).contains(where);
    }

    @Test
    void patternsAreOfAPeriodAndNothingElse() {
        Officers.refused(
                officers.gateway.post("linde-1", "/v1/log/patterns", "{\"party\": \"de-brug\"}"),
                400,
                "parameter-not-supported",
                "/:a-period-and-nothing-else");
        JsonNode found = ask("linde-1", "/v1/log/patterns", "{\"thresholds\": {\"readings-a-day\": 0}}");
        assertThat(found.path("findings").findValuesAsText("pattern")).contains("reads-much");
    }

    @Test
    void countsByDayRecipientAndReason() {
        JsonNode counts = ask("linde-1", "/v1/log/counts", "{\"by\": \"kind,recipient,reason\"}")
                .path("counts");
        assertThat(counts.toString())
                .contains(
                        "{\"kind\":\"disclosure-refused\",\"recipient\":\"de-brug\",\"reason\":\"consent-missing-holder\","
                                + "\"entries\":1}");
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        List<String> shown = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            String body = "{\"limit\": 2, \"subject\": \"" + PUPIL + "\"" + after + "}";
            JsonNode page = ask("linde-1", SEARCH, body);
            page.path("entries").forEach(entry -> shown.add(entry.path("index").asText()));
            after = page.has("next") ? ", \"after\": \"" + page.path("next").asText() + "\"" : "";
            pages++;
        } while (!after.isEmpty());
        assertThat(pages).isGreaterThan(2);
        assertThat(shown).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void inEachFormAndAsFhirOfItsProfile() throws Exception {
        String body = "{\"disclosure\": \"" + sent + "\"}";
        HttpResponse<String> lines = as("application/x-ndjson", body);
        JsonNode first = TestTown.read(lines.body().lines().findFirst().orElseThrow());
        assertThat(first.path("leaf").asText()).matches("[0-9a-f]{64}");
        HttpResponse<String> table = as("text/csv", body);
        assertThat(table.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(table.body()).startsWith("\"index\",\"at\",\"kind\"").contains("\"disclosure-released\"");
        HttpResponse<String> fhir = as("application/fhir+ndjson", "{\"limit\": 500}");
        assertThat(fhir.body().lines().count()).isGreaterThan(10);
        assertThat(fhir.body()).contains("IHE.BasicAudit.AuthZconsent", "IHE.BasicAudit.PatientCreate");
        for (String event : fhir.body().lines().toList()) {
            assertThat(BalpProfile.errors(event)).as(event).isEmpty();
        }
        assertThat(TestTown.read(as("*/*", body).body()).path("entries")).isNotEmpty();
        assertThat(as("text/csv", "{\"limit\": 1}").headers().firstValue("Sluis-Next"))
                .isPresent();
    }

    private static HttpResponse<String> as(String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(officers.gateway.url().resolve(SEARCH))
                                .header("Authorization", "Bearer " + officers.gateway.token("linde-1"))
                                .header("Content-Type", "application/json")
                                .header("Accept", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonNode ask(String client, String path, String body) {
        HttpResponse<String> answer = officers.gateway.post(client, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static List<String> kinds(JsonNode page) {
        List<String> kinds = new ArrayList<>();
        page.path("entries").forEach(entry -> kinds.add(entry.at("/event/kind").asText()));
        return kinds;
    }

    private static List<String> entries(String kind) {
        return officers.entries(kind);
    }

    private static long about(UUID entry) {
        return officers.gateway.bean(Transactions.class).within(Officers.TENANT, connection -> Rows.query(
                        connection,
                        "SELECT count(*) FROM audit_erasable a WHERE a.event = ? AND a.subject = ?",
                        row -> row.getLong(1),
                        entry,
                        officers.gateway
                                .bean(Register.class)
                                .subject(connection, officers.caller("linde-1"), PUPIL)
                                .orElseThrow())
                .get(0));
    }

    /** Until everything that was recorded before has a place that a checkpoint covers. */
    private static void awaitCheckpoint() {
        Transactions transactions = officers.gateway.bean(Transactions.class);
        long all = transactions.across(
                connection -> Rows.query(connection, "SELECT count(*) FROM audit_event", row -> row.getLong(1))
                        .get(0));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (transactions.across(connection -> Rows.query(
                                connection,
                                "SELECT coalesce(max(size), 0) FROM audit_checkpoint",
                                row -> row.getLong(1))
                        .get(0))
                < all) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
