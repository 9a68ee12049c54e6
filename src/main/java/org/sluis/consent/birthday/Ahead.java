package org.sluis.consent.birthday;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Grantors;
import org.sluis.law.Law;
import org.sluis.law.LawQuestion;
import org.sluis.party.PartyKind;

/**
 * What a birthday will change for the consents on record: the law is asked who is asked the day before and on the day.
 * It names kinds, never persons; no age is in code.
 */
final class Ahead {
    private static final String KNOWN = "established";
    /** Whom the law asks does not depend on which one of a kind it is. */
    private static final PartyId ANY = new PartyId("any-of-the-kind");

    private final Law law;

    Ahead(Law law) {
        this.law = law;
    }

    /**
     * The kinds of those who are asked from that day on, for the consents that it changes: those who gave it are asked no
     * more, or others are asked as well. Empty where it changes none; an empty set where nobody on record can be asked.
     */
    Optional<SortedSet<String>> asked(ConsentFacts known, LocalDate birthDate, LocalDate day, PartyKind school) {
        ConsentFacts before = on(known, birthDate, day.minusDays(1));
        ConsentFacts then = on(known, birthDate, day);
        SortedSet<String> kinds = new TreeSet<>();
        boolean changes = false;
        for (ConsentFact each : known.consents()) {
            if (standing(each, day)) {
                Grantors until = law.asked(question(school, each, before));
                Grantors from = law.asked(question(school, each, then));
                if (until.include(each.holder()) && (!from.include(each.holder()) || others(until, from))) {
                    changes = true;
                    kinds.addAll(kinds(from));
                }
            }
        }
        return changes ? Optional.of(kinds) : Optional.empty();
    }

    private static boolean standing(ConsentFact consent, LocalDate day) {
        return consent.effect().equals("grant")
                && !consent.withdrawn()
                && !day.isBefore(consent.from())
                && day.isBefore(consent.until());
    }

    private static LawQuestion question(PartyKind school, ConsentFact consent, ConsentFacts facts) {
        PartyId recipient = consent.recipient();
        String kind = consent.recipientKind();
        return new LawQuestion(
                school.code(),
                recipient == null ? ANY : recipient,
                kind == null ? "" : kind,
                new Purpose(consent.purpose()),
                facts,
                Set.of(),
                Map.of());
    }

    /** What is known, on another day; who has authority is still to be checked again by then, and is not the question. */
    private ConsentFacts on(ConsentFacts known, LocalDate birthDate, LocalDate day) {
        return new ConsentFacts(
                known.subject(),
                known.subjectVersion(),
                law.ageBand(birthDate, day),
                true,
                known.capable(),
                KNOWN,
                day,
                day,
                known.holders(),
                known.consents(),
                known.said());
    }

    private static boolean others(Grantors until, Grantors from) {
        return from.child() && !until.child() || !until.holders().containsAll(from.holders());
    }

    private static Set<String> kinds(Grantors asked) {
        Set<String> kinds = new TreeSet<>();
        if (asked.child()) {
            kinds.add(ConsentFact.CHILD);
        }
        if (!asked.holders().isEmpty()) {
            kinds.add(ConsentFact.HOLDER);
        }
        return kinds;
    }
}
