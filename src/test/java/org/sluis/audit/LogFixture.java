package org.sluis.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sluis.database.Database;
import org.sluis.database.Rows;

/** An invented tenant or two, and hands for tampering. */
final class LogFixture {
    static final Instant NOON = Instant.parse("2026-03-02T11:00:00.123456789Z");
    static final String ORIGIN = "sluis.test/log";

    private LogFixture() {}

    static void tenants(Database database, String... ids) {
        database.transactions().across(connection -> {
            for (String id : ids) {
                Rows.update(connection, "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", id, id);
            }
            return ids;
        });
    }

    static Event event(String tenant) {
        return Event.of(EventKind.DISCLOSURE_REFUSED, tenant, NOON).with("reason", "consent-missing-holder");
    }

    /** A unit that writes nothing but its event. */
    static Ledger.Unit unit(Event event) {
        return () -> event;
    }

    static List<Long> indexes(Database database) {
        return database.transactions()
                .across(connection -> Rows.query(
                        connection, "SELECT index FROM audit_sequence ORDER BY index", row -> row.getLong(1)));
    }

    /** Where the entry of this leaf hash stands; none while it is not sequenced. */
    static List<Long> indexOf(Database database, String leaf) {
        return database.transactions().across(connection -> Rows.query(connection, """
                        SELECT s.index FROM audit_sequence s JOIN audit_event e ON e.tenant = s.tenant AND e.id = s.event
                        WHERE e.leaf = decode(?, 'hex')""", row -> row.getLong(1), leaf));
    }

    static UUID eventAt(Database database, long index) {
        return database.transactions().across(connection -> Rows.query(
                        connection,
                        "SELECT event FROM audit_sequence WHERE index = ?",
                        row -> row.getObject(1, UUID.class),
                        index)
                .get(0));
    }

    /** As the owner, whom no grant stops. */
    static void asOwner(Database database, String... statements) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        database.own().url(),
                        database.own().owner().user(),
                        database.own().owner().password());
                Statement statement = owner.createStatement()) {
            statement.execute("SET search_path = sluis");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** What only someone who owns the database and disables the triggers can do. */
    static void tamper(Database database, String... statements) throws SQLException {
        asOwner(
                database,
                "ALTER TABLE audit_event DISABLE TRIGGER append_only",
                "ALTER TABLE audit_sequence DISABLE TRIGGER append_only",
                "ALTER TABLE audit_checkpoint DISABLE TRIGGER append_only");
        asOwner(database, statements);
        asOwner(
                database,
                "ALTER TABLE audit_event ENABLE TRIGGER append_only",
                "ALTER TABLE audit_sequence ENABLE TRIGGER append_only",
                "ALTER TABLE audit_checkpoint ENABLE TRIGGER append_only");
    }
}
