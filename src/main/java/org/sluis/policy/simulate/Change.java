package org.sluis.policy.simulate;

import org.jspecify.annotations.Nullable;
import org.sluis.policy.DecisionInput;

/**
 * One kind of difference on one way.
 *
 * @param element where it is about one
 * @param was why it stayed; null where it went
 * @param becomes why it would stay; null where it would go
 */
record Change(
        What what,
        Way way,
        @Nullable String element,
        @Nullable String was,
        @Nullable String becomes) {

    /** In the order in which they are told. */
    enum What {
        /** It stayed and would go. */
        OPENS,
        /** It went and would stay. */
        CLOSES,
        /** It goes either way, or opens, and takes one element more. */
        APPEARS,
        /** It goes either way, or closes, and takes one element less. */
        VANISHES,
        /** It stays either way, for another reason. */
        STAYS_OTHERWISE
    }

    /** @param policy which speaks of it: the draft, or the one in force where no draft does; null where neither does */
    record Way(@Nullable String policy, String purpose, String recipient, String recipientKind) {

        static Way of(DecisionInput input, @Nullable String policy) {
            return new Way(
                    policy,
                    input.purpose().value(),
                    input.recipient().value(),
                    input.recipientKind().code());
        }
    }
}
