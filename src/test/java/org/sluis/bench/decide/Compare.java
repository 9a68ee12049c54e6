package org.sluis.bench.decide;

import java.util.EnumMap;
import java.util.Map;
import org.sluis.canonical.Outcome;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;

/** Whether all three answer the same, before anything is measured: the rate of wrong answers is no rate. */
final class Compare {
    private Compare() {}

    /**
     * @return how often each outcome came
     * @throws IllegalStateException with the case, where two answers differ
     */
    static Map<Outcome, Integer> all(int count, long seed, DecisionPoint point, boolean withXacml) {
        PlainJava plain = new PlainJava(Problem.dictionary());
        Xacml xacml = withXacml ? new Xacml(Problem.dictionary()) : null;
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        int number = 0;
        for (DecisionInput input : Cases.random(count, seed, point)) {
            Answered product = Answered.of(point.decide(input));
            same(number, "plain Java", product, plain.decide(input), input);
            if (xacml != null) {
                same(number, "AuthZForce", product, xacml.decide(input), input);
            }
            outcomes.merge(product.outcome(), 1, Integer::sum);
            number++;
        }
        return outcomes;
    }

    private static void same(int number, String who, Answered product, Answered other, DecisionInput input) {
        if (!product.is(other)) {
            throw new IllegalStateException(
                    "case " + number + ": Sluis says " + product + ", " + who + " says " + other + "; asked " + input);
        }
    }
}
