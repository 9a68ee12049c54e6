package org.sluis.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.ValueType;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.Law;
import org.sluis.party.PartyKind;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;

/**
 * Questions as a school's gateway would see them, each another: every purpose that a school discloses for, several
 * recipients of each kind, ages from 4 to 19, one to three holders, two to six consents of which some are for another
 * purpose or recipient, over, refused or withdrawn, and messages that hold most of their profile.
 */
final class Shapes {
    /** All ids of a shape begin like this; the last two digits tell them apart. */
    static final String IDS = "00000000-0000-4000-8000-0000000000";

    /** The moment of every shape. */
    static final Instant AT = Instant.parse("2026-08-15T09:15:30.123456Z");

    private static final List<String> MARKS = List.of("plan.agreedOn", "plan.pupilHeardOn");

    private final DecisionPoint point;
    private final Law law;
    private final List<Pack> packs;
    private final Dice dice = new Dice();

    Shapes(DecisionPoint point, Law law) {
        this.point = point;
        this.law = law;
        this.packs = point.packs().all().stream()
                .map(Policy::pack)
                .filter(pack -> pack.disclosers().contains(PartyKind.SCHOOL))
                .toList();
    }

    /** The next one, as it would be asked. */
    DecisionInput next() {
        Pack pack = packs.get(dice.below(packs.size()));
        PartyKind kind = pack.recipients().get(dice.below(pack.recipients().size()));
        PartyId recipient = recipient(kind);
        LocalDate day = law.day(AT);
        return point.underThese(new DecisionInput(
                new PartyId("bench-school-" + dice.below(20)),
                PartyKind.SCHOOL,
                recipient,
                kind,
                pack.purpose(),
                present(pack),
                new TreeSet<>(),
                pack.anonymous() ? ConsentFacts.nobody(day) : facts(pack, recipient, day),
                AT,
                false,
                DecisionPoint.NO_PACK,
                law.digest()));
    }

    private PartyId recipient(PartyKind kind) {
        return new PartyId("bench-" + kind.code() + "-" + dice.below(5));
    }

    private SortedSet<String> present(Pack pack) {
        Dictionary dictionary = pack.dictionary();
        SortedSet<String> present = new TreeSet<>();
        for (String id : new TreeSet<>(dictionary.profile(pack.profile()).orElseThrow())) {
            if (dictionary.element(id).type() != ValueType.PAIRWISE && (MARKS.contains(id) || dice.percent(96))) {
                present.add(id);
            }
        }
        if (!pack.anonymous()) {
            present.addAll(MARKS);
            present.add("subject.localId");
        }
        return present;
    }

    private ConsentFacts facts(Pack pack, PartyId recipient, LocalDate day) {
        LocalDate born = day.minusYears(4).minusDays(dice.below(15 * 365));
        List<HolderFact> holders = new ArrayList<>();
        int several = 1 + dice.below(3);
        for (int i = 0; i < several; i++) {
            holders.add(new HolderFact(id(10 + i), dice.percent(95) ? "112" : "113"));
        }
        List<ConsentFact> consents = new ArrayList<>();
        int wanted = 2 + dice.below(5);
        for (int i = 0; i < wanted; i++) {
            boolean child = i == holders.size();
            consents.add(consent(pack, recipient, day, child, holders.get(i % holders.size()), i));
        }
        return new ConsentFacts(
                id(1),
                wanted + 1L,
                law.ageBand(born, day),
                dice.percent(99),
                true,
                dice.percent(97) ? "established" : "unknown",
                day.minusDays(dice.below(150)),
                day,
                holders,
                consents);
    }

    private ConsentFact consent(
            Pack pack, PartyId recipient, LocalDate day, boolean child, HolderFact holder, int number) {
        boolean apart = number > 2 && dice.percent(60);
        LocalDate from = day.minusDays(1 + dice.below(200));
        SortedSet<String> categories = new TreeSet<>();
        pack.released()
                .forEach(id -> categories.add(pack.dictionary().element(id).category()));
        if (dice.percent(10)) {
            categories.remove(categories.last());
        }
        return new ConsentFact(
                id(20 + number),
                child ? ConsentFact.CHILD : ConsentFact.HOLDER,
                child ? null : holder.id(),
                dice.percent(97) ? "grant" : "refuse",
                apart && dice.percent(50) ? "signal" : pack.purpose().value(),
                apart ? recipient(PartyKind.YOUTH_TEAM) : recipient,
                categories,
                from,
                dice.percent(96) ? from.plusDays(365) : day.minusDays(1),
                "2026-" + (1 + dice.below(3)),
                dice.percent(2),
                dice.percent(99),
                true,
                number + 1L,
                null,
                null,
                Map.of());
    }

    private static UUID id(int number) {
        return UUID.fromString(IDS + number / 10 + number % 10);
    }
}
