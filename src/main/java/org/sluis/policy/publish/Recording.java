package org.sluis.policy.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.party.Caller;
import org.sluis.party.person.Approved;
import org.sluis.policy.publish.RuleChange.Kind;
import org.sluis.policy.publish.RuleChange.What;

/** Writes a change of the rules: its entry in the log, its row, and the epoch that tells every node. */
final class Recording {
    private final Clock clock;
    private final String law;

    /** @param law digest of this node's law */
    Recording(Clock clock, String law) {
        this.clock = clock;
        this.law = law;
    }

    static EventKind kind(What what) {
        return switch (what) {
            case PUBLISHED -> EventKind.POLICY_PUBLISHED;
            case CLOSED -> EventKind.CLOSED;
            case REOPENED -> EventKind.REOPENED;
        };
    }

    /** @param approved null: as shipped, and approved by nobody */
    void published(
            Ledger.Session session,
            String tenant,
            String policy,
            String purpose,
            String digest,
            Instant effective,
            @Nullable Approved approved) {
        Event event = event(What.PUBLISHED, tenant, Kind.POLICY, policy)
                .with("purpose", purpose)
                .with("digest", digest)
                .with("effective", effective)
                .with("approved-by", persons(approved));
        write(session, tenant, What.PUBLISHED, Kind.POLICY, policy, purpose, digest, effective, approved, event);
    }

    void closed(Ledger.Session session, Caller caller, Kind kind, String name, UUID person) {
        Event event = event(What.CLOSED, caller.tenant(), kind, name)
                .with("person", person)
                .with("party", caller.party())
                .with("client", caller.client());
        Instant now = RuleRows.now(session.connection());
        write(session, caller.tenant(), What.CLOSED, kind, name, null, null, now, null, event);
    }

    void reopened(Ledger.Session session, String tenant, Kind kind, String name, Approved approved) {
        Event event = event(What.REOPENED, tenant, kind, name).with("approved-by", persons(approved));
        Instant now = RuleRows.now(session.connection());
        write(session, tenant, What.REOPENED, kind, name, null, null, now, approved, event);
    }

    private Event event(What what, String tenant, Kind kind, String name) {
        return Event.of(kind(what), tenant, clock.instant())
                .with("kind", kind.code())
                .with("name", name);
    }

    private static List<String> persons(@Nullable Approved approved) {
        return approved == null
                ? List.of("nobody")
                : List.of(
                        approved.proposal().proposedBy().toString(),
                        approved.approver().toString());
    }

    private void write(
            Ledger.Session session,
            String tenant,
            What what,
            Kind kind,
            String name,
            @Nullable String purpose,
            @Nullable String digest,
            Instant effective,
            @Nullable Approved approved,
            Event event) {
        UUID proposal = approved == null ? null : approved.proposal().id();
        UUID entry = session.record(proposal == null ? event : event.with("proposal", proposal))
                .entry();
        RuleRows.add(session.connection(), tenant, what, kind, name, purpose, digest, effective, proposal, entry);
        RuleRows.bump(session.connection(), tenant, law);
    }
}
