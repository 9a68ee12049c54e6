package org.sluis.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.delivery.Disclosures;
import org.sluis.policy.Explanation;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.replay.Replayed;

/**
 * What became of a disclosure and why, for who reviews it.
 *
 * @param paragraph the newest decision in plain words
 * @param steps every decision, the oldest first
 */
public record Story(Disclosures.State state, String paragraph, List<Step> steps) {

    /**
     * One decision, made again.
     *
     * @param step {@code accept} or {@code clear}
     * @param at null where that is erased
     * @param replay {@code same}, or why nothing more can be told of it; all that follows is empty then
     * @param outcome lower case
     * @param pack id of the policy that decided; empty where there was none
     * @param rows ids of the rows of the law that applied, in their order
     * @param why the reason in words, where it was not permitted; else empty
     * @param lines every element
     * @param consents every one that was looked at
     */
    public record Step(
            String step,
            @Nullable Instant at,
            String replay,
            String outcome,
            String pack,
            List<String> rows,
            String why,
            List<Explanation.Line> lines,
            List<Considered> consents) {

        static Step of(Replayed each, Language language, ReasonTexts texts) {
            Replayed.Past past = each.past();
            String replay = each.verdict().code();
            if (past == null) {
                return new Step(each.step(), each.at(), replay, "", "", List.of(), "", List.of(), List.of());
            }
            Reason reason = past.trace().decision().reason();
            String pack = past.trace().pack();
            return new Step(
                    each.step(),
                    each.at(),
                    replay,
                    past.trace().decision().outcome().name().toLowerCase(Locale.ROOT),
                    pack == null ? "" : pack,
                    past.trace().decision().rows(),
                    said(reason, language, texts),
                    Explanation.of(past.point(), past.input(), language, texts).lines(),
                    past.trace().considered().stream()
                            .map(one -> new Considered(
                                    one.consent(),
                                    one.row() == null ? "" : one.row(),
                                    said(one.why(), language, texts)))
                            .toList());
        }

        private static String said(@Nullable Reason reason, Language language, ReasonTexts texts) {
            return reason == null ? "" : texts.text(reason, language.code());
        }
    }

    /** A consent on record. @param row of the law, by which it does not count; empty where it counts. @param why in words, where there are any */
    public record Considered(UUID consent, String row, String why) {}
}
