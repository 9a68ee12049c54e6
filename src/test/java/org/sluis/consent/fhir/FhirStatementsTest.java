package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.fhir.FhirTown.LINDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;

/** One Consent that is several statements, statements about a kind and on a court's order, and what is none of these. */
class FhirStatementsTest {
    private static final String SEARCH = "patient:identifier=https://sluis.example/id/pupil/de-linde%7C";
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
    void aNoButToOnePartyIsTwoStatementsAndDecides() {
        fhir.town.child("fhir-two");
        fhir.recorded(FhirTown.consent("fhir-two", "ouder-1"));
        fhir.recorded(FhirTown.consent("fhir-two", "ouder-2"));
        assertThat(disclose("fhir-two", "jeugdhulp-oever", "fhir-two-1")).isEqualTo(403);
        ObjectNode consent = FhirTown.noButToOneParty("fhir-two", "ouder-1");

        HttpResponse<String> answer = fhir.post(LINDE, consent);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(PcfProfile.errors(answer.body())).isEmpty();
        JsonNode bundle = TestTown.read(answer.body());
        assertThat(bundle.path("type").asText()).isEqualTo("transaction-response");
        assertThat(answer.headers().firstValue("Location"))
                .contains(bundle.at("/entry/0/fullUrl").asText());
        assertThat(bundle.path("entry")).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.at("/response/status").asText()).isEqualTo("201 Created");
            String id = entry.at("/resource/id").asText();
            assertThat(entry.at("/response/location").asText()).endsWith("/fhir/Consent/" + id);
            assertThat(read(id)).isEqualTo(entry.path("resource"));
            assertThat(entry.at("/resource/meta/profile/0").asText()).isEqualTo(Pcf.PROFILE);
        });
        assertThat(says(bundle.at("/entry/0/resource"))).isEqualTo("deny youth-care-provider [GOAL, IDENT, PLAN]");
        assertThat(says(bundle.at("/entry/1/resource"))).isEqualTo("permit de-brug [IDENT, PLAN]");
        JsonNode found = TestTown.read(fhir.search(LINDE, SEARCH + "fhir-two").body());
        assertThat(found.path("total").asInt()).isEqualTo(4);
        ObjectNode both = consent.put("status", "inactive")
                .put("id", bundle.at("/entry/1/resource/id").asText());
        assertThat(FhirTown.issues(fhir.put(LINDE, both.path("id").asText(), both)))
                .contains("Consent.provision business-rule");
        for (JsonNode entry : bundle.path("entry")) {
            withdraw(entry.path("resource"));
        }
    }

    @Test
    void aKindMeansEachOfItAndAPartyItself() {
        fhir.town.child("fhir-kind");
        for (String holder : List.of("ouder-1", "ouder-2")) {
            ObjectNode all = FhirTown.consent("fhir-kind", holder);
            kind(all, "youth-care-provider");
            fhir.recorded(all);
        }
        assertThat(disclose("fhir-kind", "de-brug", "fhir-kind-1")).isEqualTo(202);
        fhir.post(LINDE, FhirTown.noButToOneParty("fhir-kind", "ouder-1"));
        assertThat(disclose("fhir-kind", "jeugdhulp-oever", "fhir-kind-2")).isEqualTo(403);
    }

    @Test
    void ofSeveralStatementsAllAreRecordedOrNone() {
        fhir.town.child("fhir-none");
        ObjectNode consent = FhirTown.consent("fhir-none", "ouder-1");
        ArrayNode actors = (ArrayNode) consent.at("/provision/actor");
        ObjectNode unknown = actors.path(0).deepCopy();
        FhirTown.put(unknown, "/reference/identifier", "value", "nobody-at-all");
        actors.add(unknown);
        HttpResponse<String> answer = fhir.post(LINDE, consent);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(FhirTown.issues(answer)).containsExactly("Consent.provision.actor.reference code-invalid");
        assertThat(found("fhir-none")).isEmpty();
        FhirTown.put(unknown, "/reference/identifier", "value", "jeugdhulp-oever");
        assertThat(fhir.post(LINDE, consent).statusCode()).isEqualTo(201);
        assertThat(found("fhir-none")).hasSize(2);
    }

    @Test
    void anUnknownCategoryIsToldWhereTheProvisionNamesIt() {
        fhir.town.child("fhir-place");
        ObjectNode consent = FhirTown.noButToOneParty("fhir-place", "ouder-1");
        FhirTown.put(consent, "/provision/modifierExtension/2/valueCoding", "code", "KANARIE");
        assertThat(FhirTown.issues(fhir.post(LINDE, consent)))
                .containsExactly("Consent.provision.modifierExtension[2] code-invalid");
        assertThat(found("fhir-place")).isEmpty();
    }

    @Test
    void whatTheRegisterHoldsCanBeWithdrawnByFhir() {
        fhir.town.child("fhir-all");
        ObjectNode ordered = FhirTown.ordered(FhirTown.consent("fhir-all", "ouder-1"));
        JsonNode recorded = fhir.recorded(ordered);
        assertThat(recorded.at("/extension/1/extension/0/valueString").asText()).isEqualTo("C-13-2026-77");
        ObjectNode of = FhirTown.consent("fhir-all", "ouder-2");
        kind(of, "youth-team");
        fhir.recorded(of);
        byForm("fhir-all", "\"recipientKind\": \"municipality\"");
        byForm(
                "fhir-all",
                "\"recipient\": \"de-brug\", \"order\": {\"reference\": \"C-1\", \"date\": \"2026-01-02\","
                        + " \"purposes\": [\"signal\", \"plan-coordination\", \"signal\"]}");
        List<JsonNode> found = found("fhir-all");
        assertThat(found).hasSize(4);
        for (JsonNode consent : found) {
            assertThat(PcfProfile.errors(consent.toString())).isEmpty();
            ObjectNode changed = ((ObjectNode) consent.deepCopy()).put("status", "inactive");
            changed.withArray("/extension").remove(consent.path("extension").size() > 1 ? 1 : 0);
            assertThat(fhir.put(LINDE, changed.path("id").asText(), changed).statusCode())
                    .isEqualTo(422);
            withdraw(consent);
        }
        assertThat(found("fhir-all"))
                .allMatch(each -> each.path("status").asText().equals("inactive"));
    }

    @Test
    void anOrderIsOnlyForTheYesOfAHolderAndWhole() {
        fhir.town.child("fhir-order");
        ObjectNode no = FhirTown.ordered(FhirTown.consent("fhir-order", "ouder-1"));
        FhirTown.put(no, "/provision", "type", "deny");
        assertThat(FhirTown.issues(fhir.post(LINDE, no))).containsExactly("Consent.extension value");
        for (int part = 0; part < 3; part++) {
            ObjectNode without = FhirTown.ordered(FhirTown.consent("fhir-order", "ouder-1"));
            ((ArrayNode) without.at("/extension/1/extension")).remove(part);
            assertThat(fhir.post(LINDE, without).statusCode()).isEqualTo(422);
            ObjectNode twice = FhirTown.ordered(FhirTown.consent("fhir-order", "ouder-1"));
            twice.withArray("/extension").add(twice.at("/extension/1").deepCopy());
            assertThat(FhirTown.issues(fhir.post(LINDE, twice))).containsExactly("Consent.extension value");
            ObjectNode mistyped = FhirTown.ordered(FhirTown.consent("fhir-order", "ouder-1"));
            ObjectNode value = (ObjectNode) mistyped.at("/extension/1/extension/" + part);
            value.remove(List.of("valueString", "valueDate", "valueCoding"));
            value.put("valueCode", "2026-01-01");
            assertThat(FhirTown.issues(fhir.post(LINDE, mistyped)))
                    .isNotEmpty()
                    .allMatch(issue -> issue.startsWith("Consent.extension.extension"));
        }
        assertThat(found("fhir-order")).isEmpty();
    }

    private static void kind(ObjectNode consent, String kind) {
        FhirTown.put(consent, "/provision/actor/0/reference/identifier", "system", Pcf.PARTY_KINDS);
        FhirTown.put(consent, "/provision/actor/0/reference/identifier", "value", kind);
    }

    private static void byForm(String pupil, String to) {
        HttpResponse<String> answer =
                fhir.gateway.post(LINDE, "/v1/consents", """
                {"subject": "%s", "grantor": "holder", "holder": "ouder-1", "effect": "grant",
                 "purpose": "plan-coordination", %s, "categories": ["PLAN", "IDENT"], "from": "2026-01-01",
                 "until": "2026-12-31", "textVersion": "2026-1", "proof": {"verified": "digid", "by": "ib-01",
                 "at": "2026-01-01T08:00:00.5Z", "digest": "%s"}}""".formatted(pupil, to, "ab".repeat(32)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void withdraw(JsonNode consent) {
        ObjectNode inactive = ((ObjectNode) consent.deepCopy()).put("status", "inactive");
        HttpResponse<String> answer = fhir.put(LINDE, consent.path("id").asText(), inactive);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String says(JsonNode consent) {
        JsonNode provision = consent.path("provision");
        return provision.path("type").asText() + " "
                + provision.at("/actor/0/reference/identifier/value").asText() + " "
                + provision.findValuesAsText("code").stream()
                        .filter(TestTown.ALL::contains)
                        .toList();
    }

    private static List<JsonNode> found(String pupil) {
        List<JsonNode> found = new ArrayList<>();
        TestTown.read(fhir.search(LINDE, SEARCH + pupil).body())
                .path("entry")
                .forEach(entry -> found.add(entry.path("resource")));
        return found;
    }

    private static JsonNode read(String id) {
        return TestTown.read(fhir.get(LINDE, "/fhir/Consent/" + id).body());
    }

    private static int disclose(String pupil, String recipient, String message) {
        return fhir.gateway
                .post(LINDE, "/v1/doors/rest-json/plan-coordination/" + recipient, fhir.town.plan(pupil, message))
                .statusCode();
    }
}
