package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.consent.fhir.FhirTown.LINDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.JWK;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.party.ClientAssertion;
import org.sluis.party.Mandate;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Registrar;
import org.sluis.party.TokenClient;

/** Of a pupil's consents only the pupil's own school learns; to everyone else they are as those of nobody. */
class FhirEntitledTest {
    private static final String OTHER = "andere-scholen";
    private static FhirTown fhir;
    private static JsonNode recorded;

    @BeforeAll
    static void open() {
        fhir = new FhirTown();
        fhir.gateway.client(TestGateway.TENANT, "de-brug-direct", "de-brug");
        Registrar registrar = fhir.gateway.bean(Registrar.class);
        registrar.registerTenant(OTHER, "Stichting Andere Scholen");
        registrar.register(new Party(
                OTHER, new PartyId("de-linde"), PartyKind.SCHOOL, "Een andere Linde", null, null, null, null, null, 1));
        fhir.gateway.client(OTHER, "other-linde", "de-linde");
        fhir.town.child("fhir-whose");
        recorded = fhir.recorded(FhirTown.consent("fhir-whose", "ouder-1"));
    }

    @AfterAll
    static void close() {
        fhir.close();
    }

    @Test
    void theSchoolItselfFindsIt() {
        assertThat(TestTown.read(search(LINDE, "de-linde", "fhir-whose").body())
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    /** De Brug is the very recipient; the other tenant's school has the same id. */
    @ParameterizedTest
    @ValueSource(strings = {"het-anker-direct", "de-brug-direct", "other-linde"})
    void anyoneElseFindsWhatTheyFindOfNobody(String client) {
        for (String system : List.of("de-linde", "het-anker", "de-brug")) {
            HttpResponse<String> theirs = search(client, system, "fhir-whose");
            HttpResponse<String> nobodys = search(client, system, "nobody");
            assertThat(theirs.statusCode()).isEqualTo(nobodys.statusCode()).isEqualTo(200);
            assertThat(TestTown.read(theirs.body())).isEqualTo(TestTown.read(nobodys.body()));
            assertThat(TestTown.read(theirs.body()).path("total").asInt()).isZero();
        }
        String none = UUID.randomUUID().toString();
        String id = recorded.path("id").asText();
        same(fhir.get(client, "/fhir/Consent/" + id), fhir.get(client, "/fhir/Consent/" + none), 404);
        ObjectNode inactive = ((ObjectNode) recorded.deepCopy()).put("status", "inactive");
        ObjectNode nobodys = inactive.deepCopy().put("id", none);
        HttpResponse<String> put = fhir.put(client, id, inactive);
        same(put, fhir.put(client, none, nobodys), put.statusCode());
        assertThat(put.statusCode()).isIn(404, 422);
        HttpResponse<String> post = fhir.post(client, FhirTown.consent("fhir-whose", "ouder-1"));
        same(post, fhir.post(client, FhirTown.consent("nobody", "ouder-1")), post.statusCode());
        assertThat(post.statusCode()).isIn(404, 422);
        assertThat(TestTown.read(fhir.get(LINDE, "/fhir/Consent/" + id).body())).isEqualTo(recorded);
    }

    @Test
    void aVendorSearchesForTheSchoolItHasAMandateOf() throws Exception {
        assertThat(TestTown.read(asVendor("de-linde", "fhir-whose").body())
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        same(asVendor("het-anker", "fhir-whose"), asVendor("het-anker", "nobody"), 200);
        assertThatThrownBy(() -> asVendor("de-brug", "fhir-whose")).hasMessageContaining("invalid_scope");
    }

    @Test
    void aTokenOfAMandateThatEndedFindsNothing() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Registrar registrar = fhir.gateway.bean(Registrar.class);
        PartyId brug = new PartyId("de-brug");
        LocalDate from = today.minusDays(30);
        registrar.register(
                new Mandate(TestGateway.TENANT, "klasboek", brug, from, today.plusDays(30), "Overeenkomst 1"));
        String token = vendorsToken("de-brug");
        assertThat(withToken(token, "de-brug", "nobody").statusCode()).isEqualTo(200);
        registrar.register(
                new Mandate(TestGateway.TENANT, "klasboek", brug, from, today.minusDays(2), "Overeenkomst 1"));
        same(withToken(token, "de-brug", "fhir-whose"), withToken(token, "de-brug", "nobody"), 403);
    }

    private static void same(HttpResponse<String> one, HttpResponse<String> other, int status) {
        assertThat(one.statusCode()).as(one.body()).isEqualTo(status);
        assertThat(other.statusCode()).as(other.body()).isEqualTo(status);
        assertThat(one.body()).isEqualTo(other.body());
    }

    private static HttpResponse<String> search(String client, String system, String pupil) {
        return fhir.search(client, "patient:identifier=https://sluis.example/id/pupil/" + system + "%7C" + pupil);
    }

    private static HttpResponse<String> asVendor(String school, String pupil) throws Exception {
        return withToken(vendorsToken(school), school, pupil);
    }

    private static HttpResponse<String> withToken(String token, String system, String pupil) {
        return fhir.send(HttpRequest.newBuilder(fhir.uri("/fhir/Consent/_search"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(FhirTown.body("patient:identifier=https://sluis.example/id/pupil/" + system + "%7C" + pupil)));
    }

    private static String vendorsToken(String party) throws Exception {
        ClientAssertion assertion = new ClientAssertion(
                "klasboek",
                JWK.parse(fhir.gateway.privateKey("klasboek")),
                "http://localhost:8080",
                Ids.random(),
                Clock.systemUTC());
        return new TokenClient(HttpClient.newHttpClient(), fhir.gateway.url(), assertion).token(new PartyId(party));
    }
}
