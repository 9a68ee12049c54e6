package org.sluis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealPostgres.class)
class DatabaseTest {
    private final Transactions transactions;
    private final Database database;

    DatabaseTest(Database database) {
        this.database = database;
        this.transactions = database.transactions();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE sluis.mine (id int)",
                "CREATE TABLE public.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "CREATE SCHEMA mine",
                "SET ROLE sluis_owner",
                "DELETE FROM sluis.flyway_schema_history",
                "SET row_security = off; ALTER ROLE sluis_app BYPASSRLS"
            })
    void theApplicationMayNotChangeWhatItStandsOn(String sql) {
        assertThatThrownBy(() -> transactions.across(c -> Rows.update(c, sql)))
                .isInstanceOfSatisfying(
                        SqlFailed.class, failed -> assertThat(failed.sqlState()).isEqualTo("42501"));
    }

    @Test
    void theAuditorMayNotChangeAnything() throws SQLException {
        try (Connection auditor = database.auditor().getConnection()) {
            assertThatThrownBy(() -> Rows.update(auditor, "CREATE TABLE sluis.mine (id int)"))
                    .isInstanceOf(SqlFailed.class);
        }
    }

    @Test
    void sessionsLiveInAnotherZoneThanTheJvm() {
        String zone = transactions.across(
                c -> Rows.query(c, "SHOW TimeZone", row -> row.getString(1)).get(0));
        assertThat(zone).isEqualTo("America/Los_Angeles");
    }

    @Test
    void anOlderVersionDoesNotWorkOnWhatANewerOneMade() {
        DatabaseSettings settings = RealPostgres.fresh();
        try (Database newer = Database.open(settings)) {
            newer.asOwner(owner -> {
                Rows.update(owner, """
                        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                            execution_time, success) VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'x', 1, true)""");
                owner.commit();
            });
        }
        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(DatabaseUnfit.class)
                .hasMessageContaining("step 9999")
                .hasMessageContaining("Start that version");
    }
}
