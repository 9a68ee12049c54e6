package org.sluis.policy;

import java.util.List;
import java.util.Set;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** A refusal that a decision led to; it carries the decision to where refusals are recorded. */
public final class NotPermitted extends Refused {
    private static final long serialVersionUID = 1L;

    private final transient KeptDecision decision;

    NotPermitted(Reason reason, List<String> where, Set<String> rows, KeptDecision decision) {
        super(reason, where, rows);
        this.decision = decision;
    }

    public KeptDecision decision() {
        return decision;
    }
}
