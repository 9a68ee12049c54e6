package org.sluis.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/** Disclosures that are to be answered. An answer goes back to who sent it, about the same pupil, and was accepted after it. */
final class ReplyRows {
    private static final String SAME =
            " FROM outbox a WHERE a.tenant = o.tenant AND a.subject = o.subject AND a.recalls IS NULL"
                    + " AND a.sender = o.recipient AND a.recipient = o.sender AND a.purpose = ANY (?) AND a.accepted_at >= o.accepted_at";
    static final String ARRIVED = "EXISTS (SELECT" + SAME + " AND a.state = 'delivered')";
    static final String UNDER_WAY = "EXISTS (SELECT" + SAME + " AND a.state IN ('waiting', 'sending', 'parked'))";
    /** Whoever is to answer did, and is waiting for the consent that the answer needs. */
    static final String PENDING = "EXISTS (SELECT FROM audit_erasable s JOIN audit_event e ON e.tenant = s.tenant"
            + " AND e.id = s.event WHERE s.tenant = o.tenant AND s.subject = o.subject AND e.kind = 'disclosure-refused'"
            + " AND e.at >= o.accepted_at AND convert_from(e.body, 'UTF8')::jsonb -> 'facts' @> jsonb_build_object('outcome',"
            + " 'PENDING', 'sender', o.recipient, 'recipient', o.sender)"
            + " AND convert_from(e.body, 'UTF8')::jsonb #>> '{facts,purpose}' = ANY (?))";

    private static final String OPEN =
            " FROM outbox o WHERE o.tenant = ? AND o.purpose = ? AND o.state = 'delivered' AND o.reply ";

    private ReplyRows() {}

    /** One of them. @param decision what was seen when it was accepted, as JSON @param since when it was delivered */
    record Row(
            UUID disclosure,
            @Nullable UUID subject,
            String sender,
            String recipient,
            String purpose,
            String decision,
            Instant since) {}

    /** Delivered, and without a day yet. */
    static List<Row> begun(Connection connection, String tenant, String purpose) {
        return Rows.query(
                connection,
                "SELECT o.*" + OPEN + "= 'expected' AND o.reply_by IS NULL LIMIT 200 FOR UPDATE SKIP LOCKED",
                ReplyRows::row,
                tenant,
                purpose);
    }

    /** Those that came back and have no answer, and of which nobody was told yet; now they are known as such. */
    static List<UUID> returned(Connection connection, String tenant, String purpose, String[] back, String[] by) {
        return Rows.query(
                connection,
                "UPDATE outbox SET reply = 'returned', reply_by = NULL WHERE tenant = ? AND disclosure IN (SELECT o.disclosure"
                        + OPEN + "IN ('expected', 'overdue', 'escalated') AND " + ARRIVED + " AND NOT " + ARRIVED
                        + " FOR UPDATE SKIP LOCKED) RETURNING disclosure",
                row -> row.getObject("disclosure", UUID.class),
                tenant,
                tenant,
                purpose,
                back,
                by);
    }

    static int answered(Connection connection, String tenant, String purpose, String[] by) {
        return Rows.update(
                connection,
                "UPDATE outbox SET reply = 'answered' WHERE tenant = ? AND disclosure IN (SELECT o.disclosure" + OPEN
                        + "IN ('expected', 'overdue', 'escalated', 'returned') AND " + ARRIVED
                        + " FOR UPDATE SKIP LOCKED)",
                tenant,
                tenant,
                purpose,
                by);
    }

    /** One whose day is over, in this state, and of what ends its waiting nothing is on its way or waiting for its own consent; locked. */
    static Optional<Row> over(Connection connection, String tenant, String purpose, String reply, String[] by) {
        return Rows.query(
                        connection,
                        "SELECT o.*" + OPEN + "= ? AND o.reply_by <= clock_timestamp() AND NOT " + ARRIVED + " AND NOT "
                                + UNDER_WAY + " AND NOT " + PENDING
                                + " ORDER BY o.reply_by LIMIT 1 FOR UPDATE SKIP LOCKED",
                        ReplyRows::row,
                        tenant,
                        purpose,
                        reply,
                        by,
                        by,
                        by)
                .stream()
                .findFirst();
    }

    static void until(Connection connection, String tenant, UUID disclosure, String reply, Instant by) {
        Rows.update(
                connection,
                "UPDATE outbox SET reply = ?, reply_by = ? WHERE tenant = ? AND disclosure = ?",
                reply,
                by,
                tenant,
                disclosure);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("disclosure", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("purpose"),
                row.getString("decision"),
                Rows.instant(row, "settled_at"));
    }
}
