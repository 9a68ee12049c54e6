package org.sluis.insight.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.policy.Packs;
import org.sluis.policy.agreement.Agreement;

/** What is counted where, and that neither a figure nor the difference of two tells of fewer pupils than may be told. */
class CountingTest {
    private static final Path POLICIES = Path.of("consent-policies");
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Measures MEASURES = Measures.load(POLICIES.resolve("law/nl"));
    private static final Agreement AGREEMENT =
            Packs.load(POLICIES).all().get(0).pack().agreement();
    private static final int YEAR = 2026;
    private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);

    private final List<Delivered> delivered = new ArrayList<>();

    private static Instant noon(LocalDate day) {
        return day.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZONE);
    }

    private static UUID pupil(int number) {
        return new UUID(7, number);
    }

    private static Delivered signal(int pupil, LocalDate day) {
        return new Delivered(pupil(pupil), "de-linde", "jeugdteam-waterlee", "signal", Set.of(), noon(day));
    }

    private static Delivered answer(int pupil, LocalDate day) {
        return new Delivered(
                pupil(pupil), "jeugdteam-waterlee", "de-linde", "signal-acknowledgement", Set.of(), noon(day));
    }

    private static Delivered plan(int pupil, String sender, LocalDate day) {
        return new Delivered(pupil(pupil), sender, "de-brug", "plan-coordination", Set.of(), noon(day));
    }

    private Map<Part, Long> counts(LocalDate until, List<Figure> told) {
        Map<Part, Long> counts = new HashMap<>();
        grown(YEAR, until, told).forEach(figure -> counts.merge(figure.key().part(), figure.count(), Long::sum));
        return counts;
    }

    private List<Figure> grown(int year, LocalDate until, List<Figure> told) {
        return new Counting(AGREEMENT, MEASURES, CountingTest::day, year, until).grown(delivered, told);
    }

    /** Five working days after Monday the 7th is Monday the 14th. */
    @Test
    void anAnswerIsInTimeOnTheLastDayAndLateOnTheNext() {
        for (int i = 0; i < 24; i++) {
            delivered.add(signal(i, MONDAY));
            delivered.add(answer(i, MONDAY.plusDays(i < 12 ? 7 : 8)));
        }
        assertThat(counts(MONDAY.plusDays(7), List.of()))
                .as("the last day is not over")
                .isEmpty();
        assertThat(counts(MONDAY.plusDays(8), List.of()))
                .isEqualTo(Map.of(Part.ANSWERED_IN_TIME, 12L, Part.NOT_ANSWERED_IN_TIME, 12L));
    }

    @Test
    void anAnswerAboutAnotherPupilOrFromAnotherPartyOrEarlierIsNone() {
        for (int i = 0; i < 12; i++) {
            delivered.add(signal(i, MONDAY));
            delivered.add(answer(i + 100, MONDAY.plusDays(1)));
            delivered.add(answer(i, MONDAY.minusDays(1)));
            delivered.add(new Delivered(
                    pupil(i), "de-brug", "de-linde", "signal-acknowledgement", Set.of(), noon(MONDAY.plusDays(1))));
            delivered.add(new Delivered(
                    pupil(i), "jeugdteam-waterlee", "het-anker", "signal-acknowledgement", Set.of(), noon(MONDAY)));
            delivered.add(new Delivered(
                    pupil(i), "jeugdteam-waterlee", "de-linde", "care-plan-for-school", Set.of(), noon(MONDAY)));
        }
        assertThat(counts(MONDAY.plusMonths(1), List.of()))
                .isEqualTo(Map.of(Part.NOT_ANSWERED_IN_TIME, 12L, Part.PLANS_SHARED, 12L));
    }

    @Test
    void whatCameBackIsNeitherAnsweredNorLateUnlessItWasAnsweredAfterAll() {
        for (int i = 0; i < 36; i++) {
            delivered.add(signal(i, MONDAY));
            delivered.add(new Delivered(
                    pupil(i),
                    "jeugdteam-waterlee",
                    "de-linde",
                    "signal-returned",
                    Set.of(),
                    noon(MONDAY.plusDays(i < 24 ? 7 : 8))));
            if (i < 12) {
                delivered.add(answer(i, MONDAY.plusDays(7)));
            }
        }
        assertThat(counts(MONDAY.plusMonths(1), List.of()))
                .isEqualTo(Map.of(Part.ANSWERED_IN_TIME, 12L, Part.RETURNED, 12L, Part.NOT_ANSWERED_IN_TIME, 12L));
    }

    @Test
    void nineAreNotToldAndTenAre() {
        for (int i = 0; i < 9; i++) {
            delivered.add(plan(i, "de-linde", MONDAY));
            delivered.add(plan(i, "de-linde", MONDAY)); // the same pupil again is no other pupil
        }
        delivered.add(new Delivered(null, "de-linde", "de-brug", "plan-coordination", Set.of(), noon(MONDAY)));
        assertThat(counts(MONDAY.plusDays(1), List.of())).isEmpty();
        delivered.add(plan(9, "de-linde", MONDAY));
        assertThat(counts(MONDAY.plusDays(1), List.of())).isEqualTo(Map.of(Part.PLANS_SHARED, 20L));
    }

    @Test
    void onlyWhatHasAnEndCountsAsEnded() {
        for (int i = 0; i < 30; i++) {
            Set<String> released = i < 12 ? Set.of("end.on", "care.name") : Set.of("care.name");
            delivered.add(new Delivered(pupil(i), "de-brug", "de-linde", "support-ended", released, noon(MONDAY)));
        }
        assertThat(counts(MONDAY.plusDays(1), List.of())).isEqualTo(Map.of(Part.SUPPORT_ENDED, 12L));
    }

    @Test
    void aPartyThatDidNotSignIsNotCounted() {
        for (int i = 0; i < 12; i++) {
            delivered.add(plan(i, "een-andere-school", MONDAY));
        }
        assertThat(counts(MONDAY.plusDays(1), List.of())).isEmpty();
    }

    @Test
    void aSchoolYearBeginsOnTheFirstOfAugust() {
        for (int i = 0; i < 10; i++) {
            delivered.add(plan(i, "de-linde", LocalDate.of(2026, 7, 31)));
            delivered.add(plan(i, "het-anker", LocalDate.of(2026, 8, 1)));
        }
        LocalDate until = LocalDate.of(2026, 9, 1);
        assertThat(grown(2025, until, List.of()))
                .extracting(each -> each.key().sender())
                .containsExactly("de-linde");
        assertThat(grown(2026, until, List.of()))
                .extracting(each -> each.key().sender())
                .containsExactly("het-anker");
    }

    /** Whoever sees every report of every month, in any order of what was delivered, sees no difference that tells of fewer. */
    @Test
    void noFigureAndNoDifferenceOfTwoReportsTellsOfFewer() {
        Random random = new Random(20261123);
        int grew = 0;
        for (int run = 0; run < 300; run++) {
            delivered.clear();
            for (int i = 0; i < 150; i++) {
                LocalDate on = LocalDate.of(2026, 8, 1).plusDays(random.nextInt(240));
                int pupil = random.nextInt(60);
                delivered.add(random.nextBoolean() ? signal(pupil, on) : plan(pupil, "de-linde", on));
                if (random.nextInt(3) > 0) {
                    delivered.add(answer(pupil, on.plusDays(random.nextInt(12))));
                }
            }
            Map<Figure.Key, Figure> told = new HashMap<>();
            for (LocalDate until = LocalDate.of(2026, 9, 1);
                    until.isBefore(LocalDate.of(2027, 8, 1));
                    until = until.plusMonths(1 + random.nextInt(2))) {
                for (Figure figure : grown(YEAR, until, List.copyOf(told.values()))) {
                    Figure before = told.put(figure.key(), figure);
                    LocalDate from = before == null ? LocalDate.MIN : before.until();
                    List<UUID> more = settled(figure.key(), from, until);
                    assertThat(new HashSet<>(more)).hasSizeGreaterThanOrEqualTo(10);
                    assertThat(figure.count() - (before == null ? 0 : before.count()))
                            .isEqualTo(more.size());
                    grew += before == null ? 0 : 1;
                }
            }
        }
        assertThat(grew).isGreaterThan(100);
    }

    /** Written plainly, for this agreement alone: whom a part tells of in a period. */
    private List<UUID> settled(Figure.Key key, LocalDate from, LocalDate until) {
        List<UUID> pupils = new ArrayList<>();
        for (Delivered each : delivered) {
            LocalDate on = day(each.at());
            boolean counts = key.part() == Part.PLANS_SHARED && each.purpose().equals("plan-coordination");
            if (each.purpose().equals("signal")) {
                LocalDate due = AGREEMENT.calendar().after(on, 5);
                boolean inTime = delivered.stream()
                        .anyMatch(a -> a.purpose().equals("signal-acknowledgement")
                                && a.subject().equals(each.subject())
                                && !a.at().isBefore(each.at())
                                && !day(a.at()).isAfter(due));
                counts = key.part() == (inTime ? Part.ANSWERED_IN_TIME : Part.NOT_ANSWERED_IN_TIME);
                on = due;
            }
            if (counts && !on.isBefore(from) && on.isBefore(until)) {
                pupils.add(each.subject());
            }
        }
        return pupils;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smallest: 10 | smallest: 2 | indicators.yaml:4: a figure of fewer than 3",
                "plans-shared: | plans-read: | 'plans-read' is no measure",
                "08-01 | 08-32 | '08-32' is no day of a year",
                "releasing: end.on | releases: end.on | releases"
            })
    void refusesAFileThatIsWrongAndSaysWhere(String right, String wrong, String what, @TempDir Path law)
            throws IOException {
        String text = Files.readString(POLICIES.resolve("law/nl").resolve(Measures.FILE));
        assertThat(text).contains(right);
        Files.createDirectories(law.resolve("insight"));
        Files.writeString(law.resolve(Measures.FILE), text.replace(right, wrong));
        assertThatThrownBy(() -> Measures.load(law))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what);
    }
}
