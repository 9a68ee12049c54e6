package org.sluis.demo;

import com.nimbusds.jose.jwk.OctetKeyPair;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sluis.canonical.Refused;
import org.sluis.database.DatabaseUnavailable;
import org.sluis.party.Caller;
import org.sluis.party.person.Approval;
import org.sluis.party.person.Proposal;
import org.sluis.party.person.ProposalKind;
import org.sluis.party.person.Proposals;

/**
 * A third officer of the demo's school, who is always at hand: approves the keys that the other two make in their browsers, so that
 * they can go on. Of everything else they need each other.
 */
final class ThirdOfficer implements Runnable {
    private static final long SECONDS = 2;

    private final Proposals proposals;
    private final Caller caller;
    private final UUID person;
    private final OctetKeyPair key;

    ThirdOfficer(Proposals proposals, Caller caller, UUID person, OctetKeyPair key) {
        this.proposals = proposals;
        this.caller = caller;
        this.person = person;
        this.key = key;
    }

    void start() {
        Executors.newSingleThreadScheduledExecutor(work -> {
                    Thread thread = new Thread(work, "third-officer");
                    thread.setDaemon(true);
                    return thread;
                })
                .scheduleWithFixedDelay(this, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void run() {
        try {
            proposals.recent(caller).stream()
                    .filter(each -> each.state().equals("open") && !each.own())
                    .map(Proposals.Shown::proposal)
                    .filter(each -> each.kind() == ProposalKind.PERSON_KEY)
                    .forEach(this::approve);
        } catch (Refused | DatabaseUnavailable notNow) {
            // The next look is in two seconds.
        }
    }

    private void approve(Proposal proposal) {
        String jws = new Approval(proposal.id(), proposal.digest(), person, Instant.now()).sign(key);
        proposals.approve(caller, proposal.id(), jws);
    }
}
