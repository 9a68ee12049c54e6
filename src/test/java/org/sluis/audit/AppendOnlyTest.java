package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

@ExtendWith(RealPostgres.class)
class AppendOnlyTest {
    private final Database database;

    AppendOnlyTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void anEntry(@TempDir Path temp) {
        LogFixture.tenants(database, "stichting-waterlee", "gemeente-waterlee");
        KeyFolder keys = KeyFolder.open(temp.resolve("keys"), Ids.random());
        try (Ledger ledger = Ledger.open(database.transactions(), keys, Ids.random());
                Sequencer sequencer = new Sequencer(
                        database.transactions(), keys, Clock.systemUTC(), temp.resolve("out"), LogFixture.ORIGIN)) {
            ledger.commit(LogFixture.unit(LogFixture.event("stichting-waterlee")));
            sequencer.pass();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit_event SET kind = 'x'",
                "DELETE FROM audit_event",
                "TRUNCATE audit_event CASCADE",
                "UPDATE audit_sequence SET index = index + 1",
                "DELETE FROM audit_sequence",
                "TRUNCATE audit_sequence",
                "UPDATE audit_checkpoint SET size = size + 1",
                "DELETE FROM audit_checkpoint",
                "TRUNCATE audit_checkpoint CASCADE",
                "UPDATE audit_cosignature SET line = 'x'",
                "DELETE FROM audit_cosignature",
                "TRUNCATE audit_cosignature"
            })
    void neitherApplicationNorAuditorNorOwnerChangesWhatIsWritten(String sql) {
        assertRefused(() -> database.transactions().within("stichting-waterlee", c -> Rows.update(c, sql)));
        assertThatThrownBy(() -> new Transactions(database.auditor()).across(c -> Rows.update(c, sql)))
                .isInstanceOf(SqlFailed.class);
        assertThatThrownBy(() -> LogFixture.asOwner(database, sql))
                .isInstanceOfSatisfying(SQLException.class, failed -> assertThat(failed.getSQLState())
                        .isEqualTo("42501"))
                .hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE audit_event DISABLE TRIGGER append_only",
                "DROP TABLE audit_event CASCADE",
                "DROP POLICY own_tenant ON audit_event",
                "UPDATE audit_erasable SET event = gen_random_uuid()", // the salts are wrapped anew when an epoch turns
                "UPDATE audit_erasable SET subject = event",
                "INSERT INTO audit_event (tenant, id, at, kind, body, leaf, xact)"
                        + " VALUES ('stichting-waterlee', gen_random_uuid(), now(), 'x', '', sha256(''), '3')"
            })
    void theApplicationCannotTakeTheWallsDown(String sql) {
        assertRefused(() -> database.transactions().within("stichting-waterlee", c -> Rows.update(c, sql)));
    }

    @Test
    void anotherTenantsEntriesAreInvisible() {
        String count = "SELECT count(*) FROM audit_event";
        assertThat(count("stichting-waterlee", count)).isPositive();
        assertThat(count("gemeente-waterlee", count)).isZero();
        assertThat(count("gemeente-waterlee", "SELECT count(*) FROM audit_sequence"))
                .isZero();
        assertThat(count("stichting-waterlee", "SELECT count(*) FROM audit_sequence"))
                .isPositive();
    }

    @Test
    void theAuditorSeesTheEntriesOfATenantButNeitherSaltsNorSubjects() {
        Transactions auditor = new Transactions(database.auditor());
        long visible = auditor.within(
                "stichting-waterlee", c -> Rows.query(c, "SELECT count(*) FROM audit_event", row -> row.getLong(1))
                        .get(0));
        assertThat(visible).isPositive();
        assertRefused(() -> auditor.across(c -> Rows.query(c, "SELECT 1 FROM audit_erasable", row -> 1)));
    }

    private long count(String tenant, String sql) {
        return database.transactions()
                .within(tenant, c -> Rows.query(c, sql, row -> row.getLong(1)).get(0));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SqlFailed.class, failed -> assertThat(failed.sqlState())
                .isEqualTo("42501"));
    }
}
