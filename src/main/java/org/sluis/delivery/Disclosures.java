package org.sluis.delivery;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** What became of a disclosure, for the party that sent it. */
public final class Disclosures {
    private final Transactions transactions;

    /**
     * @param state waiting, sending, parked, delivered, stopped, held, expired, dropped, refused or erased
     * @param reason a code of the catalogue, where there is one
     * @param reply expected, overdue, escalated, returned or answered; null for what is not to be answered
     * @param replyBy the end of the time that it has, once it was delivered
     */
    public record State(
            String state,
            @Nullable String reason,
            Instant since,
            @Nullable String reply,
            @Nullable Instant replyBy) {}

    Disclosures(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * An entry of the log in which a decision about a disclosure is recorded.
     *
     * @param step {@code accept} or {@code clear}
     */
    public record Decided(UUID entry, String step) {}

    /** The entries that may hold its decisions, oldest first; whether its sender asks, {@link #find} tells. */
    public static List<Decided> decided(Connection connection, String tenant, UUID disclosure) {
        return Rows.query(
                connection,
                """
                SELECT d.event, d.step FROM (
                    SELECT event, 'accept' AS step FROM outbox WHERE tenant = ? AND disclosure = ?
                    UNION SELECT event, 'accept' FROM refusal WHERE tenant = ? AND disclosure = ?
                    UNION SELECT event, 'clear' FROM attempt WHERE tenant = ? AND disclosure = ?
                    UNION SELECT event, step FROM decision WHERE tenant = ? AND disclosure = ?
                    UNION SELECT id, CASE kind WHEN 'delivery-cleared' THEN 'clear' ELSE 'accept' END FROM audit_event
                        WHERE tenant = ? AND disclosure = ?
                        AND kind IN ('disclosure-released', 'disclosure-refused', 'delivery-cleared')) d
                JOIN audit_event e ON e.tenant = ? AND e.id = d.event ORDER BY e.at, d.event""",
                row -> new Decided(row.getObject("event", UUID.class), row.getString("step")),
                tenant,
                disclosure,
                tenant,
                disclosure,
                tenant,
                disclosure,
                tenant,
                disclosure,
                tenant,
                disclosure,
                tenant);
    }

    /** Whom it is about; empty where it is about nobody or that is not known. */
    public static Optional<UUID> subject(Connection connection, String tenant, UUID disclosure) {
        return Rows.query(
                        connection,
                        "SELECT subject FROM outbox WHERE tenant = ? AND disclosure = ? AND subject IS NOT NULL"
                                + " UNION SELECT subject FROM refusal WHERE tenant = ? AND disclosure = ?"
                                + " AND subject IS NOT NULL",
                        row -> row.getObject(1, UUID.class),
                        tenant,
                        disclosure,
                        tenant,
                        disclosure)
                .stream()
                .findFirst();
    }

    /** Nothing when there is none, and nothing when it is another party's. */
    public Optional<State> find(String tenant, PartyId sender, UUID disclosure) {
        return transactions.within(tenant, connection -> Rows.one(
                        connection,
                        "SELECT state, reason, coalesce(settled_at, accepted_at) AS since, reply, reply_by FROM outbox"
                                + " WHERE tenant = ? AND sender = ? AND disclosure = ? AND recalls IS NULL"
                                + " UNION ALL SELECT 'refused', reason, at, NULL, NULL FROM refusal"
                                + " WHERE tenant = ? AND sender = ? AND disclosure = ?",
                        row -> new State(
                                row.getString(1),
                                row.getString(2),
                                Rows.instant(row, "since"),
                                row.getString("reply"),
                                Rows.instantIfAny(row, "reply_by")),
                        tenant,
                        sender.value(),
                        disclosure,
                        tenant,
                        sender.value(),
                        disclosure)
                .or(() -> erased(connection, tenant, sender, disclosure)));
    }

    /** What only the log still knows of: whom it was about was erased. */
    private static Optional<State> erased(Connection connection, String tenant, PartyId sender, UUID disclosure) {
        return Rows.query(
                        connection,
                        "SELECT at FROM audit_event WHERE tenant = ? AND disclosure = ?"
                                + " AND kind IN ('disclosure-released', 'disclosure-refused')"
                                + " AND convert_from(body, 'UTF8')::jsonb #>> '{facts,sender}' = ?",
                        row -> new State("erased", Reason.SUBJECT_ERASED.code(), Rows.instant(row, "at"), null, null),
                        tenant,
                        disclosure,
                        sender.value())
                .stream()
                .findFirst();
    }
}
