package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.fhir.PcfProfile.errors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.consent.Drain;
import org.sluis.consent.StoredConsent;
import org.sluis.consent.Waterlee;
import org.sluis.consent.Withdrawals;

/** What goes out is FHIR R4 and IHE PCF basic, and what integrators start from is of the profile it names. */
class ConsentProfileTest {
    private static final FhirParser FHIR = new FhirParser(PcfProfile.R4);

    @Test
    void aYesIsOfTheProfile() throws IOException {
        String written = written(FhirTown.fixture());
        assertThat(errors(written)).isEmpty();
        // Whatever is of the basic profile is of the intermediate one as well.
        assertThat(errors(written.replace(Pcf.PROFILE, PcfProfile.INTERMEDIATE)))
                .isEmpty();
    }

    @Test
    void aNoWithoutProofIsOfTheProfile() throws IOException {
        ObjectNode deny = FhirTown.fixture();
        FhirTown.put(deny, "/provision", "type", "deny");
        deny.remove(List.of("extension", "sourceReference"));
        assertThat(errors(written(deny))).isEmpty();
    }

    @Test
    void theFixtureThatIntegratorsStartFromIsOfTheProfile() throws IOException {
        assertThat(errors(FhirTown.fixture().toString())).isEmpty();
    }

    @Test
    void whatTheProfileDoesNotHaveWouldBeFound() throws IOException {
        String written = written(FhirTown.fixture());
        assertThat(errors(written.replaceFirst("\"status\":\"active\",", "")))
                .anyMatch(error -> error.contains("Consent.status"));
        assertThat(errors(written.replaceFirst("\"url\":\"verified\"", "\"url\":\"how\"")))
                .isNotEmpty();
        assertThat(errors(written.replaceFirst("fhir/CodeSystem/category", "fhir/CodeSystem/kategorie")))
                .isNotEmpty();
        if (PcfProfile.isThere()) {
            assertThat(errors(written.replaceFirst("\"organization\":\\[.*?\\}\\}\\],", "")))
                    .anyMatch(error -> error.contains("Consent.organization"));
        }
    }

    @Test
    void whatElseIsAnsweredIsFhirToo() throws IOException {
        FhirAnswers answers = new FhirAnswers(FHIR, new ReasonTexts());
        UUID id = new UUID(7, 7);
        Drain.Drained drained = new Drain.Drained(List.of(id), List.of(id), List.of(id), List.of(id));
        assertThat(errors(answers.withdrawn(new Withdrawals.Withdrawn(id, Instant.EPOCH, drained))
                        .getBody()))
                .isEmpty();
        for (Reason reason : Reason.values()) {
            Refused refused =
                    new Refused(reason, "Consent.policy:missing", "/categories/3:unknown", "line 2, column 3");
            assertThat(errors(answers.refused(refused).getBody()))
                    .as(reason.code())
                    .isEmpty();
        }
        assertThat(errors(new String(
                        ConsentProfileTest.class
                                .getResourceAsStream("/fhir/metadata.json")
                                .readAllBytes(),
                        StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void theFixtureWithAnExceptionIsOfTheIntermediateProfile() {
        String fixture = FhirTown.fixture("no-but-to-one-party").toString();
        assertThat(errors(fixture)).isEmpty();
        if (PcfProfile.isThere()) {
            assertThat(errors(fixture.replace(PcfProfile.INTERMEDIATE, Pcf.PROFILE)))
                    .anyMatch(error -> error.contains("Consent.provision.provision"));
        }
    }

    /** One of all kinds of statement, and what a court's order lacks is found. */
    @Test
    void aWordAboutAKindAndACourtsOrderAreOfTheProfile() throws IOException {
        ObjectNode ordered = FhirTown.ordered(FhirTown.fixture());
        FhirTown.put(ordered, "/provision/actor/0/reference/identifier", "system", Pcf.PARTY_KINDS);
        FhirTown.put(ordered, "/provision/actor/0/reference/identifier", "value", "youth-team");
        String written = written(ordered);
        assertThat(written).contains("court-order", "youth-team");
        assertThat(errors(written)).isEmpty();
        assertThat(errors(written.replaceFirst("\"url\":\"reference\"", "\"url\":\"paper\"")))
                .isNotEmpty();
        assertThat(errors(written.replaceFirst("valueDate", "valueString"))).isNotEmpty();
    }

    private static String written(ObjectNode consent) {
        Given given = ConsentReader.read(
                Waterlee.LINDE, FHIR.consent(consent.toString().getBytes(StandardCharsets.UTF_8)));
        return FHIR.json(ConsentWriter.write(
                Waterlee.LINDE, new StoredConsent(new UUID(0, 1), given.forms().get(0), Instant.EPOCH, null)));
    }
}
