package org.sluis.bench.decide;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.policy.Decision;

/** What all three must agree on. @param passes ids of the elements that pass */
record Answered(Outcome outcome, Reason reason, Collection<String> passes) {

    static Answered no(Reason reason) {
        return new Answered(reason.outcome(), reason, List.of());
    }

    static Answered of(Decision decision) {
        Collection<String> passes = new TreeSet<>();
        for (Map.Entry<String, Decision.Verdict> each : decision.elements().entrySet()) {
            if (each.getValue().passes()) {
                passes.add(each.getKey());
            }
        }
        return new Answered(decision.outcome(), decision.reason(), passes);
    }

    boolean is(Answered other) {
        return outcome == other.outcome
                && reason == other.reason
                && new TreeSet<>(passes).equals(new TreeSet<>(other.passes));
    }
}
