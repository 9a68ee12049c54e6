package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.TestLog;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;

/** Pages of a log that goes on growing. */
@ExtendWith(RealPostgres.class)
class LogPagesTest {
    private static final String OWN = "waterlee-scholen";
    private static final Reader LINDE = new Reader(OWN, new PartyId("de-linde"));

    private static Database database;
    private static TestLog log;

    private LogSearch all;

    @BeforeAll
    static void open(Database given, @TempDir Path folder) {
        database = given;
        log = new TestLog(database, folder, OWN);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    /** @param lookedAt so few that most pages are short, or empty, and go on */
    @ParameterizedTest
    @CsvSource({"3, 1000, 2020", "3, 4, 2021", "50, 1, 2022", "1, 7, 2023"})
    void eachEntryOfTheBeginningComesOnceHoweverManyAreAdded(int limit, int lookedAt, String year) {
        Instant day = Instant.parse(year + "-03-02T11:00:00Z");
        all = new LogSearch(day.minusSeconds(999), day.plusSeconds(999), null, null, Map.of("kind", "log-read"));
        List<UUID> first = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            // Some of one moment, and every other of a kind that is not looked for.
            EventKind kind = i % 3 == 2 ? EventKind.WARNING_SEEN : EventKind.LOG_READ;
            UUID id = log.record(read(kind, day.plusSeconds(i / 4))).get(0);
            if (kind == EventKind.LOG_READ) {
                first.add(id);
            }
        }
        log.cover();
        List<UUID> shown = new ArrayList<>();
        Cursor after = null;
        do {
            Page page = page(after, limit, lookedAt);
            page.entries().forEach(entry -> shown.add(entry.id()));
            after = page.next();
            // Now, and by a clock that is behind: among what was gone through, and among what was not yet.
            log.record(
                    read(EventKind.LOG_READ, day.plusSeconds(100)),
                    read(EventKind.LOG_READ, day.plusSeconds(1)),
                    read(EventKind.LOG_READ, day.minusSeconds(1)));
            log.cover();
        } while (after != null);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void whatNoCheckpointCoversYetIsNotShown() {
        Instant day = Instant.parse("2024-03-02T11:00:00Z");
        all = LogSearch.between(day, day.plusSeconds(1));
        log.record(read(EventKind.LOG_READ, day));
        assertThat(page(null, 9, 100).entries()).isEmpty();
        log.cover();
        assertThat(page(null, 9, 100).entries()).hasSize(1);
    }

    @Test
    void aCursorIsWhatAPageGaveAndNothingElse() {
        Cursor cursor = new Cursor(41, Instant.parse("2026-03-02T11:00:00.123456Z"), new UUID(1, 1));
        assertThat(Cursor.read(cursor.text())).contains(cursor);
        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NDE", "not base64", "NDEuMS4wMDAwMDAwMC0wMDAwLTAwMDEtMDAwMC0wMDAwMDAwMDAwMDE\u0000"})
    void whateverElseIsNoCursor(String text) {
        assertThat(Cursor.read(text)).isEmpty();
    }

    private static Event read(EventKind kind, Instant at) {
        return Event.of(kind, OWN, at).with("party", "de-linde");
    }

    private Page page(@Nullable Cursor after, int limit, int lookedAt) {
        return database.transactions()
                .within(OWN, connection -> LogEntries.page(connection, LINDE, all, after, limit, lookedAt));
    }
}
