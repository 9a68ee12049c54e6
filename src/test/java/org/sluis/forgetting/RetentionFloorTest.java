package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.party.person.Officers;

/** What nobody can do who has the application's login. */
class RetentionFloorTest {
    private static Officers officers;
    private static Transactions transactions;

    @BeforeAll
    static void open() {
        officers = new Officers();
        transactions = officers.gateway.bean(Transactions.class);
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    private static Instant ago(int days) {
        return Instant.now().minus(days, ChronoUnit.DAYS);
    }

    /** Nothing younger, nobody else's, and no deleting of one's own. */
    @Test
    void theDatabaseItselfRefuses() {
        UUID young = officers.gateway.bean(Ledger.class).alone(TestGateway.TENANT, session -> session.record(
                        Event.of(EventKind.LOG_READ, TestGateway.TENANT, ago(364))
                                .about(UUID.randomUUID()))
                .entry());
        for (Instant before : List.of(Instant.now(), Instant.now().plusSeconds(9), ago(364))) {
            assertThatThrownBy(() -> applying(TestGateway.TENANT, before))
                    .isInstanceOf(SqlFailed.class)
                    .hasMessageContaining("42501");
        }
        assertThatThrownBy(() -> applying(Officers.OTHER, ago(3000))).isInstanceOf(SqlFailed.class);
        assertThatThrownBy(() -> applying(TestGateway.TENANT, null)).isInstanceOf(SqlFailed.class);
        for (String sql : List.of(
                "DELETE FROM audit_erasable",
                "DELETE FROM decision",
                "DELETE FROM removal",
                "UPDATE removal SET wrap_epoch = ''",
                "DELETE FROM outbox",
                "CREATE OR REPLACE FUNCTION retention_floor() RETURNS interval LANGUAGE sql AS $$ SELECT interval '0' $$")) {
            assertThatThrownBy(
                            () -> transactions.within(TestGateway.TENANT, connection -> Rows.update(connection, sql)))
                    .as(sql)
                    .isInstanceOf(SqlFailed.class);
        }
        assertThat(strings("SELECT event::text FROM audit_erasable")).contains(young.toString());
    }

    private static List<String> applying(String tenant, @Nullable Instant before) {
        return transactions.within(
                TestGateway.TENANT,
                connection -> Rows.query(
                        connection,
                        "SELECT name FROM apply_retention(?, ?, CAST(? AS timestamptz), ?)",
                        row -> row.getString(1),
                        tenant,
                        new String[] {"log-read"},
                        before,
                        new UUID(0, 0)));
    }

    private static List<String> strings(String sql) {
        return transactions.within(
                TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }
}
