package org.sluis.policy.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.law.SaidFact;
import org.sluis.policy.Because;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.pack.Pack;

/**
 * A denial that follows from a permit: the same case with one thing changed that must close it, or narrow it.
 *
 * @param complaint what is wrong with the answer; null when it is as it must be
 */
record DerivedCase(String name, DecisionInput input, Function<Decision, @Nullable String> complaint) {
    private static final String ONE_MORE = "one more of ";
    private static final PartyId SOMEBODY_ELSE = new PartyId("somebody-else");
    private static final Purpose SOMETHING_ELSE = new Purpose("something-else");

    /** Everything that must close or narrow this permit. */
    static List<DerivedCase> of(PolicyCase permit) {
        DecisionInput input = permit.input();
        Pack pack = permit.policy().pack();
        List<DerivedCase> derived = new ArrayList<>(List.of(
                new DerivedCase(
                        "other purpose", Changed.purpose(input, SOMETHING_ELSE), refused(Reason.POLICY_MISSING)),
                new DerivedCase(
                        "policy not yet effective",
                        Changed.day(input, pack.from().minusDays(1)),
                        refused(Reason.POLICY_NOT_IN_FORCE))));
        if (pack.anonymous()) {
            derived.addAll(whoeverIsNamed(permit));
        } else if (input.facts().said().isEmpty()) {
            derived.addAll(whateverIsTakenBack(permit));
            derived.addAll(whatNobodyConsentedTo(permit));
        } else {
            derived.addAll(withoutItsGround(permit));
        }
        return List.copyOf(derived);
    }

    /** Whether it asks for an element more than was consented to. */
    boolean oneMore() {
        return name.startsWith(ONE_MORE);
    }

    /** An anonymous message that holds any one thing more that tells who the child is. */
    private static List<DerivedCase> whoeverIsNamed(PolicyCase permit) {
        return permit.policy().release().telling().stream()
                .map(id -> new DerivedCase(
                        "naming " + id, Changed.holding(permit.input(), id), refused(Reason.ANONYMOUS_BUT_IDENTIFIED)))
                .toList();
    }

    /** A ground other than consent, with any one thing less than it asks, or for somebody else. */
    private static List<DerivedCase> withoutItsGround(PolicyCase permit) {
        DecisionInput input = permit.input();
        List<SaidFact> said = input.facts().said();
        List<DerivedCase> derived = new ArrayList<>(List.of(
                new DerivedCase(
                        "other recipient", Changed.recipient(input, SOMEBODY_ELSE), refused(Reason.GROUND_NOT_MET)),
                new DerivedCase(
                        "other child",
                        Changed.known(input, input.facts().consents(), List.of()),
                        refused(Reason.GROUND_NOT_MET))));
        said.forEach(each -> derived.add(new DerivedCase(
                "without " + each.word(),
                Changed.known(
                        input,
                        List.of(),
                        said.stream().filter(other -> !other.equals(each)).toList()),
                refused(Reason.GROUND_NOT_MET))));
        return derived;
    }

    private static List<DerivedCase> whateverIsTakenBack(PolicyCase permit) {
        DecisionInput input = permit.input();
        LocalDate yesterday = input.facts().day().minusDays(1);
        List<DerivedCase> derived = new ArrayList<>(List.of(
                new DerivedCase(
                        "withdrawn", Changed.consents(input, Changed::withdrawn), refused(Reason.CONSENT_WITHDRAWN)),
                new DerivedCase(
                        "expired",
                        Changed.consents(input, c -> Changed.until(c, yesterday)),
                        refused(Reason.CONSENT_OUTSIDE_PERIOD)),
                new DerivedCase(
                        "other child",
                        Changed.known(input, List.of(), List.of()),
                        refused(Reason.CONSENT_MISSING_HOLDER, Reason.CONSENT_MISSING_CHILD)),
                new DerivedCase(
                        "other recipient",
                        Changed.recipient(input, SOMEBODY_ELSE),
                        refused(Reason.CONSENT_FOR_OTHER_RECIPIENT)),
                new DerivedCase(
                        "consent for another purpose",
                        Changed.consents(input, c -> Changed.purpose(c, SOMETHING_ELSE)),
                        refused(Reason.CONSENT_FOR_OTHER_PURPOSE))));
        categories(input)
                .forEach(category -> derived.add(new DerivedCase(
                        "without " + category,
                        Changed.consents(input, c -> Changed.without(c, category)),
                        decision -> widened(decision, permit, category))));
        return derived;
    }

    /** One element more, of a category that the policy releases and no consent names: it stays and nothing else moves. */
    private static List<DerivedCase> whatNobodyConsentedTo(PolicyCase permit) {
        DecisionInput input = permit.input();
        Set<String> consented = categories(input);
        Set<String> tried = new TreeSet<>();
        return permit.policy().pack().released().stream()
                .filter(id -> !input.present().contains(id)
                        && !permit.policy().release().onlyIssued(Set.of(id)))
                .filter(id -> !consented.contains(permit.policy().release().categoryOf(id))
                        && tried.add(permit.policy().release().categoryOf(id)))
                .map(id -> new DerivedCase(
                        ONE_MORE + permit.policy().release().categoryOf(id),
                        Changed.holding(input, id),
                        decision -> unmoved(decision, permit, id)))
                .toList();
    }

    private static SortedSet<String> categories(DecisionInput input) {
        return input.facts().consents().stream()
                .flatMap(c -> c.categories().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Function<Decision, @Nullable String> refused(Reason... reasons) {
        return decision ->
                decision.outcome() != Outcome.PERMIT && List.of(reasons).contains(decision.reason())
                        ? null
                        : "is " + decision.outcome() + " " + decision.reason() + ", not "
                                + Arrays.stream(reasons).map(Reason::code).collect(Collectors.joining(" or "));
    }

    /** Without a category exactly the elements of that category stay; nothing else moves. */
    private static @Nullable String widened(Decision decision, PolicyCase permit, String category) {
        SortedSet<String> passes = decision.passing();
        SortedSet<String> expected = permit.passes().stream()
                .filter(id -> !permit.policy().release().categoryOf(id).equals(category))
                .collect(Collectors.toCollection(TreeSet::new));
        if (decision.outcome() != Outcome.PERMIT) {
            return decision.reason() == Reason.POLICY_DOES_NOT_RELEASE
                            && permit.policy().release().onlyIssued(expected)
                    ? null
                    : "is " + decision.outcome() + " " + decision.reason();
        }
        return passes.equals(expected) ? null : "passes " + passes + ", not " + expected;
    }

    private static @Nullable String unmoved(Decision decision, PolicyCase permit, String more) {
        Decision.Verdict verdict = decision.elements().get(more);
        boolean stays = verdict != null
                && !verdict.passes()
                && !Because.NOT_IN_PROFILE.code().equals(verdict.because());
        return stays && decision.passing().equals(permit.passes())
                ? null
                : "passes " + decision.passing() + ", not " + permit.passes();
    }
}
