package org.sluis.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.consent.Posted;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.SignedClaims;
import org.sluis.party.Caller;

/** What became of recalls: for the party in whose name it was asked, and for the one that was asked, who answers here. */
public final class RecallAnswers {
    private static final Set<String> ANSWERS = Set.of("done", "not-held", "kept");
    private static final Set<String> NOT_DELIVERED = Set.of("expired", "dropped");
    private static final int MOST = 500;
    private static final String OWN =
            "SELECT * FROM outbox WHERE recalls IS NOT NULL AND tenant = ?" + " AND (sender = ? OR recipient = ?)";

    private final Ledger ledger;
    private final Transactions transactions;
    private final SignedClaims claims;
    private final Clock clock;

    /**
     * One recall.
     *
     * @param disclosures that it asks back
     * @param elements of which
     * @param state of its delivery: waiting, sending, parked, delivered, expired or dropped
     * @param answer {@code done}, {@code not-held}, or {@code kept} where the law obliges whoever was asked; null before one came
     * @param report where it did not arrive, that once more, signed
     */
    public record Recall(
            UUID recall,
            String what,
            String sender,
            String recipient,
            String purpose,
            List<UUID> disclosures,
            List<String> elements,
            String state,
            @Nullable String reason,
            Instant since,
            @Nullable String answer,
            @Nullable Instant answeredAt,
            @Nullable String report) {}

    RecallAnswers(Ledger ledger, Transactions transactions, SignedClaims claims, Clock clock) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.claims = claims;
        this.clock = clock;
    }

    /** Those that have no answer yet, the oldest first; at most {@value MOST}. */
    List<Recall> open(Caller caller) {
        return transactions.within(
                caller.tenant(),
                connection -> Rows.query(
                        connection,
                        OWN + " AND recall_answer IS NULL ORDER BY accepted_at LIMIT " + MOST,
                        this::recall,
                        caller.tenant(),
                        caller.party().value(),
                        caller.party().value()));
    }

    /** @throws Refused NOT_FOUND for one between others, as for none */
    public Recall find(Caller caller, UUID recall) {
        return transactions.within(caller.tenant(), connection -> find(connection, caller, recall, ""));
    }

    /** As JSON: {@code {"answer": "done"}}. */
    Recall answer(Caller caller, UUID recall, byte[] body) {
        return answer(caller, recall, read(body));
    }

    /**
     * The answer of whoever was asked. The same once more changes nothing; another one takes its place, and both are in the log.
     *
     * @throws Refused NOT_FOUND for a recall that went to another, as for none; PARAMETER_NOT_SUPPORTED for no answer
     */
    public Recall answer(Caller caller, UUID recall, String answer) {
        if (!ANSWERS.contains(answer)) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "answer");
        }
        return ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            Recall asked = find(connection, caller, recall, " FOR UPDATE");
            if (!asked.recipient().equals(caller.party().value())) {
                throw new Refused(Reason.NOT_FOUND);
            }
            if (answer.equals(asked.answer())) {
                return asked;
            }
            session.record(Event.of(EventKind.RECALL_ANSWERED, caller.tenant(), clock.instant())
                    .about(subject(connection, caller, recall))
                    .with("recall", recall)
                    .with("recipient", caller.party())
                    .with("client", caller.client())
                    .with("answer", answer));
            Rows.update(
                    connection,
                    "UPDATE outbox SET recall_answer = ?, recall_answered_at = clock_timestamp()"
                            + " WHERE tenant = ? AND disclosure = ?",
                    answer,
                    caller.tenant(),
                    recall);
            Notices.writeAnswer(connection, caller.tenant(), recall);
            return find(connection, caller, recall, "");
        });
    }

    private static String read(byte[] body) {
        return Posted.read(body, form -> {
            form.only(Set.of("answer"));
            String answer = form.text("answer");
            FormReader.refuse(ANSWERS.contains(answer) ? List.of() : List.of("/answer:done-not-held-or-kept"));
            return answer;
        });
    }

    private Recall find(Connection connection, Caller caller, UUID recall, String lock) {
        return Rows.one(
                        connection,
                        OWN + " AND disclosure = ?" + lock,
                        this::recall,
                        caller.tenant(),
                        caller.party().value(),
                        caller.party().value(),
                        recall)
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    private static @Nullable UUID subject(Connection connection, Caller caller, UUID recall) {
        return Rows.query(
                        connection,
                        "SELECT subject FROM outbox WHERE tenant = ? AND disclosure = ? AND subject IS NOT NULL",
                        row -> row.getObject(1, UUID.class),
                        caller.tenant(),
                        recall)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private Recall recall(ResultSet row) throws SQLException {
        Instant settled = Rows.instantIfAny(row, "settled_at");
        Instant since = settled == null ? Rows.instant(row, "accepted_at") : settled;
        return new Recall(
                row.getObject("disclosure", UUID.class),
                row.getString("recall_what"),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("purpose"),
                List.of((UUID[]) row.getArray("recalls").getArray()),
                Rows.strings(row, "elements"),
                row.getString("state"),
                row.getString("reason"),
                since,
                row.getString("recall_answer"),
                Rows.instantIfAny(row, "recall_answered_at"),
                report(row, since));
    }

    private @Nullable String report(ResultSet row, Instant since) throws SQLException {
        return NOT_DELIVERED.contains(row.getString("state"))
                ? claims.sign(
                        "sluis-non-delivery+jwt",
                        Map.of(
                                "recall", row.getString("disclosure"),
                                "state", row.getString("state"),
                                "since", since.toString(),
                                "reason", row.getString("reason")))
                : null;
    }
}
