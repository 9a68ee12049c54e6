package org.sluis.audit.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The copy of the entries for reading: a line each, with index and leaf, the entry in it byte for byte. */
public final class ReadingCopy {
    public static final String FILE = "entries.ndjson";

    private ReadingCopy() {}

    static void write(OutputStream out, long index, byte[] leaf, byte[] bytes, int from, int to) throws IOException {
        out.write(("{\"index\":" + index + ",\"leaf\":\"" + HexFormat.of().formatHex(leaf) + "\",\"event\":")
                .getBytes(UTF_8));
        out.write(bytes, from, to - from);
        out.write("}\n".getBytes(UTF_8));
    }

    /** The first index whose line is another; the size where there is more; -1 where the copy fits or there is none. */
    public static long differs(LogFiles files, long size) {
        try (InputStream copy = files.copy()) {
            return copy == null ? -1 : differs(files, size, copy);
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** The entries are known to fit their tiles. */
    private static long differs(LogFiles files, long size, InputStream copy) throws IOException {
        for (long n = 0; n < Tiles.count(size); n++) {
            int width = Tiles.width(n, size);
            byte[] bundle = Tiles.find(files, Tiles.ENTRIES, n, width).bytes();
            Tiles.Found tile = Tiles.find(files, "0", n, width);
            int start = 0;
            int slot = 0;
            for (int end : Bundle.ends(bundle, width)) {
                long index = n * Tiles.WIDTH + slot;
                byte @Nullable [] leaf = tile.hash(slot++);
                Line line = new Line(end - start + 160);
                write(line, index, leaf == null ? new byte[0] : leaf, bundle, start + 2, end);
                if (!line.isNext(copy)) {
                    return index;
                }
                start = end;
            }
        }
        return copy.read() < 0 ? -1 : size;
    }

    private static final class Line extends java.io.ByteArrayOutputStream {
        Line(int capacity) {
            super(capacity);
        }

        boolean isNext(InputStream in) throws IOException {
            byte[] next = in.readNBytes(count);
            return Arrays.equals(next, 0, next.length, buf, 0, count);
        }
    }
}
