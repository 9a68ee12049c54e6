package org.sluis.policy.cases;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.SaidFact;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;

/**
 * A denial that follows from a permit: the same case with one thing changed that must close it, or narrow it.
 *
 * @param complaint what is wrong with the answer; null when it is as it must be
 */
record DerivedCase(String name, DecisionInput input, Function<Decision, @Nullable String> complaint) {
    private static final PartyId SOMEBODY_ELSE = new PartyId("somebody-else");
    private static final Purpose SOMETHING_ELSE = new Purpose("something-else");

    /** Everything that must close or narrow this permit. */
    static List<DerivedCase> of(PolicyCase permit) {
        DecisionInput input = permit.input();
        LocalDate day = input.facts().day();
        List<DerivedCase> derived = new ArrayList<>(List.of(
                new DerivedCase(
                        "other purpose",
                        with(input, SOMETHING_ELSE, input.recipient(), input.facts()),
                        refused(Reason.POLICY_MISSING)),
                new DerivedCase(
                        "policy not yet effective",
                        on(input, permit.policy().pack().from().minusDays(1)),
                        refused(Reason.POLICY_NOT_IN_FORCE))));
        derived.addAll(
                permit.policy().pack().anonymous()
                        ? whoeverIsNamed(permit)
                        : input.facts().said().isEmpty() ? whateverIsTakenBack(permit, day) : withoutItsGround(permit));
        return List.copyOf(derived);
    }

    /** An anonymous message that holds any one thing more that tells who the child is. */
    private static List<DerivedCase> whoeverIsNamed(PolicyCase permit) {
        return permit.policy().release().telling().stream()
                .map(id -> new DerivedCase(
                        "naming " + id, holding(permit.input(), id), refused(Reason.ANONYMOUS_BUT_IDENTIFIED)))
                .toList();
    }

    /** A ground other than consent, with any one thing less than it asks, or for somebody else. */
    private static List<DerivedCase> withoutItsGround(PolicyCase permit) {
        DecisionInput input = permit.input();
        List<SaidFact> said = input.facts().said();
        List<DerivedCase> derived = new ArrayList<>(List.of(new DerivedCase(
                "other recipient",
                with(input, input.purpose(), SOMEBODY_ELSE, input.facts()),
                refused(Reason.GROUND_NOT_MET))));
        said.forEach(each -> derived.add(new DerivedCase(
                "without " + each.word(),
                with(
                        input,
                        input.purpose(),
                        input.recipient(),
                        facts(
                                input.facts(),
                                input.facts().day(),
                                List.of(),
                                said.stream()
                                        .filter(other -> !other.equals(each))
                                        .toList())),
                refused(Reason.GROUND_NOT_MET))));
        return derived;
    }

    private static List<DerivedCase> whateverIsTakenBack(PolicyCase permit, LocalDate day) {
        DecisionInput input = permit.input();
        List<DerivedCase> derived = new ArrayList<>(List.of(
                new DerivedCase(
                        "withdrawn", with(input, c -> change(c, true, c.until())), refused(Reason.CONSENT_WITHDRAWN)),
                new DerivedCase(
                        "expired",
                        with(input, c -> change(c, c.withdrawn(), day.minusDays(1))),
                        refused(Reason.CONSENT_OUTSIDE_PERIOD)),
                new DerivedCase(
                        "other recipient",
                        with(input, input.purpose(), SOMEBODY_ELSE, input.facts()),
                        refused(Reason.CONSENT_FOR_OTHER_RECIPIENT)),
                new DerivedCase(
                        "consent for another purpose",
                        with(input, DerivedCase::forAnotherPurpose),
                        refused(Reason.CONSENT_FOR_OTHER_PURPOSE))));
        SortedSet<String> categories = input.facts().consents().stream()
                .flatMap(c -> c.categories().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        categories.forEach(category -> derived.add(new DerivedCase(
                "without " + category,
                with(input, c -> without(c, category)),
                decision -> widened(decision, permit, category))));
        return derived;
    }

    private static Function<Decision, @Nullable String> refused(Reason reason) {
        return decision -> decision.outcome() != Outcome.PERMIT && decision.reason() == reason
                ? null
                : "is " + decision.outcome() + " " + decision.reason() + ", not " + reason.code();
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

    private static DecisionInput with(DecisionInput input, UnaryOperator<ConsentFact> change) {
        List<ConsentFact> consents =
                input.facts().consents().stream().map(change).toList();
        return with(
                input,
                input.purpose(),
                input.recipient(),
                facts(input.facts(), input.facts().day(), consents));
    }

    private static DecisionInput holding(DecisionInput i, String more) {
        SortedSet<String> present = new TreeSet<>(i.present());
        present.add(more);
        return new DecisionInput(
                i.discloser(),
                i.discloserKind(),
                i.recipient(),
                i.recipientKind(),
                i.purpose(),
                present,
                i.marks(),
                i.facts(),
                i.at(),
                i.shifted(),
                i.packDigest(),
                i.lawDigest());
    }

    private static DecisionInput on(DecisionInput input, LocalDate day) {
        DecisionInput moved = with(
                input,
                input.purpose(),
                input.recipient(),
                facts(input.facts(), day, input.facts().consents()));
        return new DecisionInput(
                moved.discloser(),
                moved.discloserKind(),
                moved.recipient(),
                moved.recipientKind(),
                moved.purpose(),
                moved.present(),
                moved.marks(),
                moved.facts(),
                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                moved.shifted(),
                moved.packDigest(),
                moved.lawDigest());
    }

    private static DecisionInput with(DecisionInput i, Purpose purpose, PartyId recipient, ConsentFacts facts) {
        return new DecisionInput(
                i.discloser(),
                i.discloserKind(),
                recipient,
                i.recipientKind(),
                purpose,
                i.present(),
                i.marks(),
                facts,
                i.at(),
                i.shifted(),
                i.packDigest(),
                i.lawDigest());
    }

    private static ConsentFacts facts(ConsentFacts f, LocalDate day, List<ConsentFact> consents) {
        return facts(f, day, consents, f.said());
    }

    private static ConsentFacts facts(ConsentFacts f, LocalDate day, List<ConsentFact> consents, List<SaidFact> said) {
        return new ConsentFacts(
                f.subject(),
                f.subjectVersion(),
                f.ageBand(),
                f.birthDateAgrees(),
                f.capable(),
                f.authority(),
                f.authorityCheckedOn(),
                day,
                f.holders(),
                consents,
                said);
    }

    private static ConsentFact forAnotherPurpose(ConsentFact c) {
        return copy(c, SOMETHING_ELSE.value(), c.categories(), c.until(), c.withdrawn());
    }

    private static ConsentFact without(ConsentFact c, String category) {
        SortedSet<String> fewer = new TreeSet<>(c.categories());
        fewer.remove(category);
        return copy(c, c.purpose(), fewer, c.until(), c.withdrawn());
    }

    private static ConsentFact change(ConsentFact c, boolean withdrawn, LocalDate until) {
        return copy(c, c.purpose(), c.categories(), until, withdrawn);
    }

    private static ConsentFact copy(
            ConsentFact c, String purpose, SortedSet<String> categories, LocalDate until, boolean withdrawn) {
        return new ConsentFact(
                c.id(),
                c.grantor(),
                c.holder(),
                c.effect(),
                purpose,
                c.recipient(),
                categories,
                c.from(),
                until,
                c.textVersion(),
                withdrawn,
                c.proofComplete(),
                c.verified(),
                c.version(),
                c.recipientKind(),
                c.order(),
                c.said());
    }
}
