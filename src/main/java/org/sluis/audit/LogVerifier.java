package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.LogFiles;
import org.sluis.audit.proof.LogFolder;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.Recount;
import org.sluis.audit.proof.VerifierKey;

/**
 * Computes an export again: every leaf from the bytes of its entry, the root from the leaves, and holds them against the
 * signed checkpoint. Needs no database, no network, and of the gateway that wrote it nothing but the files. The rules are
 * those of docs/audit-log.md, in their order; whatever the files hold, the answer is a verdict.
 */
public final class LogVerifier {
    public static final String CHECKPOINT = "checkpoint";
    public static final String KEY = "key";

    private LogVerifier() {}

    /**
     * Believes the key and the checkpoint in the export. Shows that the export is whole, not that the key is the log's or
     * that the export is not an old one: for these, bring a key and checkpoints from elsewhere.
     */
    public static Verdict verify(Path export) {
        LogFiles files = new LogFolder(export);
        return verify(files, keys(files.read(KEY)), List.of());
    }

    /**
     * @param keys verifier keys (C2SP) of the log, known from elsewhere
     * @param seen signed notes seen elsewhere (the file outside the database, a witness): the export must contain
     *     each, so one of them reveals an export that is too short, or a log that was written anew
     */
    public static Verdict verify(Path export, List<String> keys, List<String> seen) {
        return verify(new LogFolder(export), keys, seen);
    }

    /** As {@link #verify(Path, List, List)}, wherever the files are. */
    public static Verdict verify(LogFiles files, List<String> keys, List<String> seen) {
        return verify(files, keys, seen, List.of());
    }

    /** @param witnesses verifier keys of witnesses, each of whom must have cosigned the checkpoint */
    public static Verdict verify(LogFiles files, List<String> keys, List<String> seen, List<String> witnesses) {
        String note = text(files.read(CHECKPOINT));
        Optional<Checkpoint> signed = Checkpoint.open(note, keys);
        List<Checkpoint> known = seen.parallelStream()
                .flatMap(each -> Checkpoint.open(each, keys).stream())
                .toList();
        List<VerifierKey> cosigners = witnesses.stream()
                .flatMap(each -> VerifierKey.readWitness(each).stream())
                .toList();
        if (!keys.stream().allMatch(key -> VerifierKey.read(key).isPresent()) || cosigners.size() < witnesses.size()) {
            return unread(note, "the key is damaged");
        }
        if (signed.isEmpty()) {
            return unread(note, "the checkpoint is not signed by a key of this log");
        }
        if (!cosigners.stream().allMatch(each -> signed.get().line(each, note).isPresent())) {
            return unread(note, "the checkpoint is not signed by a witness that it should have");
        }
        if (known.size() < seen.size()) {
            return unread(note, "a checkpoint seen elsewhere is not signed by a key of this log");
        }
        Recount recount = new Recount(files, signed.get().size());
        return verify(files, signed.get(), known, recount);
    }

    private static Verdict verify(LogFiles files, Checkpoint signed, List<Checkpoint> known, Recount recount) {
        long size = signed.size();
        List<Checkpoint> unfit =
                known.stream().filter(each -> !fits(recount, each)).toList();
        if (!recount.has(signed.root())) {
            return misfit(signed, known, unfit, recount);
        }
        long damaged = recount.damaged();
        if (damaged >= 0) {
            return failed(recount, size, damaged, "every entry is as signed, but a file beside them is damaged");
        }
        if (unfit.stream().anyMatch(each -> each.size() <= size)) {
            return failed(
                    recount, size, sound(known, unfit), "the entries are not those that were signed for elsewhere");
        }
        if (!unfit.isEmpty()) {
            return failed(recount, size, size, "entries that were signed for elsewhere are missing");
        }
        if (recount.more()) {
            return failed(recount, size, size, "there is more than the checkpoint covers");
        }
        return new Verdict(true, size, hex(recount.root()), -1, counted(recount, size) + "OK");
    }

    private static Verdict misfit(Checkpoint signed, List<Checkpoint> known, List<Checkpoint> unfit, Recount recount) {
        long elsewhere = recount.elsewhere(signed.root());
        if (elsewhere >= 0) {
            String what = "an entry is missing, or not the one that was signed for";
            return failed(recount, signed.size(), elsewhere, what);
        }
        if (recount.entries() < signed.size()) {
            String what = "entries are missing, and nothing vouches for those before";
            boolean elsewhereToo = unfit.stream().anyMatch(each -> each.size() <= recount.entries());
            return failed(recount, signed.size(), elsewhereToo ? sound(known, unfit) : recount.misfit(), what);
        }
        String what = "the entries are not those that were signed for";
        return failed(recount, signed.size(), sound(known, unfit), what);
    }

    /** The largest size of a checkpoint seen elsewhere that fits, below the smallest of one that does not. */
    private static long sound(List<Checkpoint> known, List<Checkpoint> unfit) {
        long below = unfit.stream().mapToLong(Checkpoint::size).min().orElse(Long.MAX_VALUE);
        return known.stream()
                .mapToLong(Checkpoint::size)
                .filter(size -> size < below)
                .max()
                .orElse(0);
    }

    private static boolean fits(Recount recount, Checkpoint known) {
        return known.size() <= recount.entries() && Arrays.equals(recount.root(known.size()), known.root());
    }

    private static Verdict unread(String note, String what) {
        String size = Checkpoint.read(note)
                .map(checkpoint -> String.valueOf(checkpoint.size()))
                .orElse("unreadable");
        String root = hex(new MerkleTree().root());
        return new Verdict(
                false,
                0,
                root,
                0,
                "audit: 0 entries, root " + root + ", checkpoint " + size + ", FAILED from index 0 on: " + what);
    }

    private static Verdict failed(Recount recount, long size, long firstBad, String what) {
        return new Verdict(
                false,
                recount.entries(),
                hex(recount.root()),
                firstBad,
                counted(recount, size) + "FAILED from index " + firstBad + " on: " + what);
    }

    private static String counted(Recount recount, long size) {
        return "audit: " + recount.entries() + " entries, root " + hex(recount.root()) + ", checkpoint " + size + ", ";
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** The lines of a file of keys; what is no such file gives a line that is no key. */
    public static List<String> keys(byte @Nullable [] file) {
        String text = text(file);
        return text.endsWith("\n")
                ? List.of(text.substring(0, text.length() - 1).split("\n", -1))
                : List.of("");
    }

    /**
     * The checkpoints of a file that was seen elsewhere: one note, or a file of the folder {@code checkpoints} as it is, a
     * JSON string a line, of which a last line that a crash cut off does not count.
     */
    public static List<String> notes(byte @Nullable [] file) {
        String text = text(file);
        List<String> notes = text.startsWith("\"") ? lines(text) : List.of();
        return notes.isEmpty() ? List.of(text) : notes;
    }

    /** A note holds no character that JSON escapes but the line feed. */
    static List<String> lines(String file) {
        return file.substring(0, file.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.length() < 2
                        ? line
                        : line.substring(1, line.length() - 1).replace("\\n", "\n"))
                .toList();
    }

    /** The text of a note; nothing where it is not UTF-8, which no note is. */
    public static String text(byte @Nullable [] file) {
        try {
            return file == null
                    ? ""
                    : UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException notUtf8) {
            return "";
        }
    }
}
