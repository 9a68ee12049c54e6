package org.sluis.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.postgresql.ds.PGSimpleDataSource;
import org.sluis.canonical.Reason;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.policy.Decision;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;

/** Decisions of one controller that were never made, as many as are asked for, each with its entry and ids of its own. */
final class Bygone {
    static final String TENANT = "bench";

    /** Before all of them, and after. */
    static final Instant BEGAN = Instant.parse("2026-08-01T00:00:00Z");

    static final Instant ENDED = Instant.parse("2044-08-01T00:00:00Z");

    private static final int SHAPES = 5000;
    private static final int BATCH = 10_000;
    private static final String AT = "(timestamptz '2026-08-01 00:00Z' + i * interval '1.234567 seconds')";
    private static final String EACH = " FROM generate_series(?, ?) i JOIN shape ON shape.n = i % " + SHAPES;

    private static final String SHAPE =
            "CREATE TEMP TABLE shape (n bigint PRIMARY KEY, input text, outcome text, reason text)";

    /** From number ? to number ?. */
    private static final String ENTRIES = """
            INSERT INTO audit_event (tenant, id, at, kind, body, leaf)
            SELECT 'bench', id, at, kind, body, sha256('\\x00'::bytea || body) FROM (
                SELECT lpad(to_hex(i), 32, '0')::uuid AS id, $at AS at,
                    CASE outcome WHEN 'PERMIT' THEN 'disclosure-released' ELSE 'disclosure-refused' END AS kind,
                    convert_to('{"number":' || i || ',"tenant":"bench","commitment":"' || md5('c' || i) || md5('e' || i)
                        || '"}', 'UTF8') AS body $each) entry
            """.replace("$at", AT).replace("$each", EACH);

    /** The same. */
    private static final String DECISIONS = """
            INSERT INTO decision (tenant, event, disclosure, step, at, subject, input, outcome, reason)
            SELECT 'bench', lpad(to_hex(i), 32, '0')::uuid, md5('d' || i)::uuid, 'accept', $at, md5('s' || i / 3)::uuid,
                replace(replace(input, '$ids', left(md5('i' || i)::uuid::text, 34)),
                    '$moment', to_char($at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), outcome, reason
            $each ORDER BY i
            """.replace("$at", AT)
            .replace("$ids", Shapes.IDS)
            .replace("$moment", Shapes.AT.toString())
            .replace("$each", EACH);

    private final PGSimpleDataSource owner = new PGSimpleDataSource();

    Bygone(Database database) {
        owner.setUrl(database.own().url());
        owner.setUser(database.own().owner().user());
        owner.setPassword(database.own().owner().password());
        owner.setCurrentSchema("sluis");
    }

    /** How many are there. */
    long there() throws SQLException {
        try (Connection connection = owner.getConnection()) {
            return Rows.query(connection, "SELECT count(*) FROM decision", row -> row.getLong(1))
                    .get(0);
        }
    }

    /**
     * Loads the numbers after those that are there, in order.
     *
     * @param loaded is told how many each batch added
     */
    void load(long decisions, Shapes shapes, DecisionPoint point, LongConsumer loaded) throws SQLException {
        long first = there() + 1;
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            Rows.update(
                    connection,
                    "INSERT INTO tenant (id, name) VALUES (?, 'A school board that does not exist')"
                            + " ON CONFLICT DO NOTHING",
                    TENANT);
            statement.execute(SHAPE);
            connection.setAutoCommit(false);
            for (long number = 0; number < SHAPES; number++) {
                shape(connection, number, shapes.next(), point);
            }
            statement.execute("ANALYZE shape");
            for (long from = first; from <= decisions; from += BATCH) {
                long until = Math.min(from + BATCH - 1, decisions);
                Rows.update(connection, ENTRIES, from, until);
                Rows.update(connection, DECISIONS, from, until);
                connection.commit();
                loaded.accept(until - from + 1);
            }
            connection.setAutoCommit(true);
            statement.execute("VACUUM (ANALYZE) decision");
        }
    }

    private static void shape(Connection connection, long number, DecisionInput input, DecisionPoint point) {
        Decision decision = point.decide(input);
        Reason reason = decision.reason();
        Rows.update(
                connection,
                "INSERT INTO shape (n, input, outcome, reason) VALUES (?, ?, ?, ?)",
                number,
                new String(DecisionJson.write(input), StandardCharsets.UTF_8),
                decision.outcome().name(),
                reason == null ? null : reason.code());
    }

    /** Bytes that a decision takes, with its index and without its entry, and how many characters its input has. */
    String size() throws SQLException {
        try (Connection connection = owner.getConnection()) {
            return Rows.query(connection, """
                            SELECT (SELECT pg_total_relation_size('decision') / count(*) FROM decision)
                                || ' bytes a decision, ' || round(avg(length(input))) || ' characters of input'
                            FROM (SELECT input FROM decision LIMIT 20000) sample""", row -> row.getString(1)).get(0);
        }
    }
}
