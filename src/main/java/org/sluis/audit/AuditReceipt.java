package org.sluis.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.sluis.canonical.Proof;

/** Proof that an entry is durably in the log: minted by {@link Ledger} after the commit, never before. */
public final class AuditReceipt implements Proof {
    private final UUID entry;
    private final byte[] leaf;
    private final Instant at;

    AuditReceipt(UUID entry, byte[] leaf, Instant at) {
        this.entry = entry;
        this.leaf = leaf.clone();
        this.at = at;
    }

    /** The entry's random id. */
    public UUID entry() {
        return entry;
    }

    /** The leaf hash, RFC 6962: SHA-256(0x00 || canonical event), hexadecimal. */
    public String leaf() {
        return HexFormat.of().formatHex(leaf);
    }

    public Instant at() {
        return at;
    }

    @Override
    public String toString() {
        return "AuditReceipt[" + entry + "]";
    }
}
