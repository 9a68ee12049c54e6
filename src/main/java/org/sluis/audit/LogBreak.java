package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Sha256;
import org.sluis.database.Database;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/**
 * The only way on after a restore that lost entries: the log goes on by another name, and its first entry says which
 * entries the old one had and this one has not. What is left stays as it is, index by index.
 */
public final class LogBreak {
    private final Transactions transactions;
    private final KeyFolder keys;
    private final Ids ids;
    private final Clock clock;
    private final CheckpointFile outside;
    private final String origin;

    /**
     * @param checkpoints the folder outside the database, of the node that holds the newest checkpoint
     * @param origin the name of the log so far
     */
    public LogBreak(Database database, KeyFolder keys, Ids ids, Clock clock, Path checkpoints, String origin) {
        this.transactions = database.transactions();
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.outside = new CheckpointFile(checkpoints);
        this.origin = origin;
    }

    /** What two persons sign, as canonical JSON. @throws IllegalStateException where nothing is missing, or more than the end */
    public String plan(String newOrigin, String reason) {
        return transactions.across(connection -> content(state(connection), ids.next(), newOrigin, reason));
    }

    /**
     * Who signed, verified by whoever knows the keys.
     *
     * @param statement as it was signed
     */
    public record Signer(UUID person, String key, String statement) {}

    /**
     * Breaks the log off, if it still is as it was signed for.
     *
     * @param plan what {@link #plan} gave
     * @param id in the plan
     * @return the name by which it goes on
     */
    public String perform(String plan, UUID id, String newOrigin, String reason, List<Signer> signers) {
        if (signers.size() != 2 || signers.get(0).person().equals(signers.get(1).person())) {
            throw new IllegalStateException("two persons sign");
        }
        String note = transactions.across(connection -> {
            if (!SequenceRows.lock(connection)) {
                throw new IllegalStateException("a gateway is writing this log");
            }
            State state = state(connection);
            if (!content(state, id, newOrigin, reason).equals(plan)) {
                throw new IllegalStateException("the log is not as it was when this was signed");
            }
            return written(connection, state, newOrigin, reason, plan, signers);
        });
        outside.append(note, clock.instant());
        return newOrigin;
    }

    private record State(MerkleTree tree, Checkpoint old) {}

    private State state(Connection connection) {
        List<String> notes = outside.notes();
        Checkpoint old = notes.isEmpty() ? null : opened(notes.get(notes.size() - 1));
        if (old == null) {
            throw new IllegalStateException("there is no checkpoint of " + origin + " outside the database");
        }
        Rebuilt rebuilt = new Rebuilt(Names.read(connection, origin).expected(notes));
        SequenceRows.newestNote(connection).ifPresent(rebuilt::expect);
        rebuilt.read(connection);
        if (!rebuilt.fits()) {
            throw new IllegalStateException(
                    "an entry that is left is not as it was signed: restore a whole backup first");
        }
        if (rebuilt.tree().size() >= old.size()) {
            throw new IllegalStateException("nothing is missing");
        }
        return new State(rebuilt.tree(), old);
    }

    private @Nullable Checkpoint opened(String note) {
        return Checkpoint.open(note, LogKeys.published(keys, origin)).orElse(null);
    }

    private static String content(State state, UUID id, String newOrigin, String reason) {
        Sequencer.demandName(newOrigin);
        if (newOrigin.equals(state.old().origin()) || !reason.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("the log needs another name, and the reason is a word");
        }
        return CanonicalJson.write(new TreeMap<>(Map.of(
                "break", id.toString(),
                "new-origin", newOrigin,
                "old-origin", state.old().origin(),
                "old-size", String.valueOf(state.old().size()),
                "old-root", HexFormat.of().formatHex(state.old().root()),
                "left", String.valueOf(state.tree().size()),
                "left-root", HexFormat.of().formatHex(state.tree().root()),
                "reason", reason)));
    }

    private String written(
            Connection connection, State state, String newOrigin, String reason, String plan, List<Signer> signers) {
        long left = state.tree().size();
        Event event = Event.of(EventKind.LOG_BROKEN, Ledger.NOBODY, clock.instant())
                .with("origin", newOrigin)
                .with("old-origin", state.old().origin())
                .with("old-size", state.old().size())
                .with("old-root", HexFormat.of().formatHex(state.old().root()))
                .with("missing", state.old().size() - left)
                .with("reason", reason)
                .with("digest", Sha256.hex(plan.getBytes(UTF_8)))
                .with(
                        "persons",
                        signers.stream().map(each -> each.person().toString()).toList())
                .with("keys", signers.stream().map(Signer::key).toList());
        Entry entry = Entry.of(event, ids, keys);
        EntryRows.enter(connection, Ledger.NOBODY);
        EntryRows.write(connection, Ledger.NOBODY, List.of(entry));
        UUID written = entry.receipt().entry();
        byte[] leaf = HexFormat.of().parseHex(entry.receipt().leaf());
        SequenceRows.place(
                connection, left, List.of(new SequenceRows.Unplaced(Ledger.NOBODY, written, 0, leaf, false)));
        state.tree().append(leaf);
        Checkpoint first = new Checkpoint(newOrigin, left + 1, state.tree().root());
        String note = LogKeys.note(keys, first);
        SequenceRows.keep(connection, first, note, clock.instant());
        List<String> statements = signers.stream().map(Signer::statement).toList();
        BreakRows.add(connection, new BreakRows.Break(left, newOrigin, state.old()), plan, statements, written);
        return note;
    }
}
