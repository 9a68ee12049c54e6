package org.sluis.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Proof;

/**
 * Names one entry: what {@link Ledger} returns after the commit proves that it is durably in the log. Inside a unit or a
 * session the same object is a promise that only the commit makes true: it must not leave the transaction before.
 */
public final class AuditReceipt implements Proof {
    private final UUID entry;
    private final byte[] leaf;
    private final Instant at;
    private final @Nullable UUID disclosure;

    AuditReceipt(UUID entry, byte[] leaf, Instant at, @Nullable UUID disclosure) {
        this.entry = entry;
        this.leaf = leaf.clone();
        this.at = at;
        this.disclosure = disclosure;
    }

    /** The entry's random id. */
    public UUID entry() {
        return entry;
    }

    /** The leaf hash, RFC 6962: SHA-256(0x00 || canonical event), hexadecimal. */
    public String leaf() {
        return HexFormat.of().formatHex(leaf);
    }

    byte[] leafBytes() {
        return leaf.clone();
    }

    public Instant at() {
        return at;
    }

    /**
     * The disclosure the entry is about.
     *
     * @throws IllegalStateException when it is about none
     */
    public UUID disclosure() {
        if (disclosure == null) {
            throw new IllegalStateException("the entry is about no disclosure");
        }
        return disclosure;
    }

    @Override
    public String toString() {
        return "AuditReceipt[" + entry + "]";
    }
}
