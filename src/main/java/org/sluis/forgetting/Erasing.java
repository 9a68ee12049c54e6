package org.sluis.forgetting;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Register;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Caller;
import org.sluis.party.person.Approved;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.roster.Rosters;

/**
 * Erases one of a school's own pupils (GDPR article 17): every row about it, in one transaction with its entry, which names
 * nobody. It is complete when the epochs that it names are destroyed ({@link EpochTurn}); until then a backup of the
 * database, with the key folder, still tells.
 */
public final class Erasing {
    /** As long as a send may be under way, and a little. */
    private static final Duration PATIENCE = Duration.ofSeconds(22);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final SchoolOfficers officers;
    private final KeyFolder keys;
    private final Register register;
    private final Rosters rosters;

    Erasing(SchoolOfficers officers, KeyFolder keys, Register register, Rosters rosters) {
        this.officers = officers;
        this.keys = keys;
        this.register = register;
        this.rosters = rosters;
    }

    /**
     * What is gone.
     *
     * @param rows by table
     * @param stopped disclosures that waited, and will not go
     */
    public record Erased(SortedMap<String, Long> rows, List<UUID> stopped, String wrapEpoch, String indexEpoch) {}

    /** @throws Refused as {@link SchoolOfficers#propose}; LEGAL_HOLD where one lies on the pupil */
    public Proposal propose(Caller caller, SubjectForm form) {
        return officers.propose(caller, ProposalKind.ERASURE, form);
    }

    /**
     * Erases what a second person agreed to. What waits is stopped by it, and what is under way is waited for.
     *
     * @throws Refused NOT_APPROVED; NOT_FOUND when the subject is gone already; LEGAL_HOLD; RECALL_UNDER_WAY
     */
    public Erased erase(Caller caller, UUID proposal) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Erased> erased = officers.recorded(caller, session -> attempt(session, caller, proposal));
            if (erased.isPresent()) {
                return erased.get();
            } else if (System.nanoTime() > until) {
                throw new Refused(Reason.LOG_UNAVAILABLE);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Empty, with nothing changed, while something is under way. */
    private Optional<Erased> attempt(Ledger.Session session, Caller caller, UUID proposal) {
        Connection connection = session.connection();
        Approved approved = officers.approved(connection, caller, ProposalKind.ERASURE, proposal);
        UUID subject = SchoolOfficers.subject(approved);
        // What waits first and then the subject, as a send takes them; what came in between is seen by looking again.
        List<UUID> waiting = waiting(connection, caller.tenant(), subject, " FOR UPDATE");
        Holds.lock(connection, caller, subject);
        Holds.demandNone(connection, caller.tenant(), subject);
        demandNobodyIsStillToBeAsked(connection, caller.tenant(), subject);
        if (underWay(connection, caller.tenant(), subject)
                || !waiting.equals(waiting(connection, caller.tenant(), subject, ""))) {
            return Optional.empty();
        }
        SortedMap<String, Long> rows = new TreeMap<>();
        // Found by its school's own id alone, which is about to be gone.
        register.localIds(connection, caller.tenant(), List.of(subject))
                .values()
                .forEach(localId ->
                        rows.put("roster_pupil", rosters.forget(connection, caller.tenant(), caller.party(), localId)));
        Rows.query(
                connection,
                "SELECT place, gone FROM erase_subject(?, ?, ?)",
                row -> rows.merge(row.getString("place"), row.getLong("gone"), Long::sum),
                caller.tenant(),
                subject,
                proposal);
        rows.values().removeIf(count -> count == 0);
        // Read after the rows are locked and gone: none of them can have come under a newer epoch.
        Erased erased = new Erased(rows, waiting, keys.currentEpoch("wrap"), keys.currentEpoch("index"));
        record(session, caller, approved, erased);
        return Optional.of(erased);
    }

    private void record(Ledger.Session session, Caller caller, Approved approved, Erased erased) {
        for (UUID disclosure : erased.stopped()) {
            // With nothing that leads from one to another.
            session.record(officers.event(EventKind.DELIVERY_STOPPED, caller)
                    .with("disclosure", disclosure)
                    .with("reason", Reason.SUBJECT_ERASED.code()));
        }
        UUID event = session.record(officers.event(EventKind.SUBJECT_ERASED, caller, approved)
                        .with(
                                "rows",
                                erased.rows().entrySet().stream()
                                        .map(each -> each.getKey() + ":" + each.getValue())
                                        .toList())
                        .with("epochs", List.of(erased.wrapEpoch(), erased.indexEpoch())))
                .entry();
        Rows.update(
                session.connection(),
                "INSERT INTO erasure (tenant, event, proposal, wrap_epoch, index_epoch) VALUES (?, ?, ?, ?, ?)",
                caller.tenant(),
                event,
                approved.proposal().id(),
                erased.wrapEpoch(),
                erased.indexEpoch());
    }

    private static List<UUID> waiting(Connection connection, String tenant, UUID subject, String locked) {
        return Rows.query(
                connection,
                "SELECT disclosure FROM outbox WHERE tenant = ? AND subject = ? AND open" + " ORDER BY disclosure"
                        + locked,
                row -> row.getObject(1, UUID.class),
                tenant,
                subject);
    }

    /** With the rows of a recall it would be gone, and who has it would never hear (GDPR art. 19). */
    private static void demandNobodyIsStillToBeAsked(Connection connection, String tenant, UUID subject) {
        if (!Rows.query(
                        connection,
                        "SELECT 1 FROM outbox WHERE tenant = ? AND subject = ? AND recalls IS NOT NULL" + " AND open",
                        row -> 1,
                        tenant,
                        subject)
                .isEmpty()) {
            throw new Refused(Reason.RECALL_UNDER_WAY);
        }
    }

    private static boolean underWay(Connection connection, String tenant, UUID subject) {
        return !Rows.query(
                        connection,
                        "SELECT 1 FROM outbox WHERE tenant = ? AND subject = ? AND open AND state = 'sending'"
                                + " AND lease_until >= clock_timestamp()",
                        row -> 1,
                        tenant,
                        subject)
                .isEmpty();
    }
}
