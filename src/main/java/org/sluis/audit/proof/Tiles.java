package org.sluis.audit.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names of tiles and bundles, and how one is looked for. */
final class Tiles {
    static final int WIDTH = 256;
    static final int HASH = 32;
    static final String ENTRIES = "entries";
    private static final int LEVELS = 8;

    private Tiles() {}

    /** @param exact whether it is the file of that width, so that nothing may stand behind what is looked for */
    record Found(byte[] bytes, boolean exact) {

        /** The root over the first so many; null where some are not there. */
        byte @Nullable [] root(int width) {
            return bytes.length < width * HASH ? null : MerkleTree.root(Arrays.copyOf(bytes, width * HASH));
        }

        /** The first so many; null where some are not there. */
        @Nullable
        List<byte[]> hashes(int width) {
            if (bytes.length < width * HASH) {
                return null;
            }
            List<byte[]> hashes = new ArrayList<>(width);
            for (int at = 0; at < width * HASH; at += HASH) {
                hashes.add(Arrays.copyOfRange(bytes, at, at + HASH));
            }
            return hashes;
        }

        /** The first slot whose hash is another or is not there; the width where the file is too long; -1 where it fits. */
        int misfit(byte[] hashes) {
            int at = Arrays.mismatch(bytes, hashes);
            return at < 0 || at == hashes.length && !exact ? -1 : at / HASH;
        }
    }

    /** @param level a number, or {@code entries} */
    static String name(String level, long n, int width) {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", n % 1000));
        for (long rest = n / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return "tile/" + level + "/" + path + (width < WIDTH ? ".p/" + width : "");
    }

    /** The file itself, or the full tile, or the widest partial one there is; nothing at all is as good as an empty one. */
    static Found find(LogFiles files, String level, long n, int width) {
        byte[] exact = files.read(name(level, n, width));
        if (exact != null) {
            return new Found(exact, true);
        }
        String full = name(level, n, WIDTH);
        byte[] other = width < WIDTH ? files.read(full) : null;
        int widest = other == null ? files.widest(full) : 0;
        if (widest > 0) {
            other = files.read(name(level, n, widest));
        }
        return new Found(other == null ? new byte[0] : other, false);
    }

    /** The root of each bundle, as the tiles of level 1 and the last one of level 0 say; null where something is not there. */
    static @Nullable List<byte[]> bundles(LogFiles files, long size) {
        List<byte[]> roots = new ArrayList<>();
        long full = size / WIDTH;
        for (long n = 0; n < count(full); n++) {
            int width = width(n, full);
            List<byte[]> hashes = find(files, "1", n, width).hashes(width);
            if (hashes == null) {
                return null;
            }
            roots.addAll(hashes);
        }
        int rest = (int) (size % WIDTH);
        List<byte[]> last = rest == 0 ? List.of() : find(files, "0", full, rest).hashes(rest);
        if (last == null) {
            return null;
        }
        if (rest > 0) {
            roots.add(MerkleTree.root(last));
        }
        return roots;
    }

    /** How many hashes a level has, full tiles of the level below each: of level 0, the size. */
    static long hashes(int level, long size) {
        return level < LEVELS ? size >> (8 * level) : 0;
    }

    /** How many hashes or entries the tile or bundle has, of so many in all. */
    static int width(long n, long hashes) {
        return (int) Math.min(WIDTH, hashes - n * WIDTH);
    }

    static long count(long hashes) {
        return (hashes + WIDTH - 1) / WIDTH;
    }

    /** How many files a log of this size has under {@code tile}. */
    static long files(long size) {
        long all = count(size);
        for (int level = 0; hashes(level, size) > 0; level++) {
            all += count(hashes(level, size));
        }
        return all;
    }
}
