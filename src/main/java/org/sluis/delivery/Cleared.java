package org.sluis.delivery;

import java.time.Instant;
import org.sluis.party.Reception;

/**
 * Proof that this disclosure was decided again under the subject's lock, found permitted, recorded, and leased to this
 * worker. Minted by {@link Claim} only; without one no payload is opened and none is sent.
 */
public final class Cleared implements Leased {
    private final Waiting row;
    private final Lease lease;

    Cleared(Waiting row, Reception to, Instant leaseEnd, long deadline) {
        this.row = row;
        this.lease = new Lease(row, to, leaseEnd, deadline);
    }

    @Override
    public Lease lease() {
        return lease;
    }

    /** The connector that it was rendered for. */
    @Override
    public String connector() {
        return row.connector();
    }

    Waiting row() {
        return row;
    }

    @Override
    public String toString() {
        return "Cleared[" + row.disclosure() + "]";
    }
}
