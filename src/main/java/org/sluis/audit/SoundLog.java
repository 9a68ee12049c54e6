package org.sluis.audit;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/**
 * Whether the log in the database is still what was signed of it: every entry is hashed again, and the tree that they make is held
 * against the checkpoints in the database and outside it. A start asks it, and whoever wants to know now.
 */
public final class SoundLog {
    private static final Logger LOG = LoggerFactory.getLogger(SoundLog.class);

    private final Transactions transactions;
    private final KeyFolder keys;
    private final CheckpointFile outside;
    private final String origin;
    private volatile Names names;

    SoundLog(Transactions transactions, KeyFolder keys, CheckpointFile outside, String origin) {
        this.transactions = transactions;
        this.keys = keys;
        this.outside = outside;
        this.origin = origin;
        this.names = new Names(List.of(), origin);
    }

    /** @param root of the tree over so many entries, in hex */
    public record Sound(long entries, String root) {}

    /**
     * Goes through all of it, which takes as long as the log is large.
     *
     * @throws LogRolledBack where entries are gone or changed; it says which, as far as what is left can tell
     */
    public Sound check() {
        MerkleTree tree = tree();
        return new Sound(tree.size(), HexFormat.of().formatHex(tree.root()));
    }

    /** Under another node's work the newest checkpoint is read first, so that what follows can only be longer. */
    MerkleTree tree() {
        names = transactions.across(connection -> Names.read(connection, origin));
        List<String> there = outside.notes();
        if (there.isEmpty()) {
            LOG.warn("no checkpoint outside the database yet: there is nothing of ours to compare the log with");
        }
        there.stream().skip(Math.max(0, there.size() - 1)).forEach(this::signed);
        List<String> notes = new ArrayList<>(names.expected(there));
        transactions.across(SequenceRows::newestNote).ifPresent(notes::add);
        List<Checkpoint> signed = notes.stream()
                .skip(Math.max(0, notes.size() - 2))
                .map(this::signed)
                .toList();
        try {
            return rebuilt(notes, signed);
        } catch (LogRolledBack found) {
            long covered = signed.stream().mapToLong(Checkpoint::size).max().orElse(0);
            throw transactions.across(connection -> new Loss(connection, this::opened).explain(found, covered));
        }
    }

    private MerkleTree rebuilt(List<String> notes, List<Checkpoint> signed) {
        Rebuilt rebuilt = new Rebuilt(notes);
        transactions.across(connection -> {
            rebuilt.read(connection);
            return rebuilt;
        });
        signed.forEach(rebuilt::demand);
        return rebuilt.tree();
    }

    private Optional<Checkpoint> opened(String note) {
        return Checkpoint.open(note, names.keys(keys));
    }

    /** What a note says that the log's keys signed. @throws LogRolledBack where they did not */
    Checkpoint signed(String note) {
        return opened(note)
                .orElseThrow(
                        () -> new LogRolledBack(
                                0,
                                "the newest checkpoint is damaged, of another log, or signed by a key that is not in the key folder"));
    }
}
