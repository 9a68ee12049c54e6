package org.sluis.bench.decide;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;

/** Random cases, the same for the same seed: six consents each, over five categories; about half of them are permitted. */
final class Cases {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final PartyId RECIPIENT = new PartyId("care-waterlee");
    private static final List<String> CATEGORIES = List.of("IDENT", "SCHOOL", "PLAN", "GOAL", "LEARNING");
    private static final List<String> ELEMENTS = List.of(
            "subject.localId",
            "subject.givenName",
            "subject.familyName",
            "subject.bsn",
            "school.name",
            "plan.kind",
            "plan.status",
            "goal.description",
            "level.value",
            "medical.diagnosis");

    private final Random random;

    private Cases(long seed) {
        random = new Random(seed);
    }

    static DecisionInput[] random(int count, long seed, DecisionPoint point) {
        Cases cases = new Cases(seed);
        DecisionInput[] all = new DecisionInput[count];
        for (int i = 0; i < count; i++) {
            all[i] = point.underThese(cases.next());
        }
        return all;
    }

    private DecisionInput next() {
        SortedSet<String> present = new TreeSet<>();
        ELEMENTS.stream().filter(id -> one(8) > 0).forEach(present::add);
        if (one(10) > 0) {
            present.add("plan.agreedOn");
        }
        return new DecisionInput(
                new PartyId("school-waterlee"),
                one(30) == 0 ? PartyKind.MUNICIPALITY : one(4) == 0 ? PartyKind.YOUTH_TEAM : PartyKind.SCHOOL,
                RECIPIENT,
                PartyKind.YOUTH_CARE_PROVIDER,
                Problem.PURPOSE,
                present,
                new TreeSet<>(one(8) == 0 ? Set.of("subject.addressSecret") : Set.of()),
                facts(),
                Instant.parse("2026-11-23T09:15:30Z"),
                false,
                "",
                "");
    }

    private ConsentFacts facts() {
        List<HolderFact> holders = new ArrayList<>();
        for (int i = one(20) == 0 ? 0 : 1 + one(3); i > 0; i--) {
            String kind = one(40) == 0 ? "111" : one(8) == 0 ? "212" : one(4) == 0 ? "191" : "112";
            holders.add(new HolderFact(new UUID(random.nextLong(), random.nextLong()), kind));
        }
        List<ConsentFact> consents = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            consents.add(consent(holders, i));
        }
        return new ConsentFacts(
                new UUID(9, 9),
                7,
                one(50) == 0
                        ? "unknown"
                        : List.of("under-12", "12-15", "16-17", "adult").get(one(4)),
                one(50) > 0,
                one(6) > 0,
                one(12) > 0
                        ? "established"
                        : List.of("unknown", "under-investigation", "none").get(one(3)),
                one(40) == 0 ? null : DAY.minusDays(one(25) == 0 ? 400 : one(300)),
                DAY,
                holders,
                consents,
                one(25) > 0
                        ? List.of()
                        : List.of(one(2) == 0 ? new SaidFact("deceased", "yes") : new SaidFact("asking", "endangers")));
    }

    private ConsentFact consent(List<HolderFact> holders, int i) {
        int who = i < holders.size() + 1 ? i : one(holders.size() + 1);
        boolean child = who == holders.size();
        SortedSet<String> categories = new TreeSet<>(CATEGORIES);
        if (one(3) == 0) {
            categories.remove(CATEGORIES.get(one(5)));
        }
        return new ConsentFact(
                new UUID(random.nextLong(), random.nextLong()),
                child ? "child" : "holder",
                child ? null : holders.get(who).id(),
                one(20) == 0 ? "refuse" : "grant",
                one(25) == 0 ? "bench-other" : "bench-1",
                new PartyId(one(25) == 0 ? "care-elsewhere" : "care-waterlee"),
                categories,
                DAY.minusDays(one(25) == 0 ? -1 : 60),
                DAY.plusDays(one(25) == 0 ? 0 : 120),
                "2026-1",
                one(25) == 0,
                true,
                one(25) > 0,
                1 + one(4),
                null,
                null,
                Map.of());
    }

    private int one(int of) {
        return random.nextInt(of);
    }
}
