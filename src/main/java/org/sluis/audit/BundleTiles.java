package org.sluis.audit;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.LogFiles;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.database.Rows;

/** The tiles of the two lower levels, read from the database in one transaction across tenants: what proofs are made of. */
final class BundleTiles implements LogFiles {
    private static final int WIDTH = 256;
    private static final int HASH = 32;
    private static final int AT_ONCE = 16;
    private static final Pattern NAME = Pattern.compile("tile/([01])/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([0-9]{1,3}))?");

    private final Connection connection;
    private final Map<String, byte[]> read = new HashMap<>();

    private BundleTiles(Connection connection) {
        this.connection = connection;
    }

    /** Notes the root of each full bundle below this size that has none yet. */
    static BundleTiles upTo(Connection connection, long size) {
        long full = size / WIDTH;
        for (long n = known(connection); n < full; n += AT_ONCE) {
            int bundles = (int) Math.min(AT_ONCE, full - n);
            List<byte[]> leaves = leaves(connection, n * WIDTH, bundles * WIDTH);
            for (int i = 0; i < bundles; i++) {
                List<byte[]> bundle = leaves.subList(i * WIDTH, (i + 1) * WIDTH);
                Rows.update(
                        connection,
                        "INSERT INTO audit_bundle (n, root) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        n + i,
                        MerkleTree.of(bundle).root());
            }
        }
        return new BundleTiles(connection);
    }

    private static long known(Connection connection) {
        return Rows.query(connection, "SELECT coalesce(max(n) + 1, 0) FROM audit_bundle", row -> row.getLong(1))
                .get(0);
    }

    @Override
    public byte @Nullable [] read(String name) {
        return read.computeIfAbsent(name, this::tile);
    }

    private byte @Nullable [] tile(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return null;
        }
        long n = Long.parseLong(parts.group(2).replaceAll("[x/]", ""));
        int width = parts.group(3) == null ? WIDTH : Integer.parseInt(parts.group(3));
        List<byte[]> hashes = parts.group(1).equals("0")
                ? leaves(connection, n * WIDTH, width)
                : Rows.query(
                        connection,
                        "SELECT root FROM audit_bundle WHERE n >= ? AND n < ? ORDER BY n",
                        row -> row.getBytes("root"),
                        n * WIDTH,
                        n * WIDTH + width);
        ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * HASH);
        hashes.forEach(bytes::put);
        return bytes.array();
    }

    /** @throws IllegalStateException where the log has not that many; whether they are the right ones, the proof will tell */
    private static List<byte[]> leaves(Connection connection, long from, int count) {
        List<byte[]> leaves = SequenceRows.placed(connection, from, count).stream()
                .map(SequenceRows.Placed::leaf)
                .toList();
        if (leaves.size() != count) {
            throw new IllegalStateException("the log ends before " + (from + count));
        }
        return leaves;
    }
}
