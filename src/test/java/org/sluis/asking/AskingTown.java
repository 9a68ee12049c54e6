package org.sluis.asking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** Asking as it is done in Waterlee: a school over HTTP with a token, a person over HTTP with a code. */
public final class AskingTown {
    static final String SCHOOL = "de-linde-direct";
    static final String REQUESTS = "/v1/consent-requests";
    /** A yes to everything. */
    public static final BiPredicate<Integer, String> YES = (question, category) -> true;
    /** A no to everything. */
    static final BiPredicate<Integer, String> NO = (question, category) -> false;

    final TestGateway gateway;
    private final HttpClient http = HttpClient.newHttpClient();

    public AskingTown(TestGateway gateway) {
        this.gateway = gateway;
    }

    /** Registers a pupil of this age whose authority was checked on this day. */
    void pupil(String localId, int age, LocalDate checkedOn, String... holders) {
        String all = List.of(holders).stream()
                .map(holder -> "{\"localId\": \"" + holder + "\", \"kind\": \"112\"}")
                .collect(Collectors.joining(","));
        ok(200, gateway.post(SCHOOL, "/v1/subjects", """
                {"localId": "%s", "birthDate": "%s", "capable": true, "holders": [%s],
                 "authority": {"state": "established", "source": "school-registration", "checkedOn": "%s"}}
                """.formatted(
                        localId, today().minusYears(age).minusDays(40), all, checkedOn)));
    }

    public void pupil(String localId, int age, String... holders) {
        pupil(localId, age, today(), holders);
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    /** To De Brug, for the plan, with one way back. */
    HttpResponse<String> tryToAskAbout(String localId) {
        return tryToAsk("\"subject\": \"%s\", \"recipient\": \"de-brug\", \"purpose\": \"plan-coordination\""
                .formatted(localId));
    }

    HttpResponse<String> tryToAsk(String what, String... more) {
        return gateway.post(
                SCHOOL, REQUESTS, """
                {%s, "answerPurpose": "care-plan-for-school", "textVersion": "2026-1", "from": "%s", "until": "%s"%s}
                """.formatted(what, today(), today().plusDays(200), String.join("", more)));
    }

    public JsonNode ask(String localId) {
        return TestTown.read(ok(201, tryToAskAbout(localId)).body());
    }

    public JsonNode ask(String localId, String recipient) {
        return TestTown.read(ok(
                        201,
                        tryToAsk("\"subject\": \"%s\", \"recipient\": \"%s\", \"purpose\": \"plan-coordination\""
                                .formatted(localId, recipient)))
                .body());
    }

    HttpResponse<String> tryCode(String request, @Nullable String holder) {
        String who =
                holder == null ? "\"grantor\": \"child\"" : "\"grantor\": \"holder\", \"holder\": \"" + holder + "\"";
        return gateway.post(SCHOOL, REQUESTS + "/" + request + "/codes", """
                {%s, "by": "medewerker-12", "verified": "in-person"}""".formatted(who));
    }

    public String code(JsonNode request, @Nullable String holder) {
        return TestTown.read(ok(201, tryCode(request.path("request").asText(), holder))
                        .body())
                .path("code")
                .asText();
    }

    HttpResponse<String> open(String code) {
        return person("/v1/answers/open", "{\"code\": \"" + code + "\"}");
    }

    /** Says yes or no to each category of each question, as it was shown. */
    HttpResponse<String> answer(String code, BiPredicate<Integer, String> says) {
        JsonNode sheet = TestTown.read(ok(200, open(code)).body());
        String answers = StreamSupport.stream(sheet.path("questions").spliterator(), false)
                .map(question -> "{\"question\": " + question.path("question") + ", \"categories\": {"
                        + StreamSupport.stream(question.path("categories").spliterator(), false)
                                .map(c -> c.path("category").asText())
                                .map(c -> "\"" + c + "\": \""
                                        + (says.test(question.path("question").asInt(), c) ? "yes" : "no") + "\"")
                                .collect(Collectors.joining(","))
                        + "}}")
                .collect(Collectors.joining(","));
        return person("/v1/answers", "{\"code\": \"%s\", \"answers\": [%s]}".formatted(code, answers));
    }

    public void answered(JsonNode request, @Nullable String holder, BiPredicate<Integer, String> says) {
        ok(200, answer(code(request, holder), says));
    }

    /** Without any token. */
    HttpResponse<String> person(String path, String json) {
        try {
            return http.send(
                    HttpRequest.newBuilder(gateway.url().resolve(path))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    public HttpResponse<String> send(String localId, String messageId) {
        return gateway.post(
                SCHOOL,
                "/v1/doors/rest-json/plan-coordination/de-brug",
                new TestTown(gateway).plan(localId, messageId));
    }

    /** The state of each grantor, holders first. */
    public List<String> states(JsonNode request) {
        return TestTown.read(gateway.get(
                                SCHOOL, REQUESTS + "/" + request.path("request").asText())
                        .body())
                .path("grantors")
                .findValuesAsText("state");
    }

    /** What the register says of asking this holder, or all of them. */
    public void asking(
            String localId, @Nullable String holder, String value, LocalDate from, @Nullable LocalDate until) {
        ok(201, gateway.post(SCHOOL, "/v1/facts", """
                {"subject": "%s", %s"word": "asking", "value": "%s", "from": "%s", %s
                 "evidence": {"reference": "note-1", "by": "ib-01", "at": "%sT08:00:00Z", "digest": "%s"}}
                """.formatted(
                        localId,
                        holder == null ? "" : "\"holder\": \"" + holder + "\", ",
                        value,
                        from,
                        until == null ? "" : "\"until\": \"" + until + "\",",
                        today().minusDays(1),
                        "ab".repeat(32))));
    }

    /** The bodies of all entries of a kind, oldest first; those of the gateway's own tenant as well. */
    public List<String> entries(String kind) {
        return List.of(TestGateway.TENANT, "gateway").stream()
                .flatMap(tenant -> gateway
                        .bean(Transactions.class)
                        .within(
                                tenant,
                                c -> Rows.query(
                                        c,
                                        "SELECT convert_from(body, 'UTF8') AS body FROM audit_event"
                                                + " WHERE tenant = ? AND kind = ? ORDER BY at",
                                        row -> row.getString("body"),
                                        tenant,
                                        kind))
                        .stream())
                .toList();
    }

    static HttpResponse<String> ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer;
    }

    static void refused(HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestTown.read(answer.body()).path("title").asText()).isEqualTo(reason);
    }
}
