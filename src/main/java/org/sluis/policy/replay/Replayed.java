package org.sluis.policy.replay;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.DecisionTrace;

/**
 * One decision of the past, made again.
 *
 * @param step {@code accept} or {@code clear}
 * @param at when it was taken, by the machine's time; null where that is erased
 * @param past the same decision again, where the verdict is {@link Verdict#SAME}; else null: nothing else can be relied on
 */
public record Replayed(
        String step,
        @Nullable Instant at,
        Verdict verdict,
        @Nullable Past past) {

    /**
     * @param point that decided then
     * @param input what it saw
     */
    public record Past(DecisionPoint point, DecisionInput input, DecisionTrace trace) {}

    /** What a replay can come to. */
    public enum Verdict {
        /** The same input, the same rules, the same trace, bit by bit. */
        SAME,
        /** What the decision saw, or the salt that proves it, is no longer there. */
        ERASED,
        /** What is kept is not what the log committed to. */
        CHANGED,
        /** The rules that decided are not kept here. */
        RULES_NOT_KEPT,
        /** It was decided in another way, or traced in another form, than this version does. */
        OTHER_ENGINE;

        /** Lower case with hyphens. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
