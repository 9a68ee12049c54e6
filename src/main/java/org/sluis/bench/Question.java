package org.sluis.bench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Purpose;
import org.sluis.consent.Pupil;
import org.sluis.consent.Register;
import org.sluis.database.Transactions;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;

/**
 * May this school send this subject's plan, with every element of the dictionary in it, to the provider? Asked of the
 * register as the application's role and decided by the law and the packs of the house, as on the spine.
 */
final class Question {
    private static final DecisionInstant AT = new DecisionInstant(Instant.parse("2026-11-23T09:00:00Z"), true);

    private final Law law;
    private final DecisionPoint point;
    private final SortedSet<String> present = new TreeSet<>();

    Question(Path home) {
        Path policies = home.resolve("consent-policies");
        Packs packs = Packs.load(policies);
        law = Law.load(policies.resolve("law/nl"));
        packs.dictionary().elements().stream()
                .filter(each -> !each.control())
                .map(ElementDefinition::id)
                .forEach(present::add);
        point = DecisionPoint.of(packs, law);
    }

    /** One transaction that reads what is known of the subject, and the decision. */
    Outcome ask(Transactions transactions, Register register, long number) {
        ConsentFacts facts = transactions.within(
                Crowd.TENANT,
                connection -> register.facts(
                        connection, Crowd.TENANT, new Pupil(Crowd.SCHOOL, "P" + number), Crowd.SCHOOL, null, AT, law));
        return point.decide(point.underThese(new DecisionInput(
                        Crowd.SCHOOL,
                        PartyKind.SCHOOL,
                        Crowd.PROVIDER,
                        PartyKind.YOUTH_CARE_PROVIDER,
                        new Purpose("plan-coordination"),
                        present,
                        new TreeSet<>(),
                        facts,
                        AT.at(),
                        AT.shifted(),
                        DecisionPoint.NO_PACK,
                        point.lawDigest())))
                .outcome();
    }
}
