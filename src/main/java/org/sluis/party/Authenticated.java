package org.sluis.party;

import org.sluis.canonical.Proof;
import org.sluis.gate.Received;

/**
 * Proof that the sender is who it says, may speak for the party, and may send for this purpose to this recipient through
 * this connector. Minted by {@link Authenticate} only.
 */
public final class Authenticated implements Proof {
    private final Received received;
    private final Caller caller;
    private final Party sender;
    private final Party recipient;

    Authenticated(Received received, Caller caller, Party sender, Party recipient) {
        this.received = received;
        this.caller = caller;
        this.sender = sender;
        this.recipient = recipient;
    }

    public Received received() {
        return received;
    }

    public Caller caller() {
        return caller;
    }

    public String tenant() {
        return caller.tenant();
    }

    public Party sender() {
        return sender;
    }

    public Party recipient() {
        return recipient;
    }

    @Override
    public String toString() {
        return "Authenticated[" + received.disclosure() + "]";
    }
}
