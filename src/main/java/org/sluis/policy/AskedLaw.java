package org.sluis.policy;

import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sluis.law.Circumstance;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.law.LawQuestion;
import org.sluis.policy.pack.Pack;

/** What a law says of an input under a policy, or under none. */
final class AskedLaw implements BiFunction<DecisionInput, @Nullable Policy, LawFinding> {
    private static final String SECRET_ADDRESS = "subject.addressSecret";

    private final Law law;

    AskedLaw(Law law) {
        this.law = law;
    }

    @Override
    public LawFinding apply(DecisionInput input, @Nullable Policy policy) {
        Pack pack = policy == null ? null : policy.pack();
        return law.find(new LawQuestion(
                input.discloserKind().code(),
                input.recipient(),
                input.recipientKind().code(),
                input.purpose(),
                input.facts(),
                circumstances(input, pack),
                law.said(
                        input.purpose(),
                        input.recipientKind().code(),
                        pack == null ? null : pack.profile(),
                        input.present())));
    }

    private static Set<Circumstance> circumstances(DecisionInput input, @Nullable Pack pack) {
        boolean secret = input.marks().contains(SECRET_ADDRESS);
        return pack == null
                ? Circumstance.of(false, false, secret)
                : Circumstance.of(pack.anonymous(), pack.lowSensitivity(), secret);
    }
}
