package org.sluis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RealPostgres.class)
class TransactionsTest {
    private static final String SECRET = "Waterlee-Noor";

    private final Database database;
    private final Transactions transactions;

    TransactionsTest(Database database) {
        this.database = database;
        this.transactions = database.transactions();
    }

    @BeforeAll
    static void aTableOfManyTypes(Database database) {
        RealPostgres.asOwner(database, """
                CREATE TABLE sluis.sample (id uuid PRIMARY KEY, tenant text NOT NULL, name text CONSTRAINT sample_name UNIQUE,
                    at timestamptz, tags text[], bytes bytea, doc jsonb, born date, n int);
                ALTER TABLE sluis.sample ENABLE ROW LEVEL SECURITY;
                CREATE POLICY tenant ON sluis.sample USING (tenant = current_setting('sluis.tenant', true));
                GRANT SELECT, INSERT, DELETE ON sluis.sample TO sluis_app;""");
    }

    @BeforeEach
    void empty() {
        for (String tenant : List.of("a", "b")) {
            transactions.within(tenant, c -> Rows.update(c, "DELETE FROM sample"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"53100", "53200", "58030", "58P01", "XX000", "XX001", "57P01"})
    void whatTheServerCannotDoIsNoFaultOfTheWork(String state) {
        String raised = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '" + state + "'; END $$";
        assertThatThrownBy(() -> transactions.within("a", c -> Rows.update(c, raised)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage("database unavailable (SQLSTATE " + state + ")");
    }

    @Test
    void everyTypeComesBackAsItWent() throws Exception {
        UUID id = new UUID(1, 2);
        Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
        transactions.within(
                "a",
                c -> Rows.update(
                        c,
                        "INSERT INTO sample VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        "a",
                        null,
                        at,
                        new String[] {"x,y", "{\"z\"}"},
                        new byte[] {0, -1},
                        new Json("{\"k\": 1}"),
                        LocalDate.of(2014, 2, 28),
                        7));
        String found = transactions
                .within("a", c -> Rows.one(c, "SELECT * FROM sample", TransactionsTest::shown))
                .orElseThrow();
        assertThat(found).isEqualTo(id + " null " + at + " [x,y, {\"z\"}] -1 {\"k\": 1} 2014-02-28 7");
    }

    private static String shown(ResultSet row) throws SQLException {
        return row.getObject("id", UUID.class) + " " + row.getString("name") + " " + Rows.instant(row, "at") + " "
                + Rows.strings(row, "tags") + " " + row.getBytes("bytes")[1] + " " + row.getString("doc") + " "
                + row.getObject("born", LocalDate.class) + " " + row.getInt("n");
    }

    @Test
    void aTypeThatIsNotKnownIsRefusedWithoutItsValue() {
        StringBuilder unknown = new StringBuilder(SECRET);
        assertThatThrownBy(() -> transactions.across(c -> Rows.update(c, "SELECT ?", unknown)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void theTenantEndsWithTheTransaction() throws SQLException {
        insert("a", new UUID(0, 1), "one");
        try (Connection sameAgain = database.app().getConnection()) {
            assertThat(Rows.query(sameAgain, "SELECT name FROM sample", row -> row.getString(1)))
                    .isEmpty();
            assertThat(Rows.query(
                            sameAgain,
                            "SELECT coalesce(current_setting('sluis.tenant', true), '')",
                            row -> row.getString(1)))
                    .containsExactly("");
        }
        assertThat(names("a")).containsExactly("one");
        assertThat(names("b")).isEmpty();
        List<String> seen = transactions.across(c -> Rows.query(c, "SELECT name FROM sample", row -> row.getString(1)));
        assertThat(seen).as("across shows only what a policy gives to *").isEmpty();
        assertThatThrownBy(() -> transactions.within(
                        "b", c -> Rows.update(c, "INSERT INTO sample (id, tenant) VALUES (?, 'a')", new UUID(0, 2))))
                .isInstanceOfSatisfying(
                        SqlFailed.class, e -> assertThat(e.sqlState()).isEqualTo("42501"));
    }

    @Test
    void refusesToRunForNoTenantOrForAllByName() {
        assertThatThrownBy(() -> transactions.within(" ", c -> 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transactions.within("*", c -> 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anyThrowableRollsBack() {
        assertThatThrownBy(() -> transactions.within("a", c -> {
                    Rows.update(c, "INSERT INTO sample (id, tenant, name) VALUES (?, 'a', 'x')", new UUID(0, 1));
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
        assertThat(names("a")).isEmpty();
    }

    @Test
    void workThatSwallowsAFailureDoesNotPassForCommitted() {
        insert("a", new UUID(0, 1), "one");
        assertThatThrownBy(() -> transactions.within("a", c -> {
                    Rows.update(c, "INSERT INTO sample (id, tenant, name) VALUES (?, 'a', 'two')", new UUID(0, 2));
                    try {
                        Rows.update(c, "INSERT INTO sample (id, tenant) VALUES (?, 'a')", new UUID(0, 1));
                    } catch (SqlFailed swallowed) {
                        return "fine";
                    }
                    return "never";
                }))
                .isInstanceOf(SqlFailed.class);
        assertThat(names("a")).containsExactly("one");
    }

    @Test
    void aFailureNamesTheConstraintAndNoValue() {
        insert("a", new UUID(0, 1), SECRET);
        assertThatThrownBy(() -> insert("a", new UUID(0, 2), SECRET)).isInstanceOfSatisfying(SqlFailed.class, e -> {
            assertThat(e.duplicate()).isTrue();
            assertThat(e.constraint()).contains("sample_name");
            assertThat(whole(e)).doesNotContain(SECRET);
        });
        assertThatThrownBy(() -> transactions.within("a", c -> Rows.update(c, "SELECT CAST(? AS int)", SECRET)))
                .isInstanceOfSatisfying(
                        SqlFailed.class, e -> assertThat(whole(e)).doesNotContain(SECRET));
    }

    @Test
    void aFailedBatchShowsNoValueEither() {
        assertThatThrownBy(() -> transactions.within("a", c -> {
                    try (PreparedStatement batch =
                            c.prepareStatement("INSERT INTO sample (id, tenant, name) VALUES (?, 'a', ?)")) {
                        for (int i = 0; i < 2; i++) {
                            batch.setObject(1, new UUID(0, i));
                            batch.setString(2, SECRET);
                            batch.addBatch();
                        }
                        return batch.executeBatch();
                    }
                }))
                .isInstanceOfSatisfying(SqlFailed.class, e -> {
                    assertThat(e.constraint()).contains("sample_name");
                    assertThat(whole(e)).doesNotContain(SECRET);
                });
    }

    @Test
    void oneRowMeansOne() {
        insert("a", new UUID(0, 1), "one");
        insert("a", new UUID(0, 2), "two");
        assertThatThrownBy(() ->
                        transactions.within("a", c -> Rows.one(c, "SELECT name FROM sample", row -> row.getString(1))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConnectionThatBreaksIsUnavailableAndAtCommitUnknown() {
        assertThatThrownBy(() -> transactions.across(c -> {
                    end(backend(c));
                    return Rows.query(c, "SELECT 1", row -> 1);
                }))
                .isInstanceOfSatisfying(DatabaseUnavailable.class, e -> assertThat(e.commitUnknown())
                        .isFalse());
        assertThatThrownBy(() -> transactions.across(c -> {
                    end(backend(c));
                    return 1;
                }))
                .isInstanceOfSatisfying(DatabaseUnavailable.class, e -> assertThat(e.commitUnknown())
                        .isTrue());
    }

    @Test
    void aPoolWithoutAFreeConnectionIsUnavailable() {
        DatabaseSettings one = RealPostgres.fresh();
        try (Database small = Database.open(new DatabaseSettings(one.where(), 1, one.sessionZone(), one.clock()))) {
            Transactions alone = small.transactions();
            assertThatThrownBy(() -> alone.across(c -> alone.across(inner -> 1)))
                    .isInstanceOfSatisfying(DatabaseUnavailable.class, e -> assertThat(e.commitUnknown())
                            .isFalse());
        }
    }

    private void insert(String tenant, UUID id, String name) {
        transactions.within(
                tenant,
                c -> Rows.update(c, "INSERT INTO sample (id, tenant, name) VALUES (?, ?, ?)", id, tenant, name));
    }

    private List<String> names(String tenant) {
        return transactions.within(tenant, c -> Rows.query(c, "SELECT name FROM sample", row -> row.getString(1)));
    }

    private static int backend(Connection connection) {
        return Rows.query(connection, "SELECT pg_backend_pid()", row -> row.getInt(1))
                .get(0);
    }

    private static void end(int backend) {
        RealPostgres.asSuperuser("SELECT pg_terminate_backend(" + backend + ", 5000)");
    }

    private static String whole(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
