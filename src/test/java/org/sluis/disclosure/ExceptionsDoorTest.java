package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.party.person.Officers;

/** Grounds other than consent, over HTTP: what is on record, who opened the glass, and what then may go. */
class ExceptionsDoorTest {
    private static final String SCHOOL = "de-linde-direct";
    private static final String SIGNAL = "/v1/doors/rest-json/signal/jeugdteam-waterlee";
    private static final String VITAL = "/v1/doors/rest-json/vital-interest/jeugdteam-waterlee";
    private static final String REPORT = "/v1/doors/rest-json/report-of-abuse/veilig-thuis-waterlee";
    private static final List<String> CATEGORIES =
            List.of("IDENT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "VOICE");

    private static Officers officers;
    private static TestTown town;
    private static UUID professional;
    private static UUID colleague;
    private static final OctetKeyPair PROFESSIONAL_KEY = Officers.key();
    private static final OctetKeyPair COLLEAGUE_KEY = Officers.key();

    @BeforeAll
    static void open() {
        officers = new Officers();
        town = new TestTown(officers.gateway);
        for (String client : List.of("linde-7", "linde-8")) {
            officers.gateway.client(TestGateway.TENANT, client, "de-linde");
        }
        professional = enrolled("medewerker-7", "linde-7", PROFESSIONAL_KEY);
        colleague = enrolled("medewerker-8", "linde-8", COLLEAGUE_KEY);
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void twoPersonsOpenAThirdClosesAndOnlyTheMinimumMayGo() throws Exception {
        child("glass-1");
        refused(signal(VITAL, "glass-1", "a"), 403, "ground-not-met");

        JsonNode proposal = officers.proposed(ask("glass-1", 24));
        String opening = "/v1/emergencies/" + proposal.path("proposal").asText() + "/opening";
        refused(officers.gateway.post("linde-7", opening, ""), 409, "not-approved");
        refused(
                officers.approve("linde-7", proposal, Officers.signed(proposal, professional, PROFESSIONAL_KEY)),
                403,
                "same-person");
        refused(officers.gateway.post("linde-7", opening, ""), 409, "not-approved");
        Officers.inForce(officers.approve("linde-8", proposal, Officers.signed(proposal, colleague, COLLEAGUE_KEY)));
        String emergency = ok(officers.gateway.post("linde-7", opening, ""))
                .path("emergency")
                .asText();
        assertThat(ok(officers.gateway.post("linde-7", opening, ""))
                        .path("emergency")
                        .asText())
                .isEqualTo(emergency);

        taken(signal(VITAL, "glass-1", "b"));
        refused(signal(SIGNAL, "glass-1", "c"), 403, "consent-missing-holder");
        assertThat(state(emergency)).isEqualTo("open");

        JsonNode review = officers.proposed(review(emergency));
        String closing = "/v1/emergencies/" + emergency + "/reviews/"
                + review.path("proposal").asText() + "/closing";
        refused(officers.gateway.post("linde-7", closing, ""), 409, "not-approved");
        Officers.inForce(
                officers.approve("linde-1", review, Officers.signed(review, officers.first, officers.firstKey)));
        assertThat(officers.gateway.post("linde-7", closing, "").statusCode()).isEqualTo(204);
        assertThat(state(emergency)).isEqualTo("closed");
        refused(signal(VITAL, "glass-1", "d"), 403, "ground-not-met");
        assertThat(officers.entries("emergency-opened"))
                .hasSizeGreaterThan(0)
                .noneMatch(entry -> entry.contains("glass-1"));
        assertThat(officers.entries("emergency-closed")).hasSize(1);
    }

    @Test
    void itsHoursPassAndItStaysOnTheListUntilSomebodyElseReviewedIt() throws Exception {
        child("glass-2");
        String emergency = opened("glass-2");
        taken(signal(VITAL, "glass-2", "a"));
        officers.asOwner("UPDATE sluis.emergency SET opened_at = opened_at - interval '30 hours',"
                + " expires_at = expires_at - interval '30 hours' WHERE id = '" + emergency + "'");
        refused(signal(VITAL, "glass-2", "b"), 403, "ground-not-met");
        assertThat(state(emergency)).isEqualTo("to-review");

        // The colleague who signed becomes a privacy officer, and still cannot review it.
        officers.approved(
                "linde-1", officers.role("linde-1", colleague, "privacy-officer"), officers.second, officers.secondKey);
        JsonNode review = officers.proposed(review(emergency));
        Officers.inForce(officers.approve("linde-8", review, Officers.signed(review, colleague, COLLEAGUE_KEY)));
        refused(
                officers.gateway.post(
                        "linde-7",
                        "/v1/emergencies/" + emergency + "/reviews/"
                                + review.path("proposal").asText() + "/closing",
                        ""),
                403,
                "same-person");
        assertThat(state(emergency)).isEqualTo("to-review");
    }

    @ParameterizedTest
    @CsvSource({
        "/hours, 73",
        "/hours, 0",
        "/hours, '\"1\"'",
        "/reason, '\"because\"'",
        "/note, '\"Noor Veldkamp\"'",
        "/note, '\"Noor-Veldkamp\"'",
        "/recipient, '\"nobody-knows\"'",
        "/subject, '7'"
    })
    void whatIsNoEmergencyIsRefusedWithItsPlace(String pointer, String value) throws Exception {
        child("glass-3");
        ObjectNode form = (ObjectNode) TestTown.read(form("glass-3", 1));
        form.set(pointer.substring(1), TestTown.read(value));
        HttpResponse<String> answer = officers.gateway.post("linde-7", "/v1/emergencies", form.toString());
        refused(answer, 422, "consent-not-valid");
        assertThat(TestTown.read(answer.body()).path("where").toString()).contains(pointer + ":");
        assertThat(answer.body()).doesNotContain("Noor", "because");
    }

    @Test
    void nobodyElsesPupilCanBeOpened() {
        child("glass-4");
        HttpResponse<String> answer = officers.gateway.post("anker-1", "/v1/emergencies", form("glass-4", 1));
        refused(answer, 404, "not-found");
    }

    @Test
    void aSuspicionOfAbuseGoesToTheReportingCentreByItsOwnChannel() throws Exception {
        child("report-1");
        refused(signal(REPORT, "report-1", "a"), 403, "ground-not-met");
        recorded(fact("report-1", "reporting-code", "recorded", "\"purpose\": \"report-of-abuse\","));
        HttpResponse<String> routed = signal(REPORT, "report-1", "b");
        refused(routed, 422, "reporting-centre");
        JsonNode channel = TestTown.read(routed.body()).path("channel");
        assertThat(channel.path("phones").path("Veilig Thuis").asText()).isEqualTo("0800-2000");
        assertThat(channel.path("forms").path("Veilig Thuis Waterlee").asText()).startsWith("https://");
        assertThat(channel.path("steps").path("nl")).hasSize(5);
        assertThat(channel.path("steps").path("en")).hasSize(5);
        refused(signal(SIGNAL, "report-1", "c"), 403, "consent-missing-holder");
    }

    @Test
    void whoMustNotBeAskedLooksExactlyLikeWaiting() throws Exception {
        child("asking-1");
        child("asking-2");
        consents("asking-2");
        recorded(fact("asking-2", "asking", "endangers", "\"holder\": \"ouder-2\","));
        HttpResponse<String> waiting = signal(SIGNAL, "asking-1", "a");
        HttpResponse<String> suppressed = signal(SIGNAL, "asking-2", "a");
        refused(suppressed, 403, "consent-missing-holder");
        assertThat(told(suppressed)).isEqualTo(told(waiting));
        assertThat(suppressed.headers().map().keySet())
                .isEqualTo(waiting.headers().map().keySet());
        recorded(fact("asking-2", "asking", "safe", "\"holder\": \"ouder-2\","));
        assertThat(signal(SIGNAL, "asking-2", "b").statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({
        "deceased, yes, person-deceased",
        "good-care, yes, ",
        "about-another, without-consent, about-another-person"
    })
    void whatIsOnRecordCounts(String word, String value, String reason) throws Exception {
        String child = "fact-" + word;
        child(child);
        consents(child);
        recorded(fact(child, word, value, ""));
        HttpResponse<String> answer = signal(SIGNAL, child, "a");
        if (reason == null) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        } else {
            assertThat(TestTown.read(answer.body()).path("title").asText()).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "word, \"expiry\", /word",
        "word, \"ground\", /word",
        "value, \"perhaps\", /value",
        "holder, \"WL-V-9\", /holder",
        "recipient, \"nobody-knows\", /recipient",
        "until, \"2019-01-01\", /until",
        "evidence, null, /evidence",
        "from, \"31-06-2026\", /from",
        "more, 1, :unknown-key"
    })
    void whatCannotBeOnRecordIsRefusedWithItsPlace(String key, String value, String where) {
        child("fact-bad");
        ObjectNode form = (ObjectNode) TestTown.read(fact("fact-bad", "deceased", "yes", ""));
        form.set(key, TestTown.read(value));
        HttpResponse<String> answer = officers.gateway.post(SCHOOL, "/v1/facts", form.toString());
        refused(answer, 422, "consent-not-valid");
        assertThat(TestTown.read(answer.body()).path("where").toString()).contains(where);
        assertThat(answer.body()).doesNotContain("WL-V-9", "perhaps", "31-06");
    }

    @Test
    void nothingIsRecordedOfAnotherSchoolsPupil() {
        child("fact-other");
        refused(
                officers.gateway.post("anker-1", "/v1/facts", fact("fact-other", "deceased", "yes", "")),
                404,
                "not-found");
    }

    private static UUID enrolled(String reference, String client, OctetKeyPair key) {
        UUID person = officers.person(SCHOOL, reference, client);
        officers.approved(
                "linde-1", officers.role("linde-1", person, "professional"), officers.second, officers.secondKey);
        officers.approved("linde-1", officers.enrol("linde-1", person, key), officers.second, officers.secondKey);
        return person;
    }

    private static String opened(String child) {
        JsonNode proposal = officers.proposed(ask(child, 24));
        Officers.inForce(officers.approve("linde-8", proposal, Officers.signed(proposal, colleague, COLLEAGUE_KEY)));
        return ok(officers.gateway.post(
                        "linde-7",
                        "/v1/emergencies/" + proposal.path("proposal").asText() + "/opening",
                        ""))
                .path("emergency")
                .asText();
    }

    private static HttpResponse<String> ask(String child, int hours) {
        return officers.gateway.post("linde-7", "/v1/emergencies", form(child, hours));
    }

    private static String form(String child, int hours) {
        return """
                {"subject": "%s", "recipient": "jeugdteam-waterlee", "reason": "acute-danger", "note": "notitie-2026-014",
                 "hours": %d}""".formatted(child, hours);
    }

    private static HttpResponse<String> review(String emergency) {
        return officers.gateway.post("linde-7", "/v1/emergencies/" + emergency + "/review", """
                {"noticeGiven": true, "noticeOn": "2026-01-05", "note": "notitie-2026-015", "justified": true}""");
    }

    private static String state(String emergency) {
        for (JsonNode each :
                ok(officers.gateway.get("linde-7", "/v1/emergencies")).path("emergencies")) {
            if (each.path("id").asText().equals(emergency)) {
                return each.path("state").asText();
            }
        }
        throw new AssertionError("not listed");
    }

    private static void child(String child) {
        town.child(child);
    }

    private static void consents(String child) {
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent(SCHOOL, child, holder, "grant", "signal", "jeugdteam-waterlee", CATEGORIES);
        }
    }

    private static String fact(String child, String word, String value, String more) {
        return """
                {"subject": "%s", %s "word": "%s", "value": "%s", "from": "2025-01-01",
                 "evidence": {"reference": "beschikking-14", "by": "medewerker-12", "at": "2025-01-02T09:00:00Z",
                  "digest": "%s"}}""".formatted(child, more, word, value, "ab".repeat(32));
    }

    private static void recorded(String fact) {
        HttpResponse<String> answer = officers.gateway.post(SCHOOL, "/v1/facts", fact);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static HttpResponse<String> signal(String door, String child, String id) throws Exception {
        ObjectNode signal =
                (ObjectNode) TestTown.read(Files.readString(Path.of("test-fixtures/disclosures/signal-noor.json")));
        signal.put("messageId", child + "-" + id + "-" + door.hashCode());
        ((ObjectNode) signal.path("pupil"))
                .put("id", child)
                .put("birthDate", TestTown.birthDate().toString());
        return officers.gateway.post(SCHOOL, door, signal.toString());
    }

    private static void taken(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static JsonNode told(HttpResponse<String> answer) {
        ObjectNode told = (ObjectNode) TestTown.read(answer.body());
        return told.without(List.of("instance", "disclosure", "receipt"));
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestTown.read(answer.body()).path("title").asText()).isEqualTo(code);
    }
}
