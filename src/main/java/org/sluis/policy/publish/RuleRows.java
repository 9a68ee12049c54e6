package org.sluis.policy.publish;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.policy.publish.RuleChange.Kind;
import org.sluis.policy.publish.RuleChange.What;

/** The statements about what is in force. Moments are the database's. */
final class RuleRows {
    private static final String COLUMNS =
            "version, what, kind, name, purpose, digest, effective_at, changed_at, proposal, event";

    private RuleRows() {}

    /** One row a controller: every send holds it FOR SHARE, every change takes it first. */
    record Epoch(long version, String law) {}

    /** @param lock {@code ""}, {@code " FOR SHARE"} or {@code " FOR UPDATE"} */
    static Optional<Epoch> epoch(Connection connection, String tenant, String lock) {
        return Rows.one(
                connection,
                "SELECT version, digest FROM epoch WHERE tenant = ? AND name = 'policy'" + lock,
                row -> new Epoch(row.getLong("version"), row.getString("digest")),
                tenant);
    }

    /** Whoever changes the rules takes it first: sends that hold it end before. */
    static void lock(Connection connection, String tenant) {
        if (epoch(connection, tenant, " FOR UPDATE").isEmpty()) {
            throw new IllegalStateException("the rules of this controller have not begun");
        }
    }

    /** Begins the controller's rules, and tells whether they had not begun; of several at once, one is told so. */
    static boolean begin(Connection connection, String tenant, String law) {
        return Rows.update(
                        connection,
                        "INSERT INTO epoch (tenant, name, digest) VALUES (?, 'policy', ?) ON CONFLICT DO NOTHING",
                        tenant,
                        law)
                == 1;
    }

    /** Tells every node to look again. */
    static void bump(Connection connection, String tenant, String law) {
        Rows.update(
                connection,
                "UPDATE epoch SET version = version + 1, digest = ? WHERE tenant = ? AND name = 'policy'",
                law,
                tenant);
    }

    static List<RuleChange> changes(Connection connection, String tenant) {
        return Rows.query(
                connection,
                "SELECT " + COLUMNS + " FROM rule_change WHERE tenant = ? ORDER BY version",
                RuleRows::change,
                tenant);
    }

    static void keep(Connection connection, String tenant, String digest, String kind, String content) {
        Rows.update(
                connection,
                "INSERT INTO rules (tenant, digest, kind, content) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                tenant,
                digest,
                kind,
                content);
    }

    static Optional<String> content(Connection connection, String tenant, String digest) {
        return Rows.one(
                connection,
                "SELECT content FROM rules WHERE tenant = ? AND digest = ?",
                row -> row.getString(1),
                tenant,
                digest);
    }

    /** The next change; whoever adds it holds the epoch. */
    static void add(
            Connection connection,
            String tenant,
            What what,
            Kind kind,
            String name,
            @Nullable String purpose,
            @Nullable String digest,
            Instant effective,
            @Nullable UUID proposal,
            UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO rule_change (tenant, version, what, kind, name, purpose, digest, effective_at, proposal, event)
                SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ? FROM rule_change WHERE tenant = ?""",
                tenant,
                what.code(),
                kind.code(),
                name,
                purpose,
                digest,
                effective,
                proposal,
                event,
                tenant);
    }

    static Instant now(Connection connection) {
        return Rows.query(connection, "SELECT statement_timestamp() AS at", row -> Rows.instant(row, "at"))
                .get(0);
    }

    private static RuleChange change(ResultSet row) throws SQLException {
        return new RuleChange(
                row.getLong("version"),
                What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("purpose"),
                row.getString("digest"),
                Rows.instant(row, "effective_at"),
                Rows.instant(row, "changed_at"),
                row.getObject("proposal", UUID.class),
                row.getObject("event", UUID.class));
    }
}
