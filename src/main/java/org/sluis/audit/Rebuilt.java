package org.sluis.audit;

import java.sql.Connection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;

/** The tree as it grows again from the entries, held at each size against the checkpoints that were signed for it. */
final class Rebuilt {
    private final MerkleTree tree = new MerkleTree();
    private final Map<Long, byte[]> signedRoots = new HashMap<>();
    private long sound;
    private long firstBad = Long.MAX_VALUE;

    Rebuilt(List<String> notes) {
        notes.forEach(this::expect);
    }

    void expect(String note) {
        Checkpoint.read(note).ifPresent(this::expect);
    }

    /** All that has a place. */
    void read(Connection connection) {
        SequenceRows.byIndex(connection);
        for (List<SequenceRows.Placed> page = SequenceRows.placed(connection, 0);
                !page.isEmpty();
                page = SequenceRows.placed(connection, tree.size())) {
            page.forEach(this::append);
        }
    }

    private void expect(Checkpoint known) {
        byte[] other = signedRoots.put(known.size(), known.root());
        if (other != null && !Arrays.equals(other, known.root())) {
            firstBad = 0;
        }
    }

    MerkleTree tree() {
        return tree;
    }

    void append(SequenceRows.Placed placed) {
        if (placed.index() != tree.size() || placed.changed()) {
            throw new LogRolledBack(Math.min(tree.size(), firstBad), "gap or changed entry");
        }
        append(placed.leaf());
    }

    void append(byte[] leaf) {
        tree.append(leaf);
        byte[] signed = signedRoots.get(tree.size());
        if (signed != null && firstBad == Long.MAX_VALUE) {
            if (Arrays.equals(signed, tree.root())) {
                sound = tree.size();
            } else {
                firstBad = sound;
            }
        }
    }

    /** The first entry that may be wrong: behind the last checkpoint that still fits; no larger than the size if all fit. */
    long firstBad() {
        return Math.min(firstBad, tree.size());
    }

    boolean fits() {
        return firstBad == Long.MAX_VALUE;
    }

    /** Refuses a tree that does not contain this checkpoint, whose note was among those given. */
    void demand(Checkpoint newest) {
        if (tree.size() < newest.size()) {
            throw new LogRolledBack(
                    firstBad(), "a checkpoint covers " + newest.size() + " entries, the database holds " + tree.size());
        }
        if (!fits()) {
            throw new LogRolledBack(firstBad(), "a checkpoint covers " + newest.size() + " entries with another root");
        }
    }
}
