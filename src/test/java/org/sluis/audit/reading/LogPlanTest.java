package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;

/** By which way PostgreSQL finds what is looked for, as the role that runs, under row-level security. */
@ExtendWith(RealPostgres.class)
class LogPlanTest {
    private static final String OWN = "waterlee-scholen";
    private static final Reader LINDE = new Reader(OWN, new PartyId("de-linde"));
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

    private final Database database;

    LogPlanTest(Database database) {
        this.database = database;
    }

    @Test
    void anIndexLeadsToAPupilADisclosureAndAPeriod() {
        database.transactions()
                .across(connection -> Rows.update(
                        connection, "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", OWN, OWN));
        RealPostgres.asOwner(database, Crowded.sql(OWN, 30_000, NOON));
        Instant from = NOON.minusSeconds(100_000);
        LogSearch pupil = new LogSearch(from, NOON, new UUID(1, 1), null, Map.of());
        LogSearch disclosure = new LogSearch(from, NOON, null, new UUID(9, 9), Map.of());
        assertThat(plan(pupil)).contains("audit_erasable_of_subject").doesNotContain("Seq Scan");
        assertThat(plan(disclosure)).contains("audit_event_of_disclosure").doesNotContain("Seq Scan");
        assertThat(plan(LogSearch.between(NOON.minusSeconds(60), NOON)))
                .contains("audit_event_in_time")
                .doesNotContain("Seq Scan");
    }

    private String plan(LogSearch search) {
        EntryQuery query = EntryQuery.of(LINDE, search, 1_000_000).add(LogEntries.NEWEST_FIRST, 100);
        String explained = "EXPLAIN " + LogEntries.SELECTED + query.sql();
        List<String> lines = database.transactions()
                .within(
                        OWN,
                        connection -> Rows.query(connection, explained, row -> row.getString(1), query.parameters()));
        return String.join("\n", lines);
    }
}
