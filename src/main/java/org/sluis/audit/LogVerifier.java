package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Recomputes an export: every leaf from the bytes of its entry, the root from the leaves, and holds them against the
 * signed checkpoint. Needs no database, no network and nothing of the gateway that wrote it but the files.
 */
public final class LogVerifier {
    static final String ENTRIES = "entries.ndjson";
    static final String CHECKPOINT = "checkpoint";
    static final String KEY = "key";
    static final String AFTER = "}\n";
    private static final byte[] NO_LEAF = new byte[32];

    private LogVerifier() {}

    /**
     * Believes the key and the checkpoint in the export. Shows that the export is whole, not that the key is the log's or
     * that the export is not an old one: for these, bring a key and checkpoints from elsewhere.
     */
    public static Verdict verify(Path export) {
        return verify(export, read(export.resolve(KEY)).lines().toList(), List.of());
    }

    /**
     * @param keys verifier keys (C2SP) of the log, known from elsewhere
     * @param checkpoints signed notes seen elsewhere (the file outside the database, a witness): the export must contain
     *     each, so one of them reveals an export that is too short, or a log that was written anew
     */
    public static Verdict verify(Path export, List<String> keys, List<String> checkpoints) {
        try (InputStream entries = new BufferedInputStream(Files.newInputStream(export.resolve(ENTRIES)))) {
            return verify(entries, read(export.resolve(CHECKPOINT)), keys, checkpoints);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Verdict verify(InputStream in, String note, List<String> keys, List<String> checkpoints) throws IOException {
        Rebuilt rebuilt = new Rebuilt(checkpoints);
        long bad = -1;
        for (byte[] line = line(in); line.length > 0 && bad < 0; line = line(in)) {
            int start = before(rebuilt.tree().size(), NO_LEAF).length();
            int end = line.length - AFTER.length();
            byte[] leaf = MerkleTree.leaf(end > start ? Arrays.copyOfRange(line, start, end) : new byte[0]);
            byte[] before = before(rebuilt.tree().size(), leaf).getBytes(UTF_8);
            if (end <= start
                    || !Arrays.equals(before, Arrays.copyOf(line, start))
                    || !new String(line, end, AFTER.length(), UTF_8).equals(AFTER)) {
                bad = rebuilt.tree().size();
            } else {
                rebuilt.append(leaf);
            }
        }
        long size = rebuilt.tree().size();
        if (bad >= 0) {
            return verdict(rebuilt, note, Math.min(bad, rebuilt.firstBad()), "an entry is missing, moved or damaged");
        }
        Optional<Checkpoint> signed = Checkpoint.open(note, keys);
        if (signed.isEmpty()) {
            return verdict(rebuilt, note, 0, "the checkpoint is not signed by a key of this log");
        }
        Checkpoint checkpoint = signed.get();
        for (String known : checkpoints) {
            Optional<Checkpoint> opened = Checkpoint.open(known, keys);
            if (opened.isEmpty()) {
                return verdict(rebuilt, note, 0, "a checkpoint seen elsewhere is not signed by a key of this log");
            }
            if (opened.get().size() > size) {
                return verdict(rebuilt, note, rebuilt.firstBad(), "entries that were signed for are missing");
            }
        }
        if (!rebuilt.fits()) {
            return verdict(rebuilt, note, rebuilt.firstBad(), "the entries differ from those signed for elsewhere");
        }
        if (size != checkpoint.size()) {
            return verdict(rebuilt, note, Math.min(size, checkpoint.size()), "entries are missing or added");
        }
        if (!Arrays.equals(rebuilt.tree().root(), checkpoint.root())) {
            return verdict(rebuilt, note, rebuilt.sound(), "an entry was changed");
        }
        return verdict(rebuilt, note, -1, "OK");
    }

    private static Verdict verdict(Rebuilt rebuilt, String note, long firstBad, String what) {
        long entries = rebuilt.tree().size();
        String root = HexFormat.of().formatHex(rebuilt.tree().root());
        String size = Checkpoint.read(note)
                .map(checkpoint -> String.valueOf(checkpoint.size()))
                .orElse("unreadable");
        String end = firstBad < 0 ? what : "FAILED from index " + firstBad + " on: " + what;
        return new Verdict(
                firstBad < 0,
                entries,
                root,
                firstBad,
                "audit: " + entries + " entries, root " + root + ", checkpoint " + size + ", " + end);
    }

    /** What stands on the line of an entry before its body. */
    static String before(long index, byte[] leaf) {
        return "{\"index\":" + index + ",\"leaf\":\"" + HexFormat.of().formatHex(leaf) + "\",\"event\":";
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
