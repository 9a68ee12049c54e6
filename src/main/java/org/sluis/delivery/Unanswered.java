package org.sluis.delivery;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/** What was to be answered and was not, each with why: nothing is left out that nobody is looking after. */
record Unanswered(Answers answers) {
    private static final int MOST = 500;

    /**
     * One of them.
     *
     * @param state of its delivery
     * @param because {@code in-time}, {@code overdue} (its sender was told), {@code escalated} (the agreement's contact was),
     *     {@code answer-under-way}, {@code answer-waits-for-consent}, {@code returned} (whoever got it is not the one to act), or {@code not-delivered} where it is under way itself or ended
     * @param reason a code, where its delivery has one
     * @param turn the party that has the ball; null while it is under way itself
     * @param by the end of the period it is in
     */
    record Line(
            UUID disclosure,
            String sender,
            String recipient,
            String purpose,
            String state,
            String because,
            @Nullable String reason,
            @Nullable String turn,
            Instant since,
            @Nullable Instant by) {}

    /** The oldest first; what did not arrive, or came back, and was sent anew, to whomever, is not in it. */
    List<Line> all(Connection connection, String tenant) {
        List<Line> all = new ArrayList<>();
        for (String purpose : answers.by().keySet()) {
            String[] by = answers.to(purpose);
            String[] ends = answers.ends(purpose);
            all.addAll(Rows.query(
                    connection,
                    "SELECT o.*, CASE WHEN o.state <> 'delivered' THEN 'not-delivered'"
                            + " WHEN " + ReplyRows.UNDER_WAY + " THEN 'answer-under-way'"
                            + " WHEN " + ReplyRows.ARRIVED + " THEN 'returned' WHEN " + ReplyRows.PENDING
                            + " THEN 'answer-waits-for-consent'"
                            + " WHEN o.reply = 'expected' THEN 'in-time' ELSE o.reply END AS because,"
                            + " CASE WHEN o.state IN ('stopped', 'held', 'expired', 'dropped') OR o.state = 'delivered' AND "
                            + ReplyRows.ARRIVED
                            + " THEN o.sender WHEN o.state = 'delivered' THEN o.recipient END AS turn"
                            + " FROM outbox o"
                            + " WHERE o.tenant = ? AND o.purpose = ? AND o.reply IN ('expected', 'overdue', 'escalated', 'returned')"
                            + " AND NOT (o.state = 'delivered' AND " + ReplyRows.ARRIVED + ")"
                            + " AND NOT ((o.state IN ('stopped', 'held', 'expired', 'dropped') OR o.reply = 'returned') AND EXISTS (SELECT FROM outbox n"
                            + " WHERE n.tenant = o.tenant AND n.subject = o.subject AND n.sender = o.sender"
                            + " AND n.purpose = o.purpose AND n.accepted_at > o.accepted_at))"
                            + " ORDER BY o.accepted_at LIMIT " + MOST,
                    row -> new Line(
                            row.getObject("disclosure", UUID.class),
                            row.getString("sender"),
                            row.getString("recipient"),
                            row.getString("purpose"),
                            row.getString("state"),
                            row.getString("because"),
                            row.getString("reason"),
                            row.getString("turn"),
                            Rows.instant(row, "accepted_at"),
                            Rows.instantIfAny(row, "reply_by")),
                    ends,
                    answers.back(),
                    ends,
                    answers.back(),
                    tenant,
                    purpose,
                    by));
        }
        return all;
    }
}
