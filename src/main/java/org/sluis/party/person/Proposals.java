package org.sluis.party.person;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;

/**
 * What waits for a second person of the caller's organisation, for those who could approve it and for the data protection
 * officer, who reads along (GDPR art. 38(1)).
 */
public final class Proposals {
    private final Persons persons;
    private final Transactions transactions;

    Proposals(Persons persons, Transactions transactions) {
        this.persons = persons;
        this.transactions = transactions;
    }

    /**
     * One, and what became of it.
     *
     * @param by the organisation's own id of who proposed it
     * @param own whether the caller proposed it, who then cannot approve it
     * @param state open, approved or expired
     */
    public record Shown(Proposal proposal, String by, boolean own, String state) {}

    /** Those of the last seven days, the newest first. */
    public List<Shown> recent(Caller caller) {
        return transactions.within(caller.tenant(), connection -> {
            Set<Role> held = Roles.of(connection, caller);
            return ProposalRows.recent(connection, caller).stream()
                    .filter(proposal -> sees(held, proposal))
                    .map(proposal -> shown(connection, caller, proposal))
                    .toList();
        });
    }

    /** @throws Refused NOT_FOUND for another organisation's, or one that the caller's roles do not show */
    public Shown one(Caller caller, UUID id) {
        return transactions.within(caller.tenant(), connection -> {
            Set<Role> held = Roles.of(connection, caller);
            return ProposalRows.find(connection, caller.tenant(), caller.party(), id)
                    .filter(proposal -> sees(held, proposal))
                    .map(proposal -> shown(connection, caller, proposal))
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        });
    }

    /** As {@link FourEyes#approve}; what it approves is in force with it. */
    public void approve(Caller caller, UUID id, String jws) {
        persons.approve(caller, id, jws);
    }

    private static boolean sees(Set<Role> held, Proposal proposal) {
        return held.contains(proposal.kind().approver()) || held.contains(Role.DATA_PROTECTION_OFFICER);
    }

    private static Shown shown(Connection connection, Caller caller, Proposal proposal) {
        Optional<UUID> calling = PersonRows.ofAccount(connection, caller);
        boolean approved =
                ProposalRows.approval(connection, caller.tenant(), proposal).isPresent();
        boolean open = proposal.expiresAt().isAfter(PersonRows.now(connection));
        return new Shown(
                proposal,
                PersonRows.reference(connection, caller, proposal.proposedBy()).orElseThrow(),
                calling.filter(proposal.proposedBy()::equals).isPresent(),
                approved ? "approved" : open ? "open" : "expired");
    }
}
