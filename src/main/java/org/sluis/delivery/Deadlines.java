package org.sluis.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * No signal falls between two chairs: what is to be answered has the days of the agreement from its delivery on, and a day is over
 * at its end. Then its sender is told; after as many days again the contact of the agreement, who hears how many and between
 * whom, and nothing of a child. Neither while the answer is on its way, or waits for a consent of its own. Where it comes back, because
 * whoever got it is not the one to act, its sender is told that, and nobody waits any more.
 */
final class Deadlines {
    private final Transactions transactions;
    private final Ledger ledger;
    private final Answers answers;
    private final Expiry days;
    private final Clock clock;

    Deadlines(Transactions transactions, Ledger ledger, Answers answers, Expiry days, Clock clock) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.answers = answers;
        this.days = days;
        this.clock = clock;
    }

    /** Looks once; on any number of nodes at the same time. */
    void round(String tenant) {
        for (String purpose : answers.by().keySet()) {
            String[] by = answers.ends(purpose);
            transactions.within(tenant, connection -> {
                ReplyRows.begun(connection, tenant, purpose)
                        .forEach(row -> ReplyRows.until(
                                connection,
                                tenant,
                                row.disclosure(),
                                "expected",
                                days.answer(tenant, row.decision(), row.since())));
                ReplyRows.returned(connection, tenant, purpose, answers.back(), answers.to(purpose))
                        .forEach(back -> Notices.writeReply(connection, tenant, back, "returned"));
                return ReplyRows.answered(connection, tenant, purpose, answers.to(purpose));
            });
            while (tellSender(tenant, purpose, by)) {
                continue;
            }
            tellContact(tenant, purpose, by);
        }
    }

    private boolean tellSender(String tenant, String purpose, String[] by) {
        return ledger.alone(tenant, session -> {
            Optional<ReplyRows.Row> found = ReplyRows.over(session.connection(), tenant, purpose, "expected", by);
            found.ifPresent(row -> {
                session.record(event(EventKind.ANSWER_OVERDUE, tenant)
                        .about(row.subject())
                        .with("disclosure", row.disclosure())
                        .with("sender", row.sender())
                        .with("recipient", row.recipient())
                        .with("purpose", row.purpose()));
                ReplyRows.until(
                        session.connection(),
                        tenant,
                        row.disclosure(),
                        "overdue",
                        days.answer(tenant, row.decision(), clock.instant()));
                Notices.writeReply(session.connection(), tenant, row.disclosure(), "unanswered");
            });
            return found.isPresent();
        });
    }

    /** All that are so late by now, once for each agreement. */
    private void tellContact(String tenant, String purpose, String[] by) {
        ledger.alone(tenant, session -> {
            Map<String, List<ReplyRows.Row>> late = new TreeMap<>();
            Optional<ReplyRows.Row> next = ReplyRows.over(session.connection(), tenant, purpose, "overdue", by);
            while (next.isPresent()) {
                ReplyRows.Row row = next.get();
                late.computeIfAbsent(days.agreement(tenant, row.decision()), id -> new ArrayList<>())
                        .add(row);
                ReplyRows.until(session.connection(), tenant, row.disclosure(), "escalated", clock.instant());
                next = ReplyRows.over(session.connection(), tenant, purpose, "overdue", by);
            }
            late.forEach((agreement, rows) -> escalate(session, tenant, agreement, rows));
            return late.size();
        });
    }

    private void escalate(Ledger.Session session, String tenant, String agreement, List<ReplyRows.Row> rows) {
        TreeSet<String> parties = new TreeSet<>();
        rows.forEach(row -> parties.addAll(List.of(row.sender(), row.recipient())));
        var entry = session.record(event(EventKind.ANSWERS_ESCALATED, tenant)
                .with("agreement", agreement)
                .with("count", rows.size())
                .with("parties", parties));
        Rows.update(
                session.connection(),
                "INSERT INTO escalation (tenant, agreement, count, parties, at, next_at, event)"
                        + " VALUES (?, ?, ?, ?, clock_timestamp(), clock_timestamp(), ?)",
                tenant,
                agreement,
                rows.size(),
                parties.toArray(String[]::new),
                entry.entry());
    }

    private Event event(EventKind kind, String tenant) {
        Instant now = clock.instant();
        return Event.of(kind, tenant, now);
    }
}
