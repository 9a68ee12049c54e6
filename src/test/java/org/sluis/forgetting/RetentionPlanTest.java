package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;

/** What is past its period is found without going through the log, however long that is. */
@ExtendWith(RealPostgres.class)
class RetentionPlanTest {
    private static final String TENANT = "crowded-scholen";
    private static final Instant NOW = Instant.parse("2026-03-02T11:00:00Z");

    private final Database database;

    RetentionPlanTest(Database database) {
        this.database = database;
    }

    @Test
    void anIdLeadsToWhatIsOld() {
        database.transactions()
                .across(connection -> Rows.update(
                        connection,
                        "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        TENANT,
                        TENANT));
        RealPostgres.asOwner(database, """
                SET search_path = sluis;
                CREATE TEMPORARY TABLE made AS SELECT n, id, at FROM (
                    SELECT n, '%2$s'::timestamptz - make_interval(mins => n * 10) AS at FROM generate_series(1, 30000) n) t
                CROSS JOIN LATERAL (SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
                    || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid AS id) i;
                INSERT INTO audit_event (tenant, id, at, kind, body, leaf)
                    SELECT '%1$s', id, at, 'log-read', convert_to(repeat('x', 600), 'UTF8'), sha256(n::text::bytea) FROM made;
                INSERT INTO audit_erasable (tenant, event, subject) SELECT '%1$s', id, gen_random_uuid() FROM made
                    WHERE n <= 15000 OR n > 29900; -- of the rest it went long ago
                INSERT INTO audit_erasable (tenant, event, subject) SELECT '%1$s', gen_random_uuid(), gen_random_uuid()
                    FROM generate_series(1, 10);
                ANALYZE audit_event, audit_erasable;
                """.formatted(TENANT, NOW));
        Instant before = NOW.minusSeconds(600 * 15_000);
        assertThat(count(before)).isEqualTo(100);
        assertThat(plan(before))
                .contains("audit_erasable_pkey", "audit_erasable_not_by_time", "audit_event_tenant_id_key")
                .doesNotContain("Seq Scan on audit_e");
    }

    private long count(Instant before) {
        return database.transactions()
                .within(
                        TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT count(*) FROM retention_due(?, ?, ?, ?, NULL)",
                                row -> row.getLong(1),
                                TENANT,
                                new String[] {"log-read"},
                                before,
                                new UUID(0, 0)))
                .get(0);
    }

    private String plan(Instant before) {
        List<String> lines = database.transactions()
                .within(
                        TENANT,
                        connection -> Rows.query(
                                connection,
                                "EXPLAIN SELECT * FROM retention_due(?, ?, ?, ?, 1000)",
                                row -> row.getString(1),
                                TENANT,
                                new String[] {"log-read"},
                                before,
                                new UUID(0, 0)));
        return String.join("\n", lines);
    }
}
