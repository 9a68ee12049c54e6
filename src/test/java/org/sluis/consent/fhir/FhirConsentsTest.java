package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.fhir.FhirTown.LINDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.StoredConsent;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;

/** The register as software that speaks FHIR meets it. */
class FhirConsentsTest {
    private static final String PUPIL = "https://sluis.example/id/pupil/de-linde%7C";
    private static final Caller SCHOOL = new Caller(TestGateway.TENANT, LINDE, new PartyId("de-linde"));
    private static FhirTown fhir;

    @BeforeAll
    static void open() {
        fhir = new FhirTown();
    }

    @AfterAll
    static void close() {
        fhir.close();
    }

    @Test
    void whatIsRecordedByFhirIsWhatTheFormRecords() {
        fhir.town.child("fhir-same-1");
        fhir.town.child("fhir-same-2");
        ConsentForm byForm = stored(fhir.town.consent("fhir-same-1", "ouder-1", "grant", TestTown.ALL))
                .form();
        ConsentForm byFhir = stored(id(fhir.recorded(FhirTown.consent("fhir-same-2", "ouder-1"))))
                .form();

        assertThat(byFhir.changes(byForm)).containsExactly("/subject:changed");
    }

    @Test
    void aDecisionSeesAConsentOfFhirAndItsWithdrawalStopsWhatWaits() {
        fhir.town.child("fhir-life");
        assertThat(disclose("fhir-life", "fhir-life-0").statusCode()).isEqualTo(403);
        JsonNode one = fhir.recorded(FhirTown.consent("fhir-life", "ouder-1"));
        assertThat(disclose("fhir-life", "fhir-life-1").statusCode()).isEqualTo(403);
        fhir.recorded(FhirTown.consent("fhir-life", "ouder-2"));
        HttpResponse<String> accepted = disclose("fhir-life", "fhir-life-2");
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        String disclosure = TestTown.read(accepted.body()).path("disclosure").asText();

        HttpResponse<String> withdrawn = fhir.put(LINDE, id(one), inactive(one));

        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
        JsonNode told = TestTown.read(withdrawn.body()).path("issue");
        assertThat(told.at("/0/details/coding/0/code").asText()).isEqualTo("withdrawn");
        assertThat(told.at("/1/details/coding/0/code").asText()).isEqualTo("stopped");
        assertThat(told.at("/1/details/text").asText()).isEqualTo(disclosure);
        assertThat(told).hasSize(2);
        assertThat(state(disclosure)).isNotEqualTo("waiting");
        assertThat(disclose("fhir-life", "fhir-life-3").statusCode()).isEqualTo(403);
        assertThat(read(id(one)).path("status").asText()).isEqualTo("inactive");
        // Asked again, as it is read now, it answers the same.
        assertThat(fhir.put(LINDE, id(one), read(id(one))).body()).isEqualTo(withdrawn.body());
    }

    @Test
    void givesBackWhatWasRecordedByWhicheverWay() {
        fhir.town.child("fhir-read");
        HttpResponse<String> created = fhir.post(LINDE, FhirTown.consent("fhir-read", "ouder-1"));
        String byFhir = id(TestTown.read(created.body()));
        String byForm = fhir.town.consent("fhir-read", "ouder-2", "refuse", List.of("PLAN"));

        assertThat(created.headers().firstValue("Location"))
                .contains(fhir.uri("/fhir/Consent/" + byFhir).toString());
        assertThat(read(byFhir)).isEqualTo(TestTown.read(created.body()));
        HttpResponse<String> found = fhir.search(LINDE, "patient:identifier=" + PUPIL + "fhir-read");
        JsonNode bundle = TestTown.read(found.body());
        assertThat(bundle.path("total").asInt()).isEqualTo(2);
        assertThat(bundle.at("/entry/0/resource")).isEqualTo(read(byFhir));
        assertThat(bundle.at("/entry/1/resource")).isEqualTo(read(byForm));
        assertThat(bundle.at("/entry/1/fullUrl").asText())
                .isEqualTo(fhir.uri("/fhir/Consent/" + byForm).toString());
        assertThat(bundle.at("/entry/1/resource/provision/type").asText()).isEqualTo("deny");
    }

    @Test
    void aRefusalNeedsNoProof() {
        fhir.town.child("fhir-deny");
        ObjectNode deny = FhirTown.consent("fhir-deny", "ouder-1");
        FhirTown.put(deny, "/provision", "type", "deny");
        deny.remove(List.of("extension", "sourceReference"));

        JsonNode recorded = fhir.recorded(deny);

        assertThat(stored(id(recorded)).form().proof()).isNull();
        assertThat(recorded.at("/sourceReference/extension/0/valueCode").asText())
                .isEqualTo("not-applicable");
        assertThat(fhir.put(LINDE, id(recorded), inactive(recorded)).statusCode())
                .isEqualTo(200);
        FhirTown.put(deny, "/provision", "type", "permit");
        assertThat(FhirTown.issues(fhir.post(LINDE, deny))).containsExactly("Consent.source required");
    }

    @Test
    void nothingIsRecordedAsWithdrawn() {
        ObjectNode withdrawn = inactive(FhirTown.consent("fhir-read", "ouder-1"));
        assertThat(FhirTown.issues(fhir.post(LINDE, withdrawn))).containsExactly("Consent.status value");
    }

    @Test
    void theChildSaysItWithThePupilsOwnIdentifier() {
        fhir.town.child("fhir-child");
        ObjectNode own = FhirTown.consent("fhir-child", "fhir-child");
        FhirTown.put(own, "/performer/0/identifier", "system", "https://sluis.example/id/pupil/de-linde");
        assertThat(stored(id(fhir.recorded(own))).form().grantor()).isEqualTo("child");
        FhirTown.put(own, "/performer/0/identifier", "value", "fhir-read");
        assertThat(FhirTown.issues(fhir.post(LINDE, own))).containsExactly("Consent.performer value");
    }

    @Test
    void nothingOfAConsentChangesButItsEnd() {
        fhir.town.child("fhir-put");
        JsonNode recorded = fhir.recorded(FhirTown.consent("fhir-put", "ouder-1"));
        ObjectNode longer = inactive(recorded);
        FhirTown.put(longer, "/provision/period", "end", "2027-01-01");
        longer.put("dateTime", "2026-01-01T00:00:00Z");
        assertThat(changed(id(recorded), longer))
                .contains("Consent.provision.period.end business-rule", "Consent.dateTime business-rule");
        assertThat(changed(id(recorded), recorded)).containsExactly("Consent.status business-rule");
        String other = id(fhir.recorded(FhirTown.consent("fhir-put", "ouder-1")));
        assertThat(changed(other, inactive(recorded))).containsExactly("Consent.id business-rule");
        assertThat(read(id(recorded))).isEqualTo(recorded);
    }

    @Test
    void whatIsNotOnesOwnIsNotThere() {
        fhir.town.child("fhir-own");
        JsonNode recorded = fhir.recorded(FhirTown.consent("fhir-own", "ouder-1"));
        for (String id : List.of(id(recorded), UUID.randomUUID().toString(), "no-id")) {
            String client = id.equals(id(recorded)) ? "het-anker-direct" : LINDE;
            HttpResponse<String> answer = fhir.get(client, "/fhir/Consent/" + id);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo(fhir.get(LINDE, "/fhir/Consent/nothing").body());
        }
        JsonNode none = TestTown.read(
                fhir.search(LINDE, "patient:identifier=" + PUPIL + "nobody").body());
        assertThat(none.path("total").asInt()).isZero();
        String theirs = "patient:identifier=" + PUPIL.replace("de-linde", "het-anker") + "fhir-own";
        assertThat(TestTown.read(fhir.search(LINDE, theirs).body())).isEqualTo(none);
        JsonNode others = TestTown.read(fhir.search("het-anker-direct", "patient:identifier=" + PUPIL + "fhir-own")
                .body());
        assertThat(others).isEqualTo(none);
        ObjectNode asTheirs = inactive(recorded);
        for (String at : List.of("/patient", "/performer/0")) {
            ObjectNode identifier = (ObjectNode) asTheirs.at(at + "/identifier");
            identifier.put("system", identifier.path("system").asText().replace("de-linde", "het-anker"));
        }
        assertThat(fhir.put("het-anker-direct", id(recorded), asTheirs).statusCode())
                .isEqualTo(404);
        assertThat(fhir.post("het-anker-direct", FhirTown.consent("fhir-own", "ouder-1"))
                        .statusCode())
                .isEqualTo(422);
        asTheirs.put("status", "active");
        assertThat(fhir.post("het-anker-direct", asTheirs).statusCode()).isEqualTo(404);
        assertThat(read(id(recorded)).path("status").asText()).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "patient=Patient/1",
                "patient:identifier=1",
                "patient:identifier=%ZZ",
                "patient:identifier=a%7C%00",
                "patient:identifier=a%7Cb&status=active",
                "patient:identifier=a%7Cb=c"
            })
    void anotherQuestionIsNotAnswered(String form) {
        HttpResponse<String> answer = fhir.search(LINDE, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(FhirTown.issues(answer)).containsExactly(" not-supported");
    }

    @Test
    void aPupilsIdDoesNotStandInAnAddress() {
        String asked = "?patient:identifier=" + PUPIL + "fhir-read";
        assertThat(fhir.get(LINDE, "/fhir/Consent" + asked).statusCode()).isEqualTo(405);
        assertThat(fhir.send(fhir.request(LINDE, "/fhir/Consent/_search" + asked, "application/x-www-form-urlencoded")
                                .POST(FhirTown.body("patient:identifier=a%7Cb")))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /fhir/Consent/nothing, 405, 'GET, HEAD, PUT'",
        "PATCH, /fhir/Consent/nothing, 405, 'GET, HEAD, PUT'",
        "GET, /fhir/Consent, 405, POST",
        "DELETE, /fhir/Consent, 405, POST",
        "DELETE, /fhir/Consent/_search, 405, POST",
        "POST, /fhir/metadata, 405, 'GET, HEAD'",
        "GET, /fhir/Patient, 404,",
        "POST, /fhir, 404,",
        "GET, /fhir/Consent/nothing/_history, 404,",
    })
    void answersEverythingBelowFhirInFhir(String method, String path, int status, String allowed) {
        HttpResponse<String> answer =
                fhir.send(fhir.request(LINDE, path, "application/json").method(method, FhirTown.body("{}")));
        outcome(answer, status);
        assertThat(answer.headers().firstValue("Allow").orElse(null)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/fhir+xml", "application/xml", "text/plain", "application/fhir+json2"})
    void takesJsonAlone(String type) {
        String consent = FhirTown.consent("fhir-read", "ouder-1").toString();
        outcome(fhir.send(fhir.request(LINDE, "/fhir/Consent", type).POST(FhirTown.body(consent))), 415);
        outcome(fhir.send(fhir.request(LINDE, "/fhir/Consent/x", type).PUT(FhirTown.body(consent))), 415);
        outcome(fhir.send(fhir.request(LINDE, "/fhir/Consent/_search", type).POST(FhirTown.body(consent))), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/FHIR+JSON; charset=utf-8"})
    void takesItUnderEitherName(String type) {
        fhir.town.child("fhir-type");
        String consent = FhirTown.consent("fhir-type", "ouder-1").toString();
        assertThat(fhir.send(fhir.request(LINDE, "/fhir/Consent", type)
                                .header("Accept", "application/fhir+xml")
                                .POST(FhirTown.body(consent)))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesACreationOnACondition() {
        HttpRequest.Builder conditional = fhir.request(LINDE, "/fhir/Consent", "application/fhir+json")
                .header("If-None-Exist", "identifier=1")
                .POST(FhirTown.body(FhirTown.consent("fhir-read", "ouder-1").toString()));
        outcome(fhir.send(conditional), 400);
    }

    @Test
    void asksWhoIsThere() {
        for (String path : List.of("/fhir/Consent", "/fhir/Consent/_search")) {
            HttpResponse<String> answer =
                    fhir.send(HttpRequest.newBuilder(fhir.uri(path)).POST(FhirTown.body("{}")));
            outcome(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
        outcome(fhir.send(HttpRequest.newBuilder(fhir.uri("/fhir/Consent/x"))), 401);
        assertThat(fhir.send(HttpRequest.newBuilder(fhir.uri("/fhir/metadata"))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aConsentAtTheDoorOfDisclosuresIsNone() {
        long before = consents();
        HttpResponse<String> answer = fhir.gateway.post(
                LINDE,
                "/v1/doors/rest-json/plan-coordination/de-brug",
                FhirTown.consent("fhir-read", "ouder-1").toString());
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(consents()).isEqualTo(before);
    }

    @Test
    void isDescribedForIntegrators() {
        JsonNode paths = TestTown.read(fhir.get(LINDE, "/v1/openapi").body()).path("paths");
        List<String> described = new ArrayList<>();
        paths.properties().stream()
                .filter(path -> path.getKey().startsWith("/fhir/Consent")
                        || path.getKey().equals("/fhir/metadata"))
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> described.add(method + " " + path.getKey())));
        assertThat(described)
                .containsExactlyInAnyOrder(
                        "post /fhir/Consent",
                        "get /fhir/Consent/{id}",
                        "put /fhir/Consent/{id}",
                        "post /fhir/Consent/_search",
                        "get /fhir/metadata");
    }

    private static void outcome(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/fhir+json"));
        JsonNode outcome = TestTown.read(answer.body());
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(outcome.at("/issue/0/diagnostics").asText()).isNotBlank();
        assertThat(outcome.at("/issue/0/details/text").asText()).isNotBlank();
    }

    private static List<String> changed(String id, JsonNode consent) {
        HttpResponse<String> answer = fhir.put(LINDE, id, consent);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return FhirTown.issues(answer);
    }

    private static ObjectNode inactive(JsonNode consent) {
        return ((ObjectNode) consent.deepCopy()).put("status", "inactive");
    }

    private static String id(JsonNode consent) {
        return consent.path("id").asText();
    }

    private static JsonNode read(String id) {
        HttpResponse<String> answer = fhir.get(LINDE, "/fhir/Consent/" + id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static HttpResponse<String> disclose(String pupil, String message) {
        return fhir.gateway.post(
                LINDE, "/v1/doors/rest-json/plan-coordination/de-brug", fhir.town.plan(pupil, message));
    }

    private static String state(String disclosure) {
        return TestTown.read(fhir.get(LINDE, "/v1/disclosures/" + disclosure).body())
                .path("state")
                .asText();
    }

    private static StoredConsent stored(String id) {
        return fhir.gateway.bean(Transactions.class).within(TestGateway.TENANT, c -> StoredConsent.of(
                        c, fhir.gateway.bean(org.sluis.vault.Vault.class), SCHOOL, UUID.fromString(id))
                .orElseThrow());
    }

    private static long consents() {
        return fhir.gateway.bean(Transactions.class).within(TestGateway.TENANT, c -> Rows.query(
                        c, "SELECT count(*) AS n FROM consent", row -> row.getLong("n"))
                .get(0));
    }
}
