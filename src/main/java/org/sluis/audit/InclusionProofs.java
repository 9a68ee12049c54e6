package org.sluis.audit;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.LogProofs;
import org.sluis.audit.proof.TlogProof;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/** Proves that entries are in the log, from the database itself. A proof shows no other entry, and none is given that does not hold. */
public final class InclusionProofs {
    private final Transactions transactions;
    private final KeyFolder keys;
    private final String origin;

    InclusionProofs(Transactions transactions, KeyFolder keys, String origin) {
        this.transactions = transactions;
        this.keys = keys;
        this.origin = origin;
    }

    /**
     * @param note the newest checkpoint
     * @param keys the verifier keys of the log, current first
     * @param byIndex a proof of each entry that was asked for
     */
    public record Proved(String note, List<String> keys, SortedMap<Long, TlogProof> byIndex) {}

    /** An entry as it was read. @param leaf its hash */
    public record Placed(long index, byte[] leaf) {}

    /**
     * Proves these, in a transaction of its own.
     *
     * @throws IllegalStateException where the newest checkpoint is not signed by a key of ours or does not cover one of them
     */
    public Proved of(Collection<Placed> entries) {
        List<String> verifiers = LogKeys.published(keys, origin);
        return transactions.across(connection -> {
            String note = SequenceRows.newestNote(connection, origin)
                    .orElseThrow(() -> new IllegalStateException("there is no checkpoint yet"));
            long size = Checkpoint.open(note, verifiers)
                    .orElseThrow(() -> new IllegalStateException("the checkpoint is not ours"))
                    .size();
            LogProofs proofs = new LogProofs(BundleTiles.upTo(connection, size), note);
            SortedMap<Long, TlogProof> byIndex = new TreeMap<>();
            for (Placed entry : entries) {
                TlogProof proof = proofs.inclusion(entry.index());
                if (!proof.verifies(entry.leaf(), verifiers)) {
                    throw new IllegalStateException("the log is not what it was at " + entry.index());
                }
                byIndex.put(entry.index(), proof);
            }
            return new Proved(note, verifiers, byIndex);
        });
    }
}
