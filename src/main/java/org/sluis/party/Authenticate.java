package org.sluis.party;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Transactions;
import org.sluis.gate.Received;

/**
 * Step 2 of the spine. The token, or the pass of a door that nobody calls, says who speaks; the directory says, for the day
 * of the decision (UTC), whether the client may speak for the party and the party may send through this door. A recipient is named only to a sender that is
 * entitled to it: to others an unknown one and a forbidden one look the same.
 */
public final class Authenticate {
    private final Tokens tokens;
    private final Passes passes;
    private final Directory directory;
    private final Transactions transactions;

    Authenticate(Tokens tokens, Passes passes, Directory directory, Transactions transactions) {
        this.tokens = tokens;
        this.passes = passes;
        this.directory = directory;
        this.transactions = transactions;
    }

    /** Refuses with NOT_AUTHENTICATED, MANDATE_MISSING, NOT_ENTITLED or, for one that cannot receive, RECIPIENT_UNKNOWN; one with a channel of its own is known, so that it can be told. */
    public Authenticated authenticate(Received received) {
        Objects.requireNonNull(received, "nothing was received");
        Caller caller = passes.redeem(received.arrival())
                .orElseGet(() -> tokens.caller(received.arrival().credential()));
        LocalDate day = LocalDate.ofInstant(received.instant().at(), ZoneOffset.UTC);
        return transactions.within(caller.tenant(), connection -> {
            if (!directory.mandate(connection, caller.tenant(), caller.client(), caller.party(), day)) {
                throw new Refused(Reason.MANDATE_MISSING);
            }
            if (!directory.entitled(connection, caller.tenant(), caller.party(), received.door(), day)) {
                throw new Refused(Reason.NOT_ENTITLED);
            }
            Party sender = directory
                    .find(connection, caller.tenant(), caller.party())
                    .orElseThrow(() -> new Refused(Reason.NOT_ENTITLED));
            Party recipient = directory
                    .find(connection, caller.tenant(), received.door().recipient())
                    .filter(party -> party.receives() != null || party.kind().hasItsOwnChannel())
                    .orElseThrow(() -> new Refused(Reason.RECIPIENT_UNKNOWN));
            return new Authenticated(received, caller, sender, recipient);
        });
    }
}
