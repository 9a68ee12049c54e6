package org.sluis.delivery;

import java.time.Instant;
import java.util.Objects;
import org.sluis.party.Reception;

/**
 * Proof that this recall was recorded and leased to this worker. No consent permits it and none is needed: it discloses
 * nothing, for all it can carry is its {@link RecallTask}. Minted by {@link Claim} only.
 */
public final class ClearedRecall implements Leased {
    private final RecallTask task;
    private final Lease lease;

    ClearedRecall(WaitingRecall row, RecallTask task, Reception to, Instant leaseEnd, long deadline) {
        this.task = Objects.requireNonNull(task);
        this.lease = new Lease(row, to, leaseEnd, deadline);
    }

    @Override
    public Lease lease() {
        return lease;
    }

    RecallTask task() {
        return task;
    }

    /** The one by which the recipient receives now. */
    @Override
    public String connector() {
        return lease.to().connector();
    }

    @Override
    public String toString() {
        return "ClearedRecall[" + disclosure() + "]";
    }
}
