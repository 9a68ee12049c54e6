package org.sluis.policy.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.SaidFact;
import org.sluis.policy.DecisionInput;

/** The same question with one thing changed. */
final class Changed {
    private Changed() {}

    static DecisionInput purpose(DecisionInput input, Purpose purpose) {
        return with(input, purpose, input.recipient(), input.present(), input.facts(), input.at());
    }

    static DecisionInput recipient(DecisionInput input, PartyId recipient) {
        return with(input, input.purpose(), recipient, input.present(), input.facts(), input.at());
    }

    /** The message holds this element too. */
    static DecisionInput holding(DecisionInput input, String more) {
        SortedSet<String> present = new TreeSet<>(input.present());
        present.add(more);
        return with(input, input.purpose(), input.recipient(), present, input.facts(), input.at());
    }

    /** Asked at noon of this day. */
    static DecisionInput day(DecisionInput input, LocalDate day) {
        ConsentFacts facts = facts(
                input.facts(), day, input.facts().consents(), input.facts().said());
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return with(input, input.purpose(), input.recipient(), input.present(), facts, noon);
    }

    static DecisionInput consents(DecisionInput input, UnaryOperator<ConsentFact> each) {
        ConsentFacts known = input.facts();
        return known(input, known.consents().stream().map(each).toList(), known.said());
    }

    /** These consents and these words of the law, and no others. */
    static DecisionInput known(DecisionInput input, List<ConsentFact> consents, List<SaidFact> said) {
        ConsentFacts facts = facts(input.facts(), input.facts().day(), consents, said);
        return with(input, input.purpose(), input.recipient(), input.present(), facts, input.at());
    }

    static ConsentFact withdrawn(ConsentFact c) {
        return with(c, c.purpose(), c.categories(), c.until(), true);
    }

    static ConsentFact until(ConsentFact c, LocalDate until) {
        return with(c, c.purpose(), c.categories(), until, c.withdrawn());
    }

    static ConsentFact purpose(ConsentFact c, Purpose purpose) {
        return with(c, purpose.value(), c.categories(), c.until(), c.withdrawn());
    }

    static ConsentFact without(ConsentFact c, String category) {
        SortedSet<String> fewer = new TreeSet<>(c.categories());
        fewer.remove(category);
        return with(c, c.purpose(), fewer, c.until(), c.withdrawn());
    }

    private static DecisionInput with(
            DecisionInput i,
            Purpose purpose,
            PartyId recipient,
            SortedSet<String> present,
            ConsentFacts facts,
            Instant at) {
        return new DecisionInput(
                i.discloser(),
                i.discloserKind(),
                recipient,
                i.recipientKind(),
                purpose,
                present,
                i.marks(),
                facts,
                at,
                i.shifted(),
                i.packDigest(),
                i.lawDigest());
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

    private static ConsentFact with(
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
