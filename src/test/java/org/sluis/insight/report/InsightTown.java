package org.sluis.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;
import org.sluis.party.person.Officers;

/** Waterlee with a privacy officer and a care system that answers: children whose reports are made. */
public final class InsightTown implements AutoCloseable {
    static final String SCHOOL = "de-linde-direct";
    static final String OFFICER = "linde-1";
    static final String REPORTS = "/v1/insight/reports";
    static final String ONE = "ouder-1";
    static final String TWO = "ouder-2";

    private static final OctetKeyPair PROFESSIONAL = Officers.key();
    private static final OctetKeyPair COLLEAGUE = Officers.key();

    public final Officers officers;
    public final TestTown town;
    private final CareSystem care;
    private UUID colleague = new UUID(0, 0);

    public InsightTown() {
        try {
            care = new CareSystem(0, Files.createTempDirectory("sluis-insight"), null);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        officers = new Officers("sluis.delivery.workers=1", "sluis.connectors.fhir-r4.url=" + care.url());
        town = new TestTown(officers.gateway);
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    void pupil(String localId, LocalDate birth, boolean capable) {
        ok(200, officers.gateway.post(SCHOOL, "/v1/subjects", """
                {"localId": "%s", "birthDate": "%s", "capable": %s,
                 "holders": [{"localId": "ouder-1", "kind": "112"}, {"localId": "ouder-2", "kind": "112"},
                             {"localId": "stiefouder-1", "kind": "212"}],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(localId, birth, capable, today())));
    }

    void pupil(String localId, int age) {
        pupil(localId, today().minusYears(age).minusDays(40), true);
    }

    /** A child of nine of whom both parents said yes to the plan, for every category. */
    public void agreed(String localId) {
        pupil(localId, 9);
        says(localId, ONE, "grant", TestTown.ALL);
        says(localId, TWO, "grant", TestTown.ALL);
    }

    /** Of the plan, to De Brug. @param holder null for the child */
    public String says(String localId, @Nullable String holder, String effect, List<String> categories) {
        String who =
                holder == null ? "\"grantor\": \"child\"" : "\"grantor\": \"holder\", \"holder\": \"" + holder + "\"";
        return ok(201, officers.gateway.post(SCHOOL, "/v1/consents", """
                {"subject": "%s", %s, "effect": "%s", "purpose": "plan-coordination",
                 "recipient": "de-brug", "categories": [%s], "from": "%s", "until": "%s", "textVersion": "2026-1",
                 "proof": {"verified": "in-person", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                                localId,
                                who,
                                effect,
                                categories.stream().map(c -> '"' + c + '"').collect(Collectors.joining(",")),
                                today().minusDays(30),
                                today().plusDays(200),
                                today().minusDays(1),
                                "ab".repeat(32))))
                .path("consent")
                .asText();
    }

    /** That telling would endanger the child, from this day on. */
    void endangers(String localId, String holder, LocalDate from) {
        fact(localId, "\"holder\": \"" + holder + "\", ", "asking", "endangers", from);
    }

    void fact(String localId, String about, String word, String value, LocalDate from) {
        ok(201, officers.gateway.post(SCHOOL, "/v1/facts", """
                {"subject": "%s", %s"word": "%s", "value": "%s", "from": "%s",
                 "evidence": {"reference": "note-1", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                        localId, about, word, value, from, today().minusDays(1), "ab".repeat(32))));
    }

    /** The plan about this pupil, as it stands in the fixtures. */
    public ObjectNode plan(String localId, String messageId, LocalDate birth) {
        ObjectNode plan = (ObjectNode) TestTown.read(town.plan(localId, messageId));
        ((ObjectNode) plan.path("pupil")).put("birthDate", birth.toString());
        return plan;
    }

    /** Sent, and arrived at the care system. Gives the disclosure. */
    public String delivered(JsonNode plan) {
        return arrived("plan-coordination/de-brug", plan.toString());
    }

    /** The same by another way. */
    public String arrived(String way, String message) {
        String disclosure = sent(202, way, message);
        await(() -> state(disclosure).equals("delivered"));
        return disclosure;
    }

    public String delivered(String localId, String messageId) {
        return delivered(TestTown.read(town.plan(localId, messageId)));
    }

    public String sent(int status, String way, String message) {
        return ok(status, officers.gateway.post(SCHOOL, "/v1/doors/rest-json/" + way, message))
                .path("disclosure")
                .asText();
    }

    /** A signal of the fixtures about this pupil. */
    String signal(String localId, String messageId) {
        try {
            ObjectNode signal = (ObjectNode) new ObjectMapper()
                    .readTree(Path.of("test-fixtures/disclosures/signal-noor.json")
                            .toFile());
            signal.put("messageId", messageId);
            ((ObjectNode) signal.path("pupil"))
                    .put("id", localId)
                    .put("birthDate", TestTown.birthDate().toString());
            return signal.toString();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Persons who may break the glass: the first asks, the second signs. */
    public void professionals() {
        professional("linde-7", PROFESSIONAL);
        colleague = professional("linde-8", COLLEAGUE);
    }

    private UUID professional(String client, OctetKeyPair key) {
        officers.gateway.client(Officers.TENANT, client, "de-linde");
        UUID person = officers.person(SCHOOL, "medewerker-" + client.charAt(6), client);
        officers.approved(OFFICER, officers.role(OFFICER, person, "professional"), officers.second, officers.secondKey);
        officers.approved(OFFICER, officers.enrol(OFFICER, person, key), officers.second, officers.secondKey);
        return person;
    }

    /** The glass is broken for the youth team. Gives the emergency. */
    String emergency(String localId) {
        return emergency(localId, "notitie-2026-014");
    }

    /** @param note where the professional wrote why */
    public String emergency(String localId, String note) {
        JsonNode proposal =
                officers.proposed(officers.gateway.post("linde-7", "/v1/emergencies", """
                {"subject": "%s", "recipient": "jeugdteam-waterlee", "reason": "acute-danger", "note": "%s",
                 "hours": 24}""".formatted(localId, note)));
        Officers.inForce(officers.approve("linde-8", proposal, Officers.signed(proposal, colleague, COLLEAGUE)));
        return ok(
                        200,
                        officers.gateway.post(
                                "linde-7",
                                "/v1/emergencies/" + proposal.path("proposal").asText() + "/opening",
                                ""))
                .path("emergency")
                .asText();
    }

    /** And reviewed: whether notice was given. */
    public void reviewed(String emergency, boolean notice) {
        JsonNode review = officers.proposed(
                officers.gateway.post("linde-7", "/v1/emergencies/" + emergency + "/review", """
                {"noticeGiven": %s, "noticeOn": "2026-01-05", "note": "notitie-2026-015", "justified": true}""".formatted(notice)));
        Officers.inForce(officers.approve(OFFICER, review, Officers.signed(review, officers.first, officers.firstKey)));
        assertThat(officers.gateway
                        .post(
                                "linde-7",
                                "/v1/emergencies/" + emergency + "/reviews/"
                                        + review.path("proposal").asText() + "/closing",
                                "")
                        .statusCode())
                .isEqualTo(204);
    }

    private String state(String disclosure) {
        return TestTown.read(officers.gateway
                        .get(SCHOOL, "/v1/disclosures/" + disclosure)
                        .body())
                .path("state")
                .asText();
    }

    /** @param holder null for the young person */
    static String asked(String localId, @Nullable String holder, String language) {
        return "{\"subject\": \"" + localId + "\", \"language\": \"" + language + "\", "
                + (holder == null ? "\"for\": \"youth\"}" : "\"for\": \"holder\", \"holder\": \"" + holder + "\"}");
    }

    HttpResponse<String> tryReport(String localId, @Nullable String holder) {
        return officers.gateway.post(OFFICER, REPORTS, asked(localId, holder, "nl"));
    }

    /** The report, once everything that was recorded before is covered by a checkpoint. */
    public JsonNode report(String localId, @Nullable String holder) {
        awaitCheckpoint();
        return ok(200, tryReport(localId, holder));
    }

    /** The same on paper. */
    byte[] pdf(String localId, @Nullable String holder, String language) {
        awaitCheckpoint();
        try {
            HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(officers.gateway.url().resolve(REPORTS))
                                    .header("Authorization", "Bearer " + officers.gateway.token(OFFICER))
                                    .header("Content-Type", "application/json")
                                    .header("Accept", "application/pdf, application/problem+json")
                                    .POST(HttpRequest.BodyPublishers.ofString(asked(localId, holder, language)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            return answer.body();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static JsonNode ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body());
    }

    void awaitCheckpoint() {
        long all = count("SELECT count(*) FROM audit_event");
        await(() -> count("SELECT coalesce(max(size), 0) FROM audit_checkpoint") >= all);
    }

    /** As the owner of the tables. */
    Connection owner() throws SQLException {
        return DriverManager.getConnection(argument("URL"), argument("OWNER_USER"), argument("OWNER_PASSWORD"));
    }

    private String argument(String name) {
        String option = "--SLUIS_DB_" + name + "=";
        return officers.gateway.arguments().stream()
                .filter(each -> each.startsWith(option))
                .map(each -> each.substring(option.length()))
                .findFirst()
                .orElseThrow();
    }

    void statement(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Until somebody waits for the table that proofs are made with. */
    void awaitProving() {
        await(() ->
                count("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'audit_bundle'::regclass") > 0);
    }

    private long count(String sql) {
        return officers.gateway.bean(Transactions.class).across(connection -> Rows.query(
                        connection, sql, row -> row.getLong(1))
                .get(0));
    }

    private static void await(BooleanSupplier what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() throws Exception {
        officers.close();
        care.close();
    }
}
