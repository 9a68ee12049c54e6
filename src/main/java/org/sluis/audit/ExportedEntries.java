package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.sluis.audit.proof.BundleReader;
import org.sluis.audit.proof.LogFiles;
import org.sluis.audit.proof.LogFolder;

/** Reads an exported log to people: one that verifies, and no other. */
public final class ExportedEntries {
    private ExportedEntries() {}

    /**
     * Verifies the log with the key beside it, and then gives each entry in its order, with one bundle in memory at a time.
     *
     * @param lines takes {@link #line} of each
     * @return what the verifier found; where that is not ok, no line was given
     * @throws IllegalArgumentException for an entry that is no line of text, which a gateway never writes; those before it
     *     were given
     * @throws IllegalStateException when the files were changed since they were verified: what was given does not count
     */
    public static Verdict read(Path export, Consumer<String> lines) {
        return read(new LogFolder(export), lines);
    }

    static Verdict read(LogFiles files, Consumer<String> lines) {
        Verdict verdict = LogVerifier.verify(files, LogVerifier.keys(files.read(LogVerifier.KEY)), List.of());
        if (verdict.ok()) {
            byte[] root = BundleReader.read(files, verdict.entries(), (index, leaf, entry) -> {
                lines.accept(line(index, HexFormat.of().formatHex(leaf), text(index, entry)));
            });
            if (!HexFormat.of().formatHex(root).equals(verdict.root())) {
                throw new IllegalStateException(
                        "the files were changed while they were read: what was read does not count");
            }
        }
        return verdict;
    }

    /** {@code {"index":N,"leaf":"…","event":{…}}}, the entry in it as it is, without a line feed. */
    public static String line(long index, String leaf, String entry) {
        return "{\"index\":" + index + ",\"leaf\":\"" + leaf + "\",\"event\":" + entry + "}";
    }

    private static String text(long index, byte[] entry) {
        String text = new String(entry, UTF_8);
        if (!Arrays.equals(text.getBytes(UTF_8), entry) || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("entry " + index + " is not a line of text");
        }
        return text;
    }
}
