package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.FormReader;
import org.sluis.consent.StoredConsent;
import org.sluis.consent.Waterlee;

/** What a Consent in FHIR says, and that nothing which could narrow it is overlooked. */
class ConsentReaderTest {
    private static final FhirParser FHIR = new FhirParser(FhirContext.forR4());
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isTheFormThatItSays() {
        assertThat(read(FhirTown.fixture()))
                .isEqualTo(new ConsentForm(
                        "WL-2017-031",
                        "holder",
                        "WL-V-0311",
                        "grant",
                        "plan-coordination",
                        null,
                        "jeugdhulp-oever",
                        null,
                        List.of("IDENT", "PLAN"),
                        LocalDate.of(2026, 9, 1),
                        LocalDate.of(2027, 8, 1),
                        "2026-1",
                        null,
                        new ConsentForm.Proof(
                                "in-person", "ib-01", Instant.parse("2026-08-25T13:30:00Z"), "ab".repeat(32))));
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        ConsentForm form = read(FhirTown.fixture());
        StoredConsent stored = new StoredConsent(new UUID(0, 1), form, Instant.EPOCH, Instant.EPOCH);
        byte[] written = FHIR.json(ConsentWriter.write(Waterlee.LINDE, stored)).getBytes(StandardCharsets.UTF_8);

        Given given = ConsentReader.read(Waterlee.LINDE, FHIR.consent(written));

        assertThat(given).isEqualTo(new Given(stored.id().toString(), false, form, List.of(form)));
        given.requireWithdrawalOf(stored);
    }

    /** FHIR counts the last day of a period in; the register names the first day that is no more. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-01, 2026-09-02",
        "2026-12-31, 2027-01-01",
        "2028-02-28, 2028-02-29",
        "2028-02-29, 2028-03-01",
        "2027-02-28, 2027-03-01",
        "2027-03-28, 2027-03-29"
    })
    void theLastDayIsInThePeriod(String end, LocalDate until) {
        ObjectNode consent = FhirTown.fixture();
        FhirTown.put(consent, "/provision/period", "end", end);
        ConsentForm form = read(consent);
        assertThat(form.until()).isEqualTo(until);
        JsonNode written = written(form);
        assertThat(written.at("/provision/period/end").textValue()).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027",
                "2027-07",
                "2027-02-29",
                "2027-07-31T00:00:00+02:00",
                "2027-7-1",
                "27-07-01",
                "+12027-07-01",
                " 2027-07-31",
                "31-07-2027",
                "2027-07-31 "
            })
    void aDayIsAWholeDate(String notADay) {
        for (String end : List.of("start", "end")) {
            ObjectNode consent = FhirTown.fixture();
            FhirTown.put(consent, "/provision/period", end, notADay);
            assertThat(faults(consent))
                    .singleElement()
                    .asString()
                    .startsWith("Consent.provision.period." + end + ":not-");
            FhirTown.remove(consent, "/provision/period", end);
            assertThat(faults(consent)).containsExactly("Consent.provision.period." + end + ":missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-08-25", "2026-08-25T15:30:00"})
    void aProofIsDatedToTheSecondWithAZone(String notAnInstant) {
        ObjectNode consent = FhirTown.fixture().put("dateTime", notAnInstant);
        assertThat(faults(consent)).singleElement().asString().startsWith("Consent.dateTime:not-");
    }

    /** Each of these says that less was agreed to, or something else: to drop it would be to widen the consent. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|implicitRules|'\"http://x.example\"'|Consent.implicitRules:not-taken",
                "''|modifierExtension|'[{\"url\": \"http://x.example\"}]'|Consent.modifierExtension[0].url:unknown",
                "''|modifierExtension|'[{\"url\": \"https://sluis.example/fhir/StructureDefinition/consent-discloser\"}]'|Consent.modifierExtension[0].value.identifier.value:missing",
                "''|policyRule|'{\"text\": \"x\"}'|Consent.policyRule:not-taken",
                "''|verification|'[{\"verified\": true}]'|Consent.verification:not-taken",
                "''|sourceAttachment|'{\"hash\": \"eA==\"}'|Consent.source:not-taken",
                "''|kanarie|'{\"kanarie\": \"kanarie\"}'|Consent:not-taken",
                "/patient|reference|'\"Patient/1\"'|Consent.patient.reference:not-taken",
                "/patient/identifier|period|'{\"end\": \"2020\"}'|Consent.patient.identifier.period:not-taken",
                "/performer/0|reference|'\"#mother\"'|Consent.performer[0].reference:not-taken",
                "/provision|dataPeriod|'{\"start\": \"2026\"}'|Consent.provision.dataPeriod:not-taken",
                "/provision|data|'[{\"meaning\": \"instance\"}]'|Consent.provision.data:not-taken",
                "/provision|action|'[{\"text\": \"x\"}]'|Consent.provision.action:not-taken",
                "/provision|class|'[{\"code\": \"x\"}]'|Consent.provision.class:not-taken",
                "/provision|code|'[{\"text\": \"x\"}]'|Consent.provision.code:not-taken",
                "/provision|securityLabel|'[{\"code\": \"R\"}]'|Consent.provision.securityLabel:not-taken",
                "/provision|type|'\"kanarie\"'|Consent.provision.type:not-a-value-of-it",
                "/provision/actor/0|modifierExtension|'[]'|Consent.provision.actor[0].modifierExtension:not-taken",
                "/provision/modifierExtension/0|url|'\"http://x.example\"'|Consent.provision.modifierExtension[0].url:unknown",
                "/provision/purpose/0|system|'\"http://x.example\"'|Consent.provision.purpose[0].system:unknown",
                "/provision/purpose/0|version|'\"2\"'|Consent.provision.purpose[0].version:not-taken",
                "/scope/coding/0|code|'\"research\"'|Consent.scope:not-the-one-known",
                "/category/0/coding/0|code|'\"59285-0\"'|Consent.category:not-the-one-known",
                "/provision/actor/0/role/coding/0|code|'\"CST\"'|Consent.provision.actor[0].role:not-the-one-known",
                "/organization/0/identifier|value|'\"elders\"'|Consent.organization:unknown",
                "/policy/0|uri|'\"https://elders.example/2026-1\"'|Consent.policy.uri:unknown",
                "''|status|'\"draft\"'|Consent.status:unknown",
                "''|status|'\"kanarie\"'|Consent.status:not-a-value-of-it",
                "''|performer|'{}'|Consent.performer:not-a-list",
                "''|performer|'[]'|Consent.performer:not-a-list",
                "''|patient|'[]'|Consent.patient:not-an-object",
                "''|resourceType|'\"Patient\"'|Consent.resourceType:not-a-consent",
            })
    void refusesWhatItWouldHaveToOverlook(String at, String name, String json, String fault) throws Exception {
        ObjectNode consent = FhirTown.fixture();
        ((ObjectNode) consent.at(at)).set(name, JSON.readTree(json));
        assertThat(faults(consent)).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/performer", "/organization", "/policy", "/provision/actor", "/provision/purpose", "/category"})
    void thereIsOneOfEach(String list) {
        ObjectNode consent = FhirTown.fixture();
        consent.withArray(list).add(consent.at(list).get(0).deepCopy());
        assertThat(faults(consent))
                .singleElement()
                .asString()
                .matches("Consent[.a-z]+:(only-one|there-twice|not-the-one-known)");
    }

    /** HAPI would read a contained resource and a narrative; here they are gone before it looks. */
    @Test
    void dropsWhatChangesNothing() throws Exception {
        ObjectNode consent = FhirTown.fixture();
        for (String more : List.of(
                "{\"text\": {\"status\": \"additional\", \"div\": \"<!DOCTYPE x><div>kanarie\"}}",
                "{\"contained\": [{\"resourceType\": \"Kanarie\"}], \"language\": \"nl\"}",
                "{\"_dateTime\": {\"extension\": [{\"url\": \"http://x.example\"}]}}",
                "{\"identifier\": [{\"value\": \"kanarie\"}], \"id\": \"kanarie\"}")) {
            consent.setAll((ObjectNode) JSON.readTree(more));
        }
        consent.withArray("/extension").add(JSON.readTree("{\"url\": \"http://x.example\", \"valueString\": \"x\"}"));
        FhirTown.put(consent, "/patient", "display", "kanarie");

        assertThat(read(consent)).isEqualTo(read(FhirTown.fixture()));
    }

    @Test
    void theGateStandsBeforeHapi() {
        String consent = FhirTown.fixture().toString();
        assertThatThrownBy(() -> read(consent.replaceFirst("\\{", "{\"status\": \"inactive\",")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.DUPLICATE_KEY));
        assertThatThrownBy(() -> read(consent.replace("\"active\"", "1e1000000")))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.NUMBER_TOO_LONG));
        assertThatThrownBy(() -> read(consent + " ".repeat(FormReader.LIMIT)))
                .isInstanceOfSatisfying(
                        Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.BODY_TOO_LARGE));
    }

    private static ConsentForm read(ObjectNode consent) {
        return read(consent.toString());
    }

    private static ConsentForm read(String consent) {
        List<ConsentForm> forms = ConsentReader.read(
                        Waterlee.LINDE, FHIR.consent(consent.getBytes(StandardCharsets.UTF_8)))
                .forms();
        assertThat(forms).hasSize(1);
        return forms.get(0);
    }

    private static JsonNode written(ConsentForm form) {
        try {
            return JSON.readTree(FHIR.json(
                    ConsentWriter.write(Waterlee.LINDE, new StoredConsent(new UUID(0, 1), form, Instant.EPOCH, null))));
        } catch (java.io.IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static List<String> faults(ObjectNode consent) {
        try {
            throw new AssertionError(read(consent));
        } catch (Refused refused) {
            assertThat(refused.reason()).isEqualTo(Reason.CONSENT_NOT_VALID);
            assertThat(refused.where().toString()).doesNotContain("kanarie");
            return refused.where();
        }
    }
}
