package org.sluis.policy;

import org.jspecify.annotations.Nullable;
import org.sluis.law.LawFinding;

/** What the law says of an input under a policy, or under none; pure. */
interface Findings {
    LawFinding apply(DecisionInput input, @Nullable Policy policy);

    /** The same law, asked of ways that these packs govern. */
    default Findings of(Packs packs) {
        return this;
    }
}
