package org.sluis.consent.birthday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.TestClock.midnight;
import static org.sluis.consent.Waterlee.TENANT;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.consent.SubjectGate;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;

/** Who passes a birthday is recorded once and cleared anew, whatever the nodes and their clocks do. */
@ExtendWith(RealPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreezeTest {
    private static final String PASSED = "age-band-passed";

    private BirthdayTown town;

    @BeforeAll
    void open(Database database, @TempDir Path temp) {
        town = new BirthdayTown(database, temp.resolve("keys"));
    }

    @AfterAll
    void close() {
        town.close();
    }

    @Test
    void oneEntryABirthdayOnManyNodes() {
        LocalDate day = LocalDate.of(2026, 12, 5);
        List<UUID> children = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            children.add(town.child("twelve-" + i, day.minusYears(12)));
        }
        long before = town.version(children.get(0));
        town.handledThrough(day.minusDays(1), 0);

        BirthdayTown.atOnce(
                List.of(() -> town.freeze().round(TENANT), () -> town.freeze().round(TENANT), () -> town.freeze()
                        .round(TENANT)));
        town.freeze().round(TENANT);

        for (UUID child : children) {
            assertThat(town.entries(PASSED, child)).hasSize(1);
            assertThat(town.version(child)).isEqualTo(before + 1);
        }
        assertThat(town.cleared).containsAll(children);
        assertThat(town.entries(PASSED, children.get(0)).get(0))
                .contains(
                        "\"from-band\":\"under-12\"", "\"to-band\":\"12-15\"", "\"subject-version\":\"" + (before + 1))
                .doesNotContain("\"2014", "twelve-");
    }

    @Test
    void notASecondEarly() {
        LocalDate day = LocalDate.of(2027, 3, 28);
        UUID child = town.child("early", day.minusYears(16));
        town.handledThrough(day.minusDays(1), -1);
        town.freeze().round(TENANT);
        assertThat(town.entries(PASSED, child)).isEmpty();

        town.clock.set(midnight(day));
        town.freeze().round(TENANT);
        assertThat(town.entries(PASSED, child)).hasSize(1);
    }

    @Test
    void whoWasBornOnALeapDayPassesWhenTheLawSaysSo() {
        UUID child = town.child("leap", LocalDate.of(2012, 2, 29));
        town.handledThrough(LocalDate.of(2030, 2, 27), 0);
        town.freeze().round(TENANT);
        assertThat(town.entries(PASSED, child)).isEmpty();

        town.clock.set(midnight(LocalDate.of(2030, 3, 1)));
        town.freeze().round(TENANT);
        assertThat(town.entries(PASSED, child).get(0)).contains("\"to-band\":\"adult\"");
        assertThat(town.cleared).contains(child);
    }

    @Test
    void whatWasMissedForYearsIsCaughtUp() {
        LocalDate sixteen = LocalDate.of(2031, 5, 5);
        UUID child = town.child("missed", sixteen.minusYears(16));
        UUID unknown = town.child("unknown-day", null);
        town.handledThrough(sixteen.minusDays(1), 0);
        town.clock.set(midnight(sixteen.plusYears(3)));
        town.freeze().round(TENANT);

        assertThat(town.entries(PASSED, child)).hasSize(2);
        assertThat(town.entries(PASSED, unknown)).isEmpty();
    }

    @Test
    void aClockThatJumpsBackRepeatsNothingAndLeavesNothingOut() {
        LocalDate day = LocalDate.of(2036, 6, 10);
        UUID first = town.child("jump-1", day.minusYears(12).minusYears(4));
        UUID second = town.child("jump-2", day.plusDays(1).minusYears(16));
        UUID far = town.child("jump-3", day.plusDays(200).minusYears(16));
        town.handledThrough(day.minusDays(1), 5);
        town.freeze().round(TENANT);
        town.clock.set(midnight(day).minusSeconds(3600));
        town.freeze().round(TENANT);
        town.clock.set(midnight(day.plusDays(400)));
        town.freeze().round(TENANT);
        town.clock.set(midnight(day));
        town.freeze().round(TENANT);
        town.cleared.clear();
        town.clock.set(midnight(day.plusDays(1)));
        town.freeze().round(TENANT);

        assertThat(town.entries(PASSED, first)).hasSize(1);
        assertThat(town.entries(PASSED, second)).hasSize(1);
        assertThat(town.cleared).contains(second).doesNotContain(far);
        town.clock.set(midnight(day.plusDays(200)));
        town.freeze().round(TENANT);
        assertThat(town.entries(PASSED, far)).hasSize(1);
        assertThat(town.cleared).contains(far);
    }

    @Test
    void oneThatFailsKeepsNobodyElseAndIsTriedAgain() {
        LocalDate day = LocalDate.of(2041, 7, 7);
        List<UUID> children = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            children.add(town.child("stuck-" + i, day.minusYears(18)));
        }
        town.stuck.addAll(children.subList(1, 3));
        town.handledThrough(day.minusDays(1), 1);
        town.freeze().round(TENANT);
        assertThat(town.cleared).contains(children.get(0), children.get(3), children.get(4));
        town.stuck.clear();
        town.freeze().round(TENANT);

        assertThat(town.cleared).containsAll(children);
        children.forEach(child -> assertThat(town.entries(PASSED, child)).hasSize(1));
    }

    @Test
    void aBirthDateThatWasCorrectedMeanwhileIsNotPassed() {
        LocalDate born = LocalDate.of(2015, 8, 8);
        UUID child = town.child("corrected", born);
        assertThat(gate(child, born)).isTrue();
        assertThat(gate(child, born.plusDays(1))).isFalse();
    }

    private boolean gate(UUID child, LocalDate born) {
        return town.waterlee.transactions.within(
                TENANT, connection -> SubjectGate.passBorn(connection, town.waterlee.vault, TENANT, child, born)
                        .isPresent());
    }
}
