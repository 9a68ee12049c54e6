package org.sluis.delivery;

import java.time.Instant;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Proof;
import org.sluis.party.Reception;

/**
 * Proof that this disclosure was decided again under the subject's lock, found permitted, recorded, and leased to this
 * worker. Minted by {@link Claim} only; without one nothing is opened and nothing is sent.
 */
public final class Cleared implements Proof {
    private final Waiting row;
    private final Reception to;
    private final Instant leaseEnd;
    private final long fence;
    private final long deadline;

    Cleared(Waiting row, Reception to, Instant leaseEnd, long deadline) {
        this.row = row;
        this.to = to;
        this.leaseEnd = leaseEnd;
        this.fence = row.fence() + 1;
        this.deadline = deadline;
    }

    String tenant() {
        return row.tenant();
    }

    public UUID disclosure() {
        return row.disclosure();
    }

    PartyId recipient() {
        return row.recipient();
    }

    /** The connector it leaves through. */
    public String connector() {
        return row.connector();
    }

    /** How the recipient receives now. */
    Reception to() {
        return to;
    }

    /** When the lease ends: nothing that was sent under it may count after. */
    Instant leaseEnd() {
        return leaseEnd;
    }

    Waiting row() {
        return row;
    }

    long fence() {
        return fence;
    }

    /** Nanoseconds of the monotonic clock left for sending; none when zero or less. */
    public long nanosLeft() {
        return deadline - System.nanoTime();
    }

    @Override
    public String toString() {
        return "Cleared[" + row.disclosure() + "]";
    }
}
