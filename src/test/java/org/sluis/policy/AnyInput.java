package org.sluis.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.SaidFact;
import org.sluis.party.PartyKind;
import org.sluis.policy.pack.Pack;

/** Inputs of every sort, ordinary and odd, for what must hold for all. */
public final class AnyInput {
    private static final List<String> BANDS = List.of("under-12", "12-15", "16-plus", "unknown");
    private static final List<String> NAMES = List.of("de-linde", "het-anker", "de-brug", "jeugdteam-waterlee");

    private final Random random;

    public AnyInput(long seed) {
        this.random = new Random(seed);
    }

    /** The rules that the house ships. */
    public static DecisionPoint shipped() {
        return Known.POINT;
    }

    /** One that may well be permitted: of a policy, with everybody's yes, mostly. */
    public DecisionInput likely() {
        List<Policy> all = Known.PACKS.all();
        Pack pack = all.get(random.nextInt(all.size())).pack();
        String recipient = NAMES.get(random.nextInt(NAMES.size()));
        SortedSet<String> present = new TreeSet<>();
        for (String id : new TreeSet<>(Known.DICTIONARY.profile(pack.profile()).orElseThrow())) {
            if (!id.endsWith(".pairwiseId") && random.nextInt(40) > 0) {
                present.add(id);
            }
        }
        present.remove("attachment.present");
        present.addAll(List.of("plan.agreedOn", "plan.pupilHeardOn"));
        SortedSet<String> categories = new TreeSet<>();
        Known.DICTIONARY.elements().stream()
                .map(ElementDefinition::category)
                .filter(each -> !each.isEmpty() && random.nextInt(30) > 0)
                .forEach(categories::add);
        List<ConsentFact> consents = new ArrayList<>();
        for (UUID holder : List.of(Known.MOTHER, Known.FATHER)) {
            if (random.nextInt(12) > 0) {
                consents.add(consent(holder, pack.purpose().value(), recipient, categories, consents.size() + 1));
            }
        }
        return new DecisionInput(
                new PartyId("de-linde"),
                pick(pack.disclosers()),
                new PartyId(recipient),
                random.nextInt(4) == 0 ? PartyKind.YOUTH_TEAM : pick(pack.recipients()),
                pack.purpose(),
                present,
                new TreeSet<>(),
                Known.facts(random.nextInt(20) > 0, consents.toArray(ConsentFact[]::new)),
                Instant.parse("2026-11-02T09:15:30.123456Z"),
                false,
                DecisionPoint.NO_PACK,
                Known.LAW.digest());
    }

    private static ConsentFact consent(
            UUID holder, String purpose, String recipient, SortedSet<String> categories, int version) {
        return new ConsentFact(
                new UUID(3, version),
                "holder",
                holder,
                "grant",
                purpose,
                new PartyId(recipient),
                categories,
                Known.DAY.minusDays(60),
                Known.DAY.plusDays(120),
                "2026-1",
                false,
                true,
                true,
                version);
    }

    /** One with anything that the form allows in each of its places. */
    public DecisionInput odd() {
        return new DecisionInput(
                new PartyId(pick(NAMES)),
                pick(List.of(PartyKind.values())),
                new PartyId(pick(NAMES)),
                pick(List.of(PartyKind.values())),
                new Purpose("purpose-" + random.nextInt(5)),
                texts(random.nextInt(12)),
                texts(random.nextInt(3)),
                facts(),
                Instant.ofEpochSecond(
                        1_700_000_000L + random.nextInt(90_000_000),
                        pick(List.of(0L, 1L, 1000L, 120_000_000L, 123_456_000L, 123_456_789L))),
                random.nextBoolean(),
                pick(List.of("none", "a".repeat(64), "closed")),
                "b".repeat(64));
    }

    private ConsentFacts facts() {
        List<HolderFact> holders = new ArrayList<>();
        List<ConsentFact> consents = new ArrayList<>();
        List<SaidFact> said = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            holders.add(new HolderFact(id(), pick(List.of("112", "113", "111"))));
            consents.add(consent());
            said.add(new SaidFact(
                    text(), text(), maybe(id()), maybe(id()), maybe(text()), maybe(new PartyId("de-brug"))));
        }
        return new ConsentFacts(
                maybe(id()),
                random.nextInt(3) == 0 ? 0 : random.nextLong(1L << 53),
                pick(BANDS),
                random.nextBoolean(),
                random.nextBoolean(),
                pick(List.of("established", "unknown", "none")),
                maybe(Known.DAY.minusDays(random.nextInt(4000))),
                Known.DAY.plusDays(random.nextInt(4000)),
                holders,
                consents,
                said);
    }

    private ConsentFact consent() {
        Map<String, String> said = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            said.put(text(), text());
        }
        return new ConsentFact(
                id(),
                pick(List.of("holder", "child")),
                maybe(id()),
                pick(List.of("grant", "refuse")),
                text(),
                maybe(new PartyId(pick(NAMES))),
                texts(random.nextInt(5)),
                Known.DAY.minusDays(random.nextInt(400)),
                Known.DAY.plusDays(random.nextInt(400)),
                text(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(1000),
                maybe(text()),
                maybe(new ConsentFact.CourtOrder(
                        maybe(text()), maybe(Known.DAY.minusDays(random.nextInt(99))), texts(random.nextInt(3)))),
                said);
    }

    private SortedSet<String> texts(int count) {
        SortedSet<String> texts = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        return pick(List.of(
                "GOAL",
                "goal.description",
                "2026-1",
                "",
                "a]b",
                "]",
                "a,b",
                "a\"b",
                "\",\"",
                "a\\b",
                "één",
                "\u0001",
                "x" + random.nextInt(99),
                "null",
                "{}"));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
