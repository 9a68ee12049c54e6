package org.sluis.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ValueType;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.law.LawFinding;
import org.sluis.policy.pack.Pack;

/**
 * Decides. One pure function from what is known to an answer: the same input gives the same answer, on any node, at any
 * time. An element passes when the policy and the consents both name it; whatever goes wrong on the way is a Deny.
 */
public final class DecisionPoint {
    /** {@link DecisionInput#packDigest} of a way that no pack speaks of. */
    public static final String NO_PACK = "none";

    private static final SortedSet<String> NOTHING = Collections.emptySortedSet();
    private static final SortedMap<String, String> NO_MARKS = Collections.emptySortedMap();
    private static final SortedMap<String, Decision.Verdict> NONE = Collections.emptySortedMap();
    private static final Decision FAILED = stays(Outcome.DENY, Reason.DISCLOSURE_FAILED, List.of(), NONE);

    final Packs packs;
    final Shut shut;
    final Findings law;
    private final String lawDigest;

    /**
     * @param law what the law table says of an input under a pack, or under none; pure
     * @param lawDigest SHA-256 of that table
     */
    DecisionPoint(Packs packs, Findings law, String lawDigest) {
        this(packs, Shut.NOTHING, law, lawDigest);
    }

    private DecisionPoint(Packs packs, Shut shut, Findings law, String lawDigest) {
        this.packs = packs;
        this.shut = shut;
        this.law = law;
        this.lawDigest = lawDigest;
    }

    /**
     * Decides by these packs and this law.
     *
     * @throws IllegalArgumentException where a row of the law names an element that does not exist
     */
    public static DecisionPoint of(Packs packs, Law law) {
        law.mustName(packs.dictionary()::names);
        return new DecisionPoint(packs, new AskedLaw(law, packs), law.digest());
    }

    /** The same, but for what is shut. */
    public DecisionPoint but(Shut what) {
        return new DecisionPoint(packs, what, law, lawDigest);
    }

    /** The word of what is shut; null where nothing is. */
    private @Nullable String word(DecisionInput input, @Nullable Policy policy) {
        return shut.word(input.purpose(), input.recipient(), policy == null ? null : policy.pack());
    }

    private static String digest(@Nullable String word, @Nullable Policy policy) {
        return word != null ? word : policy == null ? NO_PACK : policy.pack().digest();
    }

    /** The answer. Never throws: an error, or an input for other packs or another law than those loaded, is a Deny. */
    public Decision decide(DecisionInput input) {
        try {
            return answer(input);
        } catch (RuntimeException | StackOverflowError broken) {
            return FAILED;
        }
    }

    /** The question of an earlier decision, asked of what is in force now. For every send, retry and replay. */
    public DecisionInput again(DecisionInput earlier, ConsentFacts now, Instant at, boolean shifted) {
        return underThese(new DecisionInput(
                earlier.discloser(),
                earlier.discloserKind(),
                earlier.recipient(),
                earlier.recipientKind(),
                earlier.purpose(),
                earlier.present(),
                earlier.marks(),
                now,
                at,
                shifted,
                NO_PACK,
                lawDigest));
    }

    /** Decides by the same rules, once these packs were published. */
    public DecisionPoint with(List<Pack> drafts) {
        Packs with = packs.with(drafts);
        return new DecisionPoint(with, shut.once(drafts), law.of(with), lawDigest);
    }

    /** The same question, to be decided by these rules. */
    public DecisionInput underThese(DecisionInput input) {
        Policy policy = packs.find(input);
        return input.under(digest(word(input, policy), policy), lawDigest);
    }

    /** The marks of a message: its control elements of type BOOLEAN that are true, at some position. */
    public SortedSet<String> marks(Elements elements) {
        return elements.stream()
                .filter(each -> each.value().equals("true"))
                .map(Element::id)
                .filter(id -> packs.dictionary()
                        .find(id)
                        .filter(e -> e.control() && e.type() == ValueType.BOOLEAN)
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the policy of this disclosure lets an author attest to passages of the kind for the reason. */
    boolean mayAttest(DecisionInput input, String kind, String reason) {
        Policy policy = packs.find(input);
        return policy != null
                && policy.pack()
                        .attestable()
                        .getOrDefault(kind, Collections.emptySortedSet())
                        .contains(reason);
    }

    /** The packs it decides by. */
    public Packs packs() {
        return packs;
    }

    /** What there is to ask consent for. */
    public Askable askable() {
        return new Askable(packs, shut);
    }

    /** SHA-256 of the law table in force. */
    public String lawDigest() {
        return lawDigest;
    }

    private Decision answer(DecisionInput input) {
        Policy policy = packs.find(input);
        String word = word(input, policy);
        if (!input.packDigest().equals(digest(word, policy))
                || !input.lawDigest().equals(lawDigest)) {
            return FAILED;
        } else if (word != null) {
            Reason closed = word.equals(Shut.CLOSED) ? Reason.POLICY_CLOSED : Reason.POLICY_NOT_TRUSTED;
            return stays(closed, List.of(), NONE);
        } else if (policy == null) {
            return withoutPolicy(law.apply(input, null));
        }
        Reason unfit = unfit(input, policy.pack(), policy.release());
        if (unfit != null) {
            return stays(unfit, List.of(policy.pack().id()), told(unfit, input, policy.release()));
        }
        LawFinding finding = law.apply(input, policy);
        String id = policy.pack().id();
        List<String> applied = finding.rows();
        List<String> rows = new Led(id, applied);
        return finding.outcome() == Outcome.PERMIT
                ? released(input, policy, finding, rows)
                : stays(finding.outcome(), Objects.requireNonNull(finding.reason()), rows, NONE);
    }

    /** Why this pack decides nothing of it, whatever the law says; null where it does. */
    private static @Nullable Reason unfit(DecisionInput input, Pack pack, Release release) {
        ConsentFacts facts = input.facts();
        if (!pack.inForce(facts.day())) {
            return Reason.POLICY_NOT_IN_FORCE;
        } else if (!pack.fits(input.discloserKind(), input.recipientKind(), facts.ageBand(), facts.authority())) {
            return Reason.POLICY_CONDITION_NOT_MET;
        } else if (!facts.birthDateAgrees()) {
            return Reason.BIRTH_DATE_DIFFERS;
        }
        boolean told = pack.anonymous()
                && (facts.subject() != null || !release.telling(input.present()).isEmpty());
        return told ? Reason.ANONYMOUS_BUT_IDENTIFIED : null;
    }

    private static SortedMap<String, Decision.Verdict> told(Reason unfit, DecisionInput input, Release release) {
        return unfit == Reason.ANONYMOUS_BUT_IDENTIFIED ? release.outside(release.telling(input.present())) : NONE;
    }

    private static Decision released(DecisionInput input, Policy policy, LawFinding finding, List<String> rows) {
        Release release = policy.release();
        Coverage coverage = policy.pack().anonymous()
                ? Coverage.ofNobody(finding, input.marked())
                : Coverage.of(release, finding, input.marked());
        Verdicts verdicts = release.sort(input.elements(), coverage);
        if (!verdicts.releases()) {
            return stays(Reason.POLICY_DOES_NOT_RELEASE, rows, withheld(verdicts));
        }
        List<UUID> consents = finding.consents();
        SortedSet<String> mandatory = release.demands().mandatory(coverage);
        List<List<String>> eitherOr = release.demands().eitherOr(coverage);
        SortedMap<String, String> onlyWhere = release.onlyWhere();
        SortedMap<String, String> obligations = policy.pack().obligations();
        return new Decision(
                Outcome.PERMIT, null, rows, verdicts, consents, mandatory, eitherOr, onlyWhere, obligations);
    }

    /** Where no policy releases anything the law may still know the channel that is meant for it. */
    private static Decision withoutPolicy(LawFinding finding) {
        Reason reason = finding.reason();
        boolean known = finding.outcome() == Outcome.ROUTE || reason == Reason.GROUND_NOT_MET;
        return known && reason != null
                ? stays(reason, finding.rows(), NONE)
                : stays(Reason.POLICY_MISSING, List.of(), NONE);
    }

    private static Decision stays(Reason reason, List<String> rows, SortedMap<String, Decision.Verdict> withheld) {
        return stays(reason.outcome(), reason, rows, withheld);
    }

    private static Decision stays(
            Outcome outcome, Reason reason, List<String> rows, SortedMap<String, Decision.Verdict> withheld) {
        return new Decision(outcome, reason, rows, withheld, List.of(), NOTHING, List.of(), NO_MARKS, NO_MARKS);
    }

    /** An answer that sends nothing says of nothing that it passes. */
    private static SortedMap<String, Decision.Verdict> withheld(SortedMap<String, Decision.Verdict> verdicts) {
        SortedMap<String, Decision.Verdict> withheld = new TreeMap<>(verdicts);
        withheld.values().removeIf(Decision.Verdict::passes);
        return Collections.unmodifiableSortedMap(withheld);
    }
}
