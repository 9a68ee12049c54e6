package org.sluis.audit.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The tree of an export computed again from its entries, up to the first that is not there, on all processors; and where
 * its tiles say otherwise. docs/audit-log.md names the rules by their numbers.
 */
public final class Recount {
    private static final long AT_ONCE = 512;

    private final LogFiles files;
    private final long size;
    private final List<Bundle> bundles = new ArrayList<>();
    private boolean exact = true;
    /** Over the roots of the first bundles, as far as was last asked: a day of checkpoints asks for ever larger sizes. */
    private MerkleTree walked = new MerkleTree();

    /** @param size of the checkpoint */
    public Recount(LogFiles files, long size) {
        this.files = files;
        this.size = size;
        long count = Tiles.count(size);
        for (long from = 0; from < count && complete(); from += AT_ONCE) {
            List<Bundle> read = LongStream.range(from, Math.min(from + AT_ONCE, count))
                    .parallel()
                    .mapToObj(n -> Bundle.read(files, n, Tiles.width(n, size)))
                    .toList();
            for (Bundle bundle : read) {
                if (complete()) {
                    bundles.add(bundle);
                    exact &= bundle.exact();
                }
            }
        }
    }

    private boolean complete() {
        return bundles.isEmpty() || bundles.get(bundles.size() - 1).complete();
    }

    /** How many entries are there, from 0 on without a gap. */
    public long entries() {
        return bundles.stream().mapToLong(Bundle::present).sum();
    }

    /** The root over these. */
    public byte[] root() {
        return MerkleTree.root(bundles.stream()
                .filter(bundle -> bundle.present() > 0)
                .map(Bundle::root)
                .toList());
    }

    /** The root over the first so many. */
    public byte[] root(long entries) {
        long full = entries / Tiles.WIDTH;
        if (walked.size() > full) {
            walked = new MerkleTree();
        }
        while (walked.size() < full) {
            walked.append(bundles.get((int) walked.size()).root());
        }
        MerkleTree roots = walked.copy();
        int rest = (int) (entries % Tiles.WIDTH);
        if (rest > 0) {
            byte[] leaves = Bundle.leaves(files, full, Tiles.width(full, size));
            roots.append(MerkleTree.root(Arrays.copyOf(leaves, rest * Tiles.HASH)));
        }
        return roots.root();
    }

    /** Whether all entries are there and have this root. */
    public boolean has(byte[] signed) {
        return entries() == size && Arrays.equals(root(), signed);
    }

    /** The first index at which an entry is not there, does not fit its tile, or a file is too long; -1: nowhere (4, 6). */
    public long misfit() {
        for (int n = 0; n < bundles.size(); n++) {
            if (bundles.get(n).misfit() >= 0) {
                return (long) n * Tiles.WIDTH + bundles.get(n).misfit();
            }
        }
        return -1;
    }

    /** The first index at which a tile does not fit the entries, all of which are there; -1: nowhere (4). */
    public long damaged() {
        long first = misfit();
        List<byte[]> hashes = full(bundles.stream().map(Bundle::root).toList(), size);
        for (int level = 1; !hashes.isEmpty(); level++) {
            List<byte[]> above = new ArrayList<>();
            for (int n = 0; n < Tiles.count(hashes.size()); n++) {
                int width = Tiles.width(n, hashes.size());
                byte[] tile = MerkleTree.joined(hashes.subList(n * Tiles.WIDTH, n * Tiles.WIDTH + width));
                Tiles.Found found = Tiles.find(files, String.valueOf(level), n, width);
                exact &= found.exact();
                int slot = found.misfit(tile);
                if (slot >= 0) {
                    long index = ((long) n * Tiles.WIDTH + slot) << (8 * level);
                    first = first < 0 ? index : Math.min(first, index);
                }
                above.add(MerkleTree.root(tile));
            }
            hashes = full(above, hashes.size());
        }
        return first;
    }

    private static List<byte[]> full(List<byte[]> roots, long hashes) {
        return roots.subList(0, (int) (hashes / Tiles.WIDTH));
    }

    /** The first index that is not what the tiles say, where these have the signed root; -1: they have not (5). */
    public long elsewhere(byte[] signed) {
        List<byte[]> told = Tiles.bundles(files, size);
        if (told == null || !Arrays.equals(MerkleTree.root(told), signed)) {
            return -1;
        }
        int n = 0;
        while (n < bundles.size()
                && bundles.get(n).complete()
                && Arrays.equals(bundles.get(n).root(), told.get(n))) {
            n++;
        }
        boolean tileFits = Arrays.equals(bundles.get(n).tile(), told.get(n));
        return (long) n * Tiles.WIDTH + (tileFits ? bundles.get(n).misfit() : 0);
    }

    /** Whether a folder holds other tiles than the size demands, given that {@link #damaged} found none damaged (9). */
    public boolean more() {
        long there = files.tiles();
        return there >= 0 && (!exact || there != Tiles.files(size));
    }
}
