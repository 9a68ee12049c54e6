package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;

/** With no patience at all: what was there at one look must be covered at the next. */
class LagWatchTest {
    private static final String TENANT = "stichting-waterlee";

    @TempDir
    Path temp;

    private Database database;
    private KeyFolder keys;
    private Ledger ledger;
    private Sequencer sequencer;
    private LagWatch watch;

    @BeforeEach
    void open() {
        database = Database.open(RealPostgres.fresh());
        LogFixture.tenants(database, TENANT);
        keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        ledger = Ledger.open(database.transactions(), keys, Ids.random());
        sequencer = sequencer("outside");
        watch = new LagWatch(database.transactions(), sequencer, ledger, Duration.ZERO);
    }

    private Sequencer sequencer(String folder) {
        return new Sequencer(database.transactions(), keys, Clock.systemUTC(), temp.resolve(folder), LogFixture.ORIGIN);
    }

    @AfterEach
    void close() {
        watch.close();
        ledger.close();
        sequencer.close();
        database.close();
    }

    @Test
    void stopsWhileNothingIsSequencedAndGoesOnAfterwards() {
        log();
        looks(2);
        assertRefused();
        looks(2);
        assertRefused();
        sequencer.pass();
        looks(1);
        log();
        sequencer.pass();
        looks(3);
        log();
    }

    @Test
    void stopsWhileTheFolderOfCheckpointsCannotBeWritten() throws IOException {
        log();
        sequencer.pass();
        looks(2);
        Path folder = temp.resolve("outside");
        Path aside = Files.move(folder, temp.resolve("aside"));
        Files.writeString(folder, "no folder");
        log();
        assertThatThrownBy(sequencer::pass).isInstanceOf(UncheckedIOException.class);
        assertThat(LogFixture.indexes(database)).as("it is in the database").hasSize(2);
        looks(2);
        assertRefused();
        Files.delete(folder);
        Files.move(aside, folder);
        sequencer.pass();
        looks(1);
        log();
    }

    @Test
    void stopsWhileAnotherNodeHoldsTheSequencingAndDoesNone() throws SQLException {
        try (Connection other = database.app().getConnection()) {
            assertThat(SequenceRows.lock(other)).isTrue();
            log();
            sequencer.pass();
            looks(2);
            assertRefused();
            other.rollback();
        }
        sequencer.pass();
        looks(1);
        log();
    }

    @Test
    void followsWhatAnotherNodeSequences() {
        try (Sequencer other = sequencer("other")) {
            for (int i = 0; i < 3; i++) {
                log();
                other.pass();
                looks(1);
                sequencer.pass();
            }
        }
        assertThat(ledger.accepts()).isTrue();
    }

    /** An entry is as old as its commit: before it nobody could have given it a place. */
    @Test
    void whatWasCommittedJustNowIsNotLateHoweverLongItsTransactionTook() throws SQLException {
        try (Connection slow = database.app().getConnection()) {
            Rows.query(slow, "SELECT set_config('sluis.tenant', ?, true)", row -> true, TENANT);
            EntryRows.write(slow, TENANT, List.of(Entry.of(LogFixture.event(TENANT), Ids.random(), keys)));
            looks(1);
            log();
            sequencer.pass();
            looks(1);
            slow.commit();
        }
        looks(1);
        assertThat(ledger.accepts()).isTrue();
        looks(1);
        assertRefused();
    }

    @Test
    void aNodeThatSequencesNeverStopsForItself() {
        sequencer.start();
        try (LagWatch hasty = new LagWatch(database.transactions(), sequencer, ledger, Duration.ofSeconds(2))) {
            hasty.start();
            long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
            while (System.nanoTime() < until) {
                log();
            }
        }
        assertThat(ledger.accepts()).isTrue();
    }

    @Test
    void looksByItself() {
        try (LagWatch own = new LagWatch(database.transactions(), sequencer, ledger, Duration.ofSeconds(1))) {
            log();
            own.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> !ledger.accepts());
            sequencer.pass();
            await().atMost(Duration.ofSeconds(20)).until(() -> ledger.accepts());
        }
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            watch.look();
        }
    }

    private void log() {
        assertThat(ledger.commit(LogFixture.unit(LogFixture.event(TENANT))).leaf())
                .hasSize(64);
    }

    private void assertRefused() {
        for (boolean alone : List.of(true, false)) {
            assertThatThrownBy(() -> {
                        if (alone) {
                            ledger.alone(TENANT, session -> session.record(LogFixture.event(TENANT)));
                        } else {
                            log();
                        }
                    })
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.LOG_UNAVAILABLE));
        }
    }
}
