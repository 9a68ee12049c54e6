package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/**
 * Writes the log as files that {@link LogVerifier} checks without a database: {@code entries.ndjson} (a line an entry;
 * the body stands in it byte for byte, so the line is readable and the leaf can be computed), {@code checkpoint} (the
 * newest signed note) and {@code key} (the verifier keys in C2SP form, a line each). Entries of all tenants: the tree
 * spans them.
 */
public final class LogExport {
    private static final int PAGE = 5000;

    private final DataSource auditor;
    private final KeyFolder keys;
    private final String origin;

    /** @param auditor connections of the auditor's role */
    public LogExport(DataSource auditor, KeyFolder keys, String origin) {
        this.auditor = auditor;
        this.keys = keys;
        this.origin = origin;
    }

    /** Writes into a new or empty folder what the newest checkpoint covers. @throws IllegalStateException when there is none yet */
    public void write(Path folder) {
        new Transactions(auditor).across(connection -> {
            Optional<String> note = SequenceRows.newestNote(connection);
            String text = note.orElseThrow(() -> new IllegalStateException("there is no checkpoint yet"));
            long size = Checkpoint.read(text).map(Checkpoint::size).orElseThrow();
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve(LogVerifier.CHECKPOINT), text);
                Files.write(folder.resolve(LogVerifier.KEY), verifierKeys());
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve(LogVerifier.ENTRIES)))) {
                    for (long from = 0; from < size; from += PAGE) {
                        entries(connection, from, Math.min(from + PAGE, size), out);
                    }
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return size;
        });
    }

    /** The keys that verify this log's checkpoints, current first: publish them somewhere the log's operator cannot change. */
    public List<String> verifierKeys() {
        return keys.signers("log").stream()
                .map(signer -> Checkpoint.verifierKey(origin, signer.publicKey()))
                .toList();
    }

    private record Line(long index, byte[] body) {}

    private static void entries(Connection connection, long from, long to, OutputStream out) throws IOException {
        List<Line> lines =
                Rows.query(connection, """
                SELECT s.index, e.body
                FROM audit_sequence s JOIN audit_event e ON e.id = s.event AND e.tenant = s.tenant
                WHERE s.index >= ? AND s.index < ? ORDER BY s.index""", row -> new Line(row.getLong("index"), row.getBytes("body")), from, to);
        for (Line line : lines) {
            out.write(LogVerifier.before(line.index(), MerkleTree.leaf(line.body()))
                    .getBytes(UTF_8));
            out.write(line.body());
            out.write(LogVerifier.AFTER.getBytes(UTF_8));
        }
    }
}
