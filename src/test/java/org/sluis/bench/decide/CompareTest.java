package org.sluis.bench.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Outcome;

/** The plain floor and the product answer the same; AuthZForce, which the tests do not have, is compared by the benchmark. */
class CompareTest {
    @Test
    void thirtyRulesWrittenOutInJavaAnswerAsTheLawAndThePolicyThatAreRead() {
        assertThat(Problem.rules()).isEqualTo(30);
        Map<Outcome, Integer> outcomes = Compare.all(10_000, 7, Problem.point(1), false);
        assertThat(outcomes).containsOnlyKeys(Outcome.PERMIT, Outcome.DENY, Outcome.PENDING, Outcome.HOLD);
        assertThat(outcomes.get(Outcome.PERMIT)).isGreaterThan(2000);
    }
}
