package org.sluis.delivery;

import java.time.Instant;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Proof;
import org.sluis.party.Reception;

/**
 * What may leave now, under a lease of this worker: a {@linkplain Cleared disclosure that was decided again}, or a
 * {@linkplain ClearedRecall recall}, which is made of ids alone. There is no third.
 */
sealed interface Leased extends Proof permits Cleared, ClearedRecall {

    /** The row, to where it goes, and for how long. */
    Lease lease();

    default String tenant() {
        return lease().row().tenant();
    }

    /** The id of the row: of the disclosure, or of the recall. */
    default UUID disclosure() {
        return lease().row().disclosure();
    }

    default PartyId recipient() {
        return lease().row().recipient();
    }

    /** How the recipient receives now. */
    default Reception to() {
        return lease().to();
    }

    /** When the lease ends: nothing that was sent under it may count after. */
    default Instant leaseEnd() {
        return lease().end();
    }

    default long fence() {
        return lease().row().fence() + 1;
    }

    /** Nanoseconds of the monotonic clock left for sending; none when zero or less. */
    default long nanosLeft() {
        return lease().deadline() - System.nanoTime();
    }

    /** The connector it leaves through. */
    String connector();

    /** @param deadline of the monotonic clock */
    record Lease(Queued row, Reception to, Instant end, long deadline) {}
}
