package org.sluis.consent.birthday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.TestClock.midnight;
import static org.sluis.consent.Waterlee.ANKER;
import static org.sluis.consent.Waterlee.LINDE;
import static org.sluis.consent.Waterlee.TENANT;
import static org.sluis.consent.birthday.BirthdayTown.TODAY;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestLaw;
import org.sluis.canonical.Refused;
import org.sluis.consent.Waterlee;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.law.Law;

/** A school is warned once of a birthday that changes whose consent is needed, and of no other. */
@ExtendWith(RealPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarningsTest {
    private static final LocalDate SOON = TODAY.plusDays(60);

    private BirthdayTown town;

    @BeforeAll
    void open(Database database, @TempDir Path temp) {
        town = new BirthdayTown(database, temp.resolve("keys"));
    }

    @AfterAll
    void close() {
        town.close();
    }

    @BeforeEach
    void now() {
        town.clock.set(Waterlee.NOW);
        town.told.clear();
    }

    @Test
    void sixtyDaysBeforeAndNotADayEarlier() {
        UUID child = parentsSaidYes("twelve", SOON.plusDays(1).minusYears(12));
        look();
        assertThat(town.told).isEmpty();

        town.clock.set(midnight(TODAY.plusDays(1)));
        look();
        look();
        assertThat(town.told).containsExactly("de-linde ask-child-and-holder");
        assertThat(listed("twelve")).hasValueSatisfying(warning -> {
            assertThat(warning.kind()).isEqualTo("ask-child-and-holder");
            assertThat(warning.asked()).containsExactly("child", "holder");
            assertThat(warning.from()).isEqualTo(SOON.plusDays(1));
            assertThat(warning.seen()).isFalse();
        });
        assertThat(town.entries("warning-given", child))
                .singleElement()
                .asString()
                .doesNotContain("twelve", "\"2015", "\"2027", "ouder");
    }

    @Test
    void atSixteenTheHoldersLapseAndAtEighteenNothingChanges() {
        parentsSaidYes("sixteen", SOON.minusYears(16));
        town.yes("sixteen", null);
        town.child("eighteen", SOON.minusYears(18));
        town.yes("eighteen", null);
        town.child("nobody-said-anything", SOON.minusYears(16));
        look();

        assertThat(town.told).containsExactly("de-linde ask-child");
        assertThat(listed("sixteen").orElseThrow().asked()).containsExactly("child");
        assertThat(listed("eighteen")).isEmpty();
    }

    @Test
    void whatAnotherLawDoesNotChangeItDoesNotWarnOf() {
        parentsSaidYes("statute-12", SOON.minusYears(12));
        parentsSaidYes("statute-16", SOON.minusYears(16));
        town.warnings(Law.load(TestLaw.folder("STATUTE"))).round(TENANT);

        assertThat(town.told).containsExactly("de-linde ask-child");
        assertThat(Law.load(Path.of("consent-policies/law/example")).settings().warnDays())
                .isZero();
    }

    @Test
    void aYesThatComesLaterIsWarnedOfThen() {
        town.child("later", SOON.minusDays(20).minusYears(12));
        look();
        town.yes("later", "ouder-1");
        look();
        look();

        assertThat(town.told).containsExactly("de-linde ask-child-and-holder");
    }

    @Test
    void aYesThatIsOverByThenIsNot() {
        UUID child = parentsSaidYes("taken-back", SOON.minusYears(12));
        look();
        town.told.clear();
        withdrawAll("taken-back");
        look();

        assertThat(listed("taken-back")).isEmpty();
        assertThat(town.entries("warning-withdrawn", child)).hasSize(1);
        assertThat(town.told).isEmpty();
    }

    @Test
    void aCorrectedBirthDateWithdrawsTheWrongOneAndMakesTheRightOne() {
        UUID child = parentsSaidYes("corrected", SOON.minusYears(12));
        look();
        town.born("corrected", SOON.minusDays(7).minusYears(12));
        look();
        look();
        assertThat(listed("corrected").orElseThrow().from()).isEqualTo(SOON.minusDays(7));
        assertThat(town.entries("warning-withdrawn", child)).hasSize(1);
        assertThat(town.entries("warning-given", child)).hasSize(2);

        town.born("corrected", SOON.minusYears(9));
        look();
        assertThat(listed("corrected")).isEmpty();
        town.born("corrected", SOON.minusYears(12));
        look();
        assertThat(listed("corrected").orElseThrow().from()).isEqualTo(SOON);
        assertThat(town.entries("warning-withdrawn", child)).hasSize(2);
        assertThat(town.entries("warning-given", child)).hasSize(3);
    }

    @Test
    void oneWarningABirthdayOnManyNodes() {
        List<UUID> children = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            children.add(parentsSaidYes("nodes-" + i, SOON.minusDays(i).minusYears(16)));
        }
        BirthdayTown.atOnce(List.of(this::look, this::look, this::look));

        children.forEach(
                child -> assertThat(town.entries("warning-given", child)).hasSize(1));
        assertThat(town.told).hasSize(15);
    }

    @Test
    void onlyTheSchoolOfThePupilSeesItAndSeesItOnce() {
        UUID child = parentsSaidYes("seen", SOON.minusDays(3).minusYears(12));
        look();
        UUID warning = listed("seen").orElseThrow().id();
        assertThat(town.warnings().list(ANKER)).isEmpty();
        assertThatThrownBy(() -> town.warnings().see(ANKER, warning)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> town.warnings().see(LINDE, child)).isInstanceOf(Refused.class);
        assertThat(listed("seen").orElseThrow().seen()).isFalse();

        town.warnings().see(LINDE, warning);
        town.warnings().see(LINDE, warning);
        assertThat(listed("seen").orElseThrow().seen()).isTrue();
        assertThat(town.waterlee.transactions.<Long>within(TENANT, c -> Rows.one(
                                c,
                                "SELECT count(*) FROM audit_event WHERE kind = 'warning-seen'",
                                row -> row.getLong(1))
                        .orElseThrow()))
                .isEqualTo(1);
        town.clock.set(midnight(SOON.minusDays(2)));
        assertThat(listed("seen")).isEmpty();
    }

    private UUID parentsSaidYes(String localId, LocalDate born) {
        UUID child = town.child(localId, born);
        town.yes(localId, "ouder-1");
        town.yes(localId, "ouder-2");
        return child;
    }

    private void withdrawAll(String localId) {
        town.waterlee
                .transactions
                .within(TENANT, connection -> town.waterlee.register.consents(connection, LINDE, localId))
                .forEach(consent -> town.waterlee.withdrawals.withdraw(LINDE, consent.id()));
    }

    private void look() {
        town.warnings().round(TENANT);
    }

    private Optional<Warnings.Listed> listed(String localId) {
        return town.warnings().list(LINDE).stream()
                .filter(warning -> warning.subject().equals(localId))
                .findFirst();
    }
}
