package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sluis.policy.Shipped;

/** A question about nobody leads to nobody, also not by an id that it has in common with what is about somebody. */
class AboutNobodyTest {

    @Test
    void aSignalOfTheSameNumberHasAnotherIdAtTheSameRecipient() {
        assertThat(signalId("CONSULT")).isEqualTo(signalId("CONSULT")).isNotEqualTo(signalId("SIGNAL"));
    }

    private static String signalId(String profile) {
        Shipped.Way way = Shipped.ways().stream()
                .filter(each -> each.profile().equals(profile))
                .findFirst()
                .orElseThrow();
        Try one = new Try(way, "under-12", Set.of(), Set.of(), Set.of(), "", 1);
        return Steps.pseudonymise(Steps.minimise(Difference.permit(one, one.message())))
                .elements()
                .value("signal.pairwiseId")
                .orElseThrow();
    }
}
