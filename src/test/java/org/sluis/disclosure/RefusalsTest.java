package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.law.Law;

class RefusalsTest {
    private static final Refused HELD =
            new Refused(Reason.ELEMENT_MANDATORY_MISSING, List.of("goal.description"), Set.of("R25"));
    private final Refusals refusals = new Refusals(new ReasonTexts(), Law.load(Path.of("consent-policies/law/nl")));

    @Test
    void aSenderOfJsonHearsAProblem() {
        Answer answer = refusals.answer(HELD, Progress.of(arrival("application/json")));

        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .containsEntry("title", "element-mandatory-missing")
                .containsEntry("outcome", "hold")
                .containsEntry("where", List.of("goal.description"));
        assertThat(answer.body().toString()).doesNotContain("R25");
    }

    @Test
    void aSenderOfFhirHearsAnOperationOutcome() throws Exception {
        Answer answer = refusals.answer(HELD, Progress.of(arrival("application/fhir+json")));

        assertThat(answer.contentType()).isEqualTo("application/fhir+json");
        OperationOutcome outcome = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(OperationOutcome.class, new ObjectMapper().writeValueAsString(answer.body()));
        assertThat(outcome.getIssueFirstRep().getDetails().getCodingFirstRep().getCode())
                .isEqualTo("element-mandatory-missing");
        assertThat(outcome.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo("goal.description");
    }

    @Test
    void theDisclosureIsNamedOnceThereIsOne() {
        UUID disclosure = UUID.fromString("00000000-0000-4000-8000-000000000001");

        assertThat(refusals.problem(HELD, disclosure).body()).containsEntry("disclosure", disclosure.toString());
        assertThat(refusals.problem(HELD, null).body()).doesNotContainKey("disclosure");
    }

    private static Arrival arrival(String contentType) {
        Door door = new Door("rest-json", new Purpose("plan-notice"), new PartyId("jeugdteam-waterlee"));
        return new Arrival(door, new byte[] {'{', '}'}, contentType, "", "", null, null, null);
    }
}
