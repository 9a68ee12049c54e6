package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sluis.database.Database;
import org.sluis.database.Rows;

/** What the gateway's own tables say in the end, read as their owner. */
final class Books {
    private static final String OPEN = "state IN ('waiting', 'sending')";
    /** A recall holds nothing and is no message of the sender's. */
    private static final String DISCLOSURE = "to_jsonb(o) ->> 'recalls' IS NULL";
    /** What is behind a parked one, of the same pupil, is parked with it. */
    private static final String BEHIND =
            "EXISTS (SELECT FROM outbox p WHERE p.tenant = o.tenant AND p.subject = o.subject"
                    + " AND p.recipient = o.recipient AND p.state = 'parked'"
                    + " AND (p.accepted_at, p.disclosure) < (o.accepted_at, o.disclosure))";

    private static final String EVENT = "CASE o.state WHEN 'delivered' THEN 'delivery-succeeded'"
            + " WHEN 'stopped' THEN 'delivery-stopped' WHEN 'held' THEN 'delivery-held' WHEN 'parked' THEN 'delivery-parked'"
            + " WHEN 'expired' THEN 'delivery-expired' WHEN 'dropped' THEN 'delivery-dropped'"
            + " ELSE 'disclosure-released' END";

    private final Database database;

    Books(Database database) {
        this.database = database;
    }

    private <T> List<T> all(String sql, Rows.RowMapper<T> each) {
        List<T> found = new ArrayList<>();
        database.asOwner(connection -> found.addAll(Rows.query(connection, sql, each)));
        return found;
    }

    private Set<String> ids(String sql) {
        return new TreeSet<>(all(sql, row -> row.getString(1)));
    }

    private long number(String sql) {
        return all(sql, row -> row.getLong(1)).get(0);
    }

    /** Each disclosure with how it stands; what waits behind a parked one is {@code parked}. */
    Map<String, String> states() {
        Map<String, String> states = new HashMap<>();
        all(
                "SELECT disclosure, CASE WHEN " + OPEN + " AND " + BEHIND
                        + " THEN 'parked' WHEN state IN ('stopped', 'held') AND reason IS NULL THEN 'ended for no reason'"
                        + " ELSE state END FROM outbox o WHERE " + DISCLOSURE,
                row -> states.put(row.getString(1), row.getString(2)));
        return states;
    }

    /** How many wait or are under way, and for nothing but their turn. */
    long open() {
        return number("SELECT count(*) FROM outbox o WHERE " + OPEN + " AND NOT " + BEHIND);
    }

    /** Sends of which nobody knows how they ended. */
    Set<String> uncertain() {
        return ids("SELECT DISTINCT disclosure FROM attempt WHERE result IS NULL OR result = 'uncertain'");
    }

    /** Disclosures whose state, release or sends the log does not tell of. */
    Set<String> untold() {
        return ids("SELECT o.disclosure FROM outbox o WHERE " + DISCLOSURE
                + " AND (NOT EXISTS (SELECT FROM audit_event e WHERE e.tenant = o.tenant"
                + " AND e.disclosure = o.disclosure AND e.kind = " + EVENT
                + ") OR NOT EXISTS (SELECT FROM audit_event e"
                + " WHERE e.tenant = o.tenant AND e.disclosure = o.disclosure AND e.kind = 'disclosure-released')"
                + " OR (SELECT count(*) FROM attempt a WHERE a.tenant = o.tenant AND a.disclosure = o.disclosure)"
                + " <> (SELECT count(*) FROM audit_event e WHERE e.tenant = o.tenant AND e.disclosure = o.disclosure"
                + " AND e.kind = 'delivery-cleared'))");
    }

    /** Consents that the tables and the log both know as withdrawn. */
    Set<String> withdrawn() {
        return ids(
                "SELECT w.consent FROM consent_withdrawal w JOIN audit_event e ON e.tenant = w.tenant AND e.id = w.event"
                        + " WHERE e.kind = 'consent-withdrawn'");
    }

    /** Entries without a place in the sequence. */
    long unplaced() {
        return number("SELECT count(*) FROM audit_event e WHERE NOT EXISTS"
                + " (SELECT FROM audit_sequence s WHERE s.event = e.id)");
    }

    /** Places that are missing below the last. */
    long gaps() {
        return number("SELECT coalesce(max(index) + 1, 0) - count(*) FROM audit_sequence");
    }

    /** Whether the witness has cosigned all that there is. */
    boolean cosigned() {
        return number("SELECT count(*) FROM audit_event")
                == number("SELECT coalesce(max(size), 0) FROM audit_cosignature");
    }

    /** Of the nodes, to PostgreSQL. */
    long connections() {
        return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()");
    }

    /** Disclosures that have ended and whose payload or key is still there. */
    Set<String> unpurged() {
        return ids("SELECT disclosure FROM outbox WHERE state NOT IN ('waiting', 'sending', 'parked')"
                + " AND (ciphertext IS NOT NULL OR wrapped_key IS NOT NULL)");
    }

    /** Tables in which one of these words stands. */
    Set<String> tablesWith(List<String> words) {
        Set<String> found = new TreeSet<>();
        database.asOwner(connection -> {
            for (String table : Rows.query(
                    connection,
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'sluis'",
                    row -> row.getString(1))) {
                if (holds(connection, table, words)) {
                    found.add(table);
                }
            }
        });
        return found;
    }

    private static boolean holds(Connection connection, String table, List<String> words) {
        // Bytes are shown as hexadecimal: the words are looked for in both forms.
        String any = "(" + String.join("|", words) + "|"
                + String.join("|", words.stream().map(Books::hex).toList()) + ")";
        return Rows.query(
                        connection,
                        "SELECT EXISTS (SELECT FROM \"" + table + "\" t WHERE t::text ~ ?)",
                        row -> row.getBoolean(1),
                        any)
                .get(0);
    }

    private static String hex(String word) {
        return HexFormat.of().formatHex(word.getBytes(UTF_8));
    }
}
