package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.TestLog;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;

/** A log that was written before its entries were found by disclosure: the migration makes them so, and changes no entry. */
@ExtendWith(RealPostgres.class)
class OlderLogTest {
    private static final String OWN = "waterlee-scholen";
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final Path MIGRATION = Path.of("src/main/resources/db/migration/V19__reading.sql");

    @Test
    void itsEntriesAreFoundByDisclosureAsWell(Database database, @TempDir Path folder) throws IOException {
        UUID disclosure = new UUID(2, 1);
        try (TestLog log = new TestLog(database, folder, OWN)) {
            log.record(
                    Event.of(EventKind.DISCLOSURE_REFUSED, OWN, NOON)
                            .with("disclosure", disclosure)
                            .with("sender", "de-linde"),
                    Event.of(EventKind.LAW_IN_FORCE, OWN, NOON));
            log.cover();
        }
        String before = bodies(database);
        RealPostgres.asOwner(
                database,
                "SET search_path = sluis; ALTER TABLE audit_event DROP COLUMN disclosure;"
                        + " DROP INDEX audit_event_in_time");
        RealPostgres.asOwner(database, "SET search_path = sluis; " + Files.readString(MIGRATION));
        LogSearch search = new LogSearch(NOON, NOON.plusSeconds(1), null, disclosure, Map.of());
        Page found = database.transactions()
                .within(
                        OWN,
                        connection ->
                                LogEntries.page(connection, new Reader(OWN, new PartyId("de-linde")), search, null, 9));
        assertThat(found.entries()).extracting(LoggedEntry::kind).containsExactly("disclosure-refused");
        assertThat(bodies(database)).isEqualTo(before);
        assertThat(guarded(database)).isTrue();
    }

    private static String bodies(Database database) {
        List<String> all = database.transactions()
                .within(
                        OWN,
                        connection -> Rows.query(
                                connection,
                                "SELECT encode(sha256(body), 'hex') || xact FROM audit_event ORDER BY id",
                                row -> row.getString(1)));
        return all.toString();
    }

    /** Whether the owner, too, is stopped again. */
    private static boolean guarded(Database database) {
        try {
            RealPostgres.asOwner(database, "DELETE FROM sluis.audit_event");
            return false;
        } catch (IllegalStateException refused) {
            return String.valueOf(refused.getCause()).contains("append-only");
        }
    }
}
