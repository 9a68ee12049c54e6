package org.sluis.law;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.PartyKind;

/** Questions to a law, each aimed at a row of it, or few rows would be reached; any word may still say something else. */
final class RandomQuestion {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final PartyId RECIPIENT = new PartyId("jeugdhulp-oever");
    private static final PartyId ANOTHER = new PartyId("de-brug");
    private static final List<String> CATEGORIES = List.of("IDENT", "PLAN", "GOAL", "LEARNING", "VOICE");

    private final LawSettings settings;
    private final List<LawRow> rows;
    private final Random random;
    private Map<String, Set<String>> aim = Map.of();

    RandomQuestion(Law law, long seed) {
        this.settings = law.settings();
        this.rows = law.rows();
        this.random = new Random(seed);
    }

    LawQuestion next() {
        List<Map<String, Set<String>>> when =
                rows.get(random.nextInt(rows.size())).when();
        aim = when.get(random.nextInt(when.size()));
        Set<Circumstance> circumstances = EnumSet.noneOf(Circumstance.class);
        if (rarely()) {
            circumstances.add(one(List.of(Circumstance.values())));
        }
        return new LawQuestion(
                aimed("discloser", rarely() ? one(List.of(PartyKind.values())).code() : one(settings.disclosers())),
                RECIPIENT,
                "youth-care-provider",
                new Purpose(hardlyEver() ? "research" : "plan-coordination"),
                hardlyEver() ? null : facts(),
                circumstances,
                said(settings.words().situation()));
    }

    private ConsentFacts facts() {
        List<HolderFact> holders = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String kind =
                    rarely() ? "never-heard-of" : one(settings.holderKinds().keySet());
            holders.add(
                    new HolderFact(new UUID(random.nextLong(), i), aimed("holder-kind", often() ? authority() : kind)));
        }
        List<ConsentFact> consents = new ArrayList<>();
        for (int i = hardlyEver() ? 60 + random.nextInt(12) : random.nextInt(7); i > 0; i--) {
            consents.add(consent(holders, i));
        }
        List<SaidFact> onRecord = new ArrayList<>();
        while (rarely()) {
            said(settings.words().situation()).forEach((word, value) -> onRecord.add(onRecord(word, value)));
        }
        if (!onRecord.isEmpty() && often()) {
            String word = one(onRecord.stream().map(SaidFact::word).distinct().toList());
            onRecord.add(onRecord(word, one(settings.words().situation().get(word)))); // and another says otherwise
        }
        List<String> bands =
                settings.bands().stream().map(LawSettings.Band::name).toList();
        return new ConsentFacts(
                hardlyEver() ? null : new UUID(9, 9),
                1,
                aimed("age", hardlyEver() ? LawSettings.UNKNOWN_AGE : one(bands)),
                !hardlyEver(),
                aimed("capable", often() ? "yes" : "no").equals("yes"),
                often() ? "established" : one(List.of("unknown", "under-investigation", "none", "established")),
                rarely() ? null : DAY.minusDays(random.nextInt(3)),
                rarely() ? LocalDate.of(2012, 1, 2) : DAY,
                holders,
                consents,
                onRecord);
    }

    private ConsentFact consent(List<HolderFact> holders, int version) {
        boolean child = holders.isEmpty() || random.nextInt(3) == 0;
        boolean general = rarely();
        ConsentFact.CourtOrder order = rarely() ? order() : null;
        SortedSet<String> categories = new TreeSet<>(CATEGORIES);
        if (rarely()) {
            categories.remove(one(CATEGORIES));
        }
        return new ConsentFact(
                new UUID(random.nextLong(), version),
                child ? "child" : "holder",
                child && (holders.isEmpty() || !rarely())
                        ? null
                        : rarely() ? new UUID(5, 5) : one(holders).id(),
                often() ? "grant" : "refuse",
                rarely() ? "plan-notice" : "plan-coordination",
                general ? null : rarely() ? ANOTHER : RECIPIENT,
                categories,
                rarely() ? DAY.plusDays(1) : DAY.minusYears(20),
                rarely() ? DAY : DAY.plusDays(30),
                "1",
                random.nextInt(6) == 0,
                !rarely(),
                !rarely(),
                random.nextInt(4),
                general ? one(List.of("youth-care-provider", "youth-team")) : null,
                order,
                rarely() ? said(settings.words().statement()) : Map.of());
    }

    private ConsentFact.CourtOrder order() {
        String about = often() ? "plan-coordination" : "plan-notice";
        return new ConsentFact.CourtOrder(rarely() ? null : "order-1", DAY, new TreeSet<>(Set.of(about)));
    }

    private SaidFact onRecord(String word, String value) {
        return new SaidFact(
                word,
                value,
                often() ? new UUID(6, random.nextInt()) : null,
                null,
                rarely() ? "plan-notice" : null,
                rarely() ? ANOTHER : null);
    }

    private Map<String, String> said(Map<String, List<String>> words) {
        Map<String, String> said = new HashMap<>();
        aim.keySet().stream().filter(words::containsKey).forEach(word -> said.put(word, aimed(word, "")));
        while (!words.isEmpty() && random.nextInt(4) == 0) {
            String word = one(words.keySet());
            said.put(word, one(words.get(word)));
        }
        return said;
    }

    private String aimed(String word, String otherwise) {
        return aim.containsKey(word) && (otherwise.isEmpty() || often()) ? one(aim.get(word)) : otherwise;
    }

    private String authority() {
        return one(settings.holderKinds().entrySet().stream()
                .flatMap(kind -> kind.getValue().equals("has-authority") ? Stream.of(kind.getKey()) : Stream.empty())
                .toList());
    }

    private boolean rarely() {
        return random.nextInt(20) == 0;
    }

    private boolean hardlyEver() {
        return random.nextInt(50) == 0;
    }

    private boolean often() {
        return random.nextInt(4) != 0;
    }

    private <T> T one(Collection<T> all) {
        return List.copyOf(new TreeSet<>(all)).get(random.nextInt(all.size()));
    }

    private HolderFact one(List<HolderFact> all) {
        return all.get(random.nextInt(all.size()));
    }
}
