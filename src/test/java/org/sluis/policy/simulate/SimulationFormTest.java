package org.sluis.policy.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.policy.pack.PackSource;

/** What may be asked of a simulation; every fault is told, as a pointer and a code. */
class SimulationFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PackSource DRAFT = new PackSource(
            "020-plan", new TreeMap<>(Map.of("policy.yaml", "a", "dictionary.yaml", "b", "agreement.yaml", "c")));

    @ParameterizedTest
    @ValueSource(strings = {"P1D", "P9999D"})
    void whatIsInOrderIsRead(String since) throws IOException {
        SimulationForm form = SimulationForm.read(JSON.writeValueAsBytes(asked(since, draft("020-plan"))));
        assertThat(form).isEqualTo(new SimulationForm(Period.parse(since), List.of(DRAFT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "P0D", "P-1D", "P10000D", "P1M", "P1DT1H", "p1d", "PD"})
    void anotherTimeIsRefused(String since) throws IOException {
        refused(asked(since, draft("020-plan")), "/since:not-so-many-days");
    }

    @Test
    void eachFaultIsToldWithItsPlace() throws IOException {
        refused(Map.of("packs", List.of(draft("020-plan"))), "/since:not-so-many-days");
        refused(Map.of("since", "P1D"), "/packs:missing");
        refused(asked("P1D"), "/packs:missing");
        refused(asked("P1D", draft("020-plan"), draft("020-plan")), "/packs:twice");
        refused(asked("P1D", draft("020-plan"), Map.of("id", "021-plan")), "/packs/1:not-a-pack");
        refused(asked("P1D", Map.of("files", DRAFT.files(), "id", "x"), "y"), "/packs/1:not-a-pack");
        refused(asked("P1D", Map.of("id", "020-plan", "files", Map.of("policy.yaml", "a"))), "/packs/0:not-a-pack");
        Map<String, Object> more = new TreeMap<>(asked("", draft("020-plan")));
        more.put("colour", "blue");
        refused(more, "/:unknown-key", "/since:not-so-many-days");
    }

    private static Map<String, Object> asked(String since, Object... packs) {
        return Map.of("since", since, "packs", List.of(packs));
    }

    private static Map<String, Object> draft(String id) {
        return Map.of("id", id, "files", DRAFT.files());
    }

    private static void refused(Map<String, Object> body, String... faults) throws IOException {
        byte[] written = JSON.writeValueAsBytes(body);
        assertThatThrownBy(() -> SimulationForm.read(written)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.POLICY_NOT_VALID);
            assertThat(refused.where()).containsExactly(faults);
        });
    }
}
