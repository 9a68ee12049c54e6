package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.database.Rows;
import org.sluis.database.Writes;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;

/**
 * What an operator sees and does: what is parked goes on or is dropped, ways are paused, drained and opened again. Ids, codes
 * and reasons only; an operator never sees what is in a message, and nothing goes on that is not permitted now. Each of these is
 * recorded with the person who did it.
 */
public final class Operating {
    private static final Set<Role> MAY = Set.of(Role.OPERATOR);
    private static final int MOST = 500;

    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Directory directory;
    private final Connectors connectors;
    private final Claim claim;
    private final Runnable wake;
    private final Clock clock;

    Operating(
            Ledger ledger,
            FourEyes fourEyes,
            Directory directory,
            Connectors connectors,
            Claim claim,
            Runnable wake,
            Clock clock) {
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.connectors = connectors;
        this.claim = claim;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * What waits for a person.
     *
     * @param disclosure its id, or where it is a {@code recall} that one's
     * @param behind how many about the same subject, for the same recipient, wait for it
     */
    public record DeadLetter(
            UUID disclosure,
            boolean recall,
            String sender,
            String recipient,
            String purpose,
            String connector,
            String reason,
            int attempts,
            Instant since,
            Instant expires,
            int behind) {}

    /** A way that is not open. @param kind recipient or connector @param state paused or draining */
    public record Valve(String kind, String id, String state, Instant since) {}

    /** What waits for one recipient. @param parked among them @param oldest since when the first of them waits */
    public record Queue(String recipient, int waiting, int parked, Instant oldest) {}

    /** All of it, the oldest first; of dead letters the first {@value MOST}. */
    public record Overview(List<Queue> queues, List<DeadLetter> deadLetters, List<Valve> valves) {}

    /** @throws Refused PROPOSER_UNKNOWN or ROLE_MISSING where the account is not that of an operator */
    public Overview overview(Caller caller) {
        String tenant = caller.tenant();
        return ledger.alone(tenant, session -> {
            Connection connection = session.connection();
            fourEyes.calling(connection, caller, MAY);
            return new Overview(
                    queues(connection, tenant), deadLetters(connection, tenant), valves(connection, tenant));
        });
    }

    /** What was to be answered and was not. @throws Refused as {@link #overview} does */
    List<Unanswered.Line> unanswered(Caller caller, Unanswered unanswered) {
        return ledger.alone(caller.tenant(), session -> {
            fourEyes.calling(session.connection(), caller, MAY);
            return unanswered.all(session.connection(), caller.tenant());
        });
    }

    private static List<Queue> queues(Connection connection, String tenant) {
        return Rows.query(
                connection,
                "SELECT recipient, count(*) AS waiting, count(*) FILTER (WHERE state = 'parked') AS parked,"
                        + " min(accepted_at) AS oldest FROM outbox WHERE tenant = ?"
                        + " AND open GROUP BY recipient ORDER BY recipient",
                row -> new Queue(
                        row.getString("recipient"),
                        row.getInt("waiting"),
                        row.getInt("parked"),
                        Rows.instant(row, "oldest")),
                tenant);
    }

    private static List<DeadLetter> deadLetters(Connection connection, String tenant) {
        return Rows.query(
                connection,
                "SELECT o.*, (SELECT count(*) FROM outbox b WHERE b.tenant = o.tenant AND b.subject = o.subject"
                        + " AND b.recipient = o.recipient AND b.open AND b.state = 'waiting'"
                        + " AND (b.accepted_at, b.disclosure) > (o.accepted_at, o.disclosure)) AS behind"
                        + " FROM outbox o WHERE o.tenant = ? AND o.open AND o.settled_at IS NOT NULL ORDER BY o.settled_at LIMIT ?",
                row -> new DeadLetter(
                        row.getObject("disclosure", UUID.class),
                        row.getArray("recalls") != null,
                        row.getString("sender"),
                        row.getString("recipient"),
                        row.getString("purpose"),
                        row.getString("connector"),
                        row.getString("reason"),
                        row.getInt("attempts"),
                        Rows.instant(row, "settled_at"),
                        Rows.instant(row, "expires_at"),
                        row.getInt("behind")),
                tenant,
                MOST);
    }

    private static List<Valve> valves(Connection connection, String tenant) {
        return Rows.query(
                connection,
                "SELECT kind, id, state, since FROM valve WHERE tenant = ? ORDER BY kind, id",
                row -> new Valve(
                        row.getString("kind"), row.getString("id"), row.getString("state"), Rows.instant(row, "since")),
                tenant);
    }

    /**
     * Lets what is parked go on, if it is still permitted now; else it ends here, as it would at any clearance.
     *
     * @return what it is then: waiting, stopped or held
     * @throws Refused NOT_FOUND where nothing of this id is parked, or as {@link #overview} does
     */
    public String requeue(Caller caller, UUID disclosure) {
        String became = ledger.alone(caller.tenant(), session -> {
            Event event = of(session.connection(), caller, EventKind.DELIVERY_REQUEUED);
            Queued row = parked(session.connection(), caller, disclosure);
            if (claim.stopUnlessPermitted(session, row)) {
                session.record(row.of(event));
                Outbox.waitAnew(session.connection(), row);
            }
            return Outbox.state(session.connection(), caller.tenant(), disclosure);
        });
        wake.run();
        return became;
    }

    /** Destroys the payload; the sender is told. @throws Refused as {@link #requeue} does */
    public void drop(Caller caller, UUID disclosure) {
        ledger.alone(caller.tenant(), session -> {
            Event event = of(session.connection(), caller, EventKind.DELIVERY_DROPPED);
            Queued row = parked(session.connection(), caller, disclosure);
            session.record(row.of(event));
            Writes.now(session.connection(), writes -> Outbox.end(writes, row, "dropped", Reason.DROPPED_BY_OPERATOR));
            return row;
        });
        wake.run();
    }

    private static Queued parked(Connection connection, Caller caller, UUID disclosure) {
        return Outbox.lockWaiting(connection, caller.tenant(), disclosure)
                .filter(row ->
                        Outbox.state(connection, caller.tenant(), disclosure).equals("parked"))
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    private Event of(Connection connection, Caller caller, EventKind kind) {
        UUID person = fourEyes.calling(connection, caller, MAY);
        return Event.of(kind, caller.tenant(), clock.instant())
                .with("person", person)
                .with("party", caller.party())
                .with("client", caller.client());
    }

    /**
     * Turns a way. Paused: nothing is sent, what comes in waits. Draining: nothing is taken in, what waits is sent. Open: as ever.
     *
     * @throws Refused NOT_FOUND for a recipient or connector that is not here, or as {@link #overview} does
     */
    public void regulate(Caller caller, RegulateForm form) {
        ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            Event event = of(connection, caller, EventKind.DELIVERY_REGULATED)
                    .with("kind", form.kind())
                    .with("name", form.id())
                    .with("state", form.state());
            if (!known(connection, caller.tenant(), form)) {
                throw new Refused(Reason.NOT_FOUND);
            }
            UUID entry = session.record(event).entry();
            Rows.update(
                    connection,
                    "DELETE FROM valve WHERE tenant = ? AND kind = ? AND id = ?",
                    caller.tenant(),
                    form.kind(),
                    form.id());
            return form.state().equals("open")
                    ? 0
                    : Rows.update(
                            connection,
                            "INSERT INTO valve (tenant, kind, id, state, event) VALUES (?, ?, ?, ?, ?)",
                            caller.tenant(),
                            form.kind(),
                            form.id(),
                            form.state(),
                            entry);
        });
        wake.run();
    }

    /** Whether there is such a recipient or connector: a name that somebody made up is in no entry. */
    private boolean known(Connection connection, String tenant, RegulateForm form) {
        return form.kind().equals("recipient")
                ? directory.find(connection, tenant, new PartyId(form.id())).isPresent()
                : connectors.names().contains(form.id());
    }
}
