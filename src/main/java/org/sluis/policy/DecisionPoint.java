package org.sluis.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.consent.ConsentFacts;
import org.sluis.consent.Law;
import org.sluis.consent.LawFinding;
import org.sluis.consent.LawQuestion;

/**
 * Decides. One pure function from what is known to an answer: the same input gives the same answer, on any node, at any
 * time. An element passes when the policy and the consents both name it; whatever goes wrong on the way is a Deny.
 */
public final class DecisionPoint {
    private final Packs packs;
    private final Function<DecisionInput, LawFinding> law;
    private final String lawDigest;

    /**
     * @param law what the law table says of an input; pure
     * @param lawDigest SHA-256 of that table
     */
    DecisionPoint(Packs packs, Function<DecisionInput, LawFinding> law, String lawDigest) {
        this.packs = packs;
        this.law = law;
        this.lawDigest = lawDigest;
    }

    /** Decides by these packs and this law. */
    static DecisionPoint of(Packs packs, Law law) {
        return new DecisionPoint(
                packs,
                // No policy of the house declares a profile to be of low sensitivity, so none is taken for one.
                input -> law.find(new LawQuestion(
                        input.discloserKind(), input.recipient(), input.purpose(), input.facts(), false)),
                law.digest());
    }

    /** The answer. Never throws: an error, or an input for other packs or another law than those loaded, is a Deny. */
    public Decision decide(DecisionInput input) {
        try {
            return answer(input);
        } catch (RuntimeException | StackOverflowError broken) {
            return stays(Outcome.DENY, Reason.DISCLOSURE_FAILED, List.of(), NONE);
        }
    }

    /** The question of an earlier decision, asked of what is in force now. For every send, retry and replay. */
    public DecisionInput again(DecisionInput earlier, ConsentFacts now, Instant at, boolean shifted) {
        return new DecisionInput(
                earlier.discloser(),
                earlier.discloserKind(),
                earlier.recipient(),
                earlier.recipientKind(),
                earlier.purpose(),
                earlier.present(),
                now,
                at,
                shifted,
                packDigest(),
                lawDigest());
    }

    /** SHA-256 of the packs in force: the digest of the epoch {@code policy}. */
    public String packDigest() {
        return packs.digest();
    }

    /** SHA-256 of the law table in force. */
    public String lawDigest() {
        return lawDigest;
    }

    private Decision answer(DecisionInput input) {
        if (!input.packDigest().equals(packs.digest()) || !input.lawDigest().equals(lawDigest)) {
            return stays(Outcome.DENY, Reason.DISCLOSURE_FAILED, List.of(), NONE);
        }
        Pack pack = packs.find(input.purpose(), input.discloserKind(), input.recipientKind());
        if (pack == null) {
            return stays(Outcome.DENY, Reason.POLICY_MISSING, List.of(), NONE);
        }
        if (!pack.inForce(input.facts().day())) {
            return stays(Outcome.DENY, Reason.POLICY_NOT_IN_FORCE, List.of(pack.id()), NONE);
        }
        if (!input.facts().birthDateAgrees()) {
            return stays(Outcome.HOLD, Reason.BIRTH_DATE_DIFFERS, List.of(pack.id()), NONE);
        }
        LawFinding finding = law.apply(input);
        List<String> rows = new ArrayList<>(finding.rows().size() + 1);
        rows.add(pack.id());
        rows.addAll(finding.rows());
        if (finding.outcome() != Outcome.PERMIT) {
            return stays(finding.outcome(), Objects.requireNonNull(finding.reason()), rows, NONE);
        }
        Release.Sorted sorted = pack.release().sort(input.present(), new Coverage(finding.covered()));
        if (!sorted.releases()) {
            return stays(Outcome.DENY, Reason.POLICY_DOES_NOT_RELEASE, rows, withheld(sorted.verdicts()));
        }
        return new Decision(
                Outcome.PERMIT,
                null,
                Collections.unmodifiableList(rows),
                sorted.verdicts(),
                pack.release().mandatory(),
                pack.release().eitherOr(),
                pack.obligations());
    }

    private static final SortedMap<String, Decision.Verdict> NONE = Collections.emptySortedMap();

    private static Decision stays(
            Outcome outcome, Reason reason, List<String> rows, SortedMap<String, Decision.Verdict> withheld) {
        return new Decision(
                outcome,
                reason,
                List.copyOf(rows),
                withheld,
                Collections.unmodifiableSortedSet(new TreeSet<>()),
                List.of(),
                Collections.unmodifiableSortedMap(new TreeMap<>()));
    }

    /** An answer that sends nothing says of nothing that it passes. */
    private static SortedMap<String, Decision.Verdict> withheld(SortedMap<String, Decision.Verdict> verdicts) {
        SortedMap<String, Decision.Verdict> withheld = new TreeMap<>(verdicts);
        withheld.values().removeIf(Decision.Verdict::passes);
        return Collections.unmodifiableSortedMap(withheld);
    }
}
