package org.sluis.audit.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The copy of the entries for reading: a line each, with index and leaf, the entry in it byte for byte. Where a line of an
 * entry begins is known from the lengths of those before, so that bundles are compared side by side.
 */
final class ReadingCopy {
    static final String FILE = "entries.ndjson";
    private static final String INDEX = "{\"index\":";
    private static final String LEAF = ",\"leaf\":\"";
    private static final String EVENT = "\",\"event\":";
    private static final String END = "}\n";
    private static final int AROUND = INDEX.length() + LEAF.length() + 2 * Tiles.HASH + EVENT.length() + END.length();

    private final LogFiles files;
    private long end;
    private long differs = -1;

    ReadingCopy(LogFiles files) {
        this.files = files;
    }

    static void write(OutputStream out, long index, byte[] leaf, byte[] entry) throws IOException {
        out.write(before(index, leaf));
        out.write(entry);
        out.write(END.getBytes(UTF_8));
    }

    private static byte[] before(long index, byte[] leaf) {
        return (INDEX + index + LEAF + HexFormat.of().formatHex(leaf) + EVENT).getBytes(ISO_8859_1);
    }

    /** Holds the next bundles against their lines; all their entries are there. @param n the first of them */
    void compare(long n, List<Bundle> bundles) {
        long[] at = new long[bundles.size() + 1];
        at[0] = end;
        for (int i = 0; i < bundles.size(); i++) {
            at[i + 1] = at[i] + length(n + i, bundles.get(i));
        }
        end = at[bundles.size()];
        if (differs < 0) {
            differs = IntStream.range(0, bundles.size())
                    .parallel()
                    .mapToLong(i -> differs(n + i, bundles.get(i).width(), at[i], (int) (at[i + 1] - at[i])))
                    .filter(index -> index >= 0)
                    .min()
                    .orElse(-1);
        }
    }

    private static long length(long n, Bundle bundle) {
        long length = bundle.bytes() + (long) bundle.width() * AROUND;
        for (long index = n * Tiles.WIDTH; index < n * Tiles.WIDTH + bundle.width(); index++) {
            length += digits(index);
        }
        return length;
    }

    private static int digits(long index) {
        int digits = 1;
        for (long rest = index; rest > 9; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private long differs(long n, int width, long at, int length) {
        byte[] lines = files.copy(at, length);
        if (lines == null) {
            return -1;
        }
        byte[] bundle = Tiles.find(files, Tiles.ENTRIES, n, width).bytes();
        Tiles.Found tile = Tiles.find(files, "0", n, width);
        int line = 0;
        int entry = 0;
        int slot = 0;
        for (int next : Bundle.ends(bundle, width)) {
            byte[] leaf = tile.hash(slot);
            byte[] before = before(n * Tiles.WIDTH + slot, leaf == null ? new byte[0] : leaf);
            int from = line + before.length;
            int to = from + next - entry - 2;
            if (to + END.length() > lines.length
                    || !Arrays.equals(lines, line, from, before, 0, before.length)
                    || !Arrays.equals(lines, from, to, bundle, entry + 2, next)
                    || lines[to] != END.charAt(0)
                    || lines[to + 1] != END.charAt(1)) {
                return n * Tiles.WIDTH + slot;
            }
            line = to + END.length();
            entry = next;
            slot++;
        }
        return -1;
    }

    /** The first index whose line is another; the size where there is more; -1 where the copy fits or there is none. */
    long differs(long size) {
        byte[] more = differs < 0 ? files.copy(end, 1) : null;
        return more != null && more.length > 0 ? size : differs;
    }
}
