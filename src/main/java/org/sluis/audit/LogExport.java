package org.sluis.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.TileWriter;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;

/**
 * Writes the log as files that {@link LogVerifier} checks without a database, in the form of C2SP tlog-tiles: bundles of
 * entries, tiles of hashes, {@code checkpoint} (the newest signed note, with what witnesses cosigned) and {@code key} (the verifier keys, a line each).
 * Entries of all tenants: the tree spans them. To read them there is {@link ExportedEntries}.
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

    /** Writes into a new or empty folder, or over an older export, what the newest checkpoint covers. @throws IllegalStateException when there is none yet */
    public void write(Path folder) {
        new Transactions(auditor).across(connection -> {
            Optional<String> cosigned = CosignatureRows.newestNote(connection, origin);
            String text = cosigned.or(() -> SequenceRows.newestNote(connection, origin))
                    .orElseThrow(() -> new IllegalStateException("there is no checkpoint of " + origin + " yet"));
            long size = Checkpoint.read(text).map(Checkpoint::size).orElseThrow();
            try {
                Files.createDirectories(folder);
                String lines = String.join("", CosignatureRows.lines(connection, size));
                Files.writeString(folder.resolve(LogVerifier.CHECKPOINT), text + lines);
                Files.write(folder.resolve(LogVerifier.KEY), verifierKeys());
                try (TileWriter out = new TileWriter(folder)) {
                    for (long from = 0; from < size; from += PAGE) {
                        for (byte[] entry : entries(connection, from, Math.min(from + PAGE, size))) {
                            out.append(entry);
                        }
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
        return LogKeys.published(keys, origin);
    }

    private static List<byte[]> entries(Connection connection, long from, long to) {
        return Rows.query(connection, """
                SELECT e.body
                FROM audit_sequence s JOIN audit_event e ON e.id = s.event AND e.tenant = s.tenant
                WHERE s.index >= ? AND s.index < ? ORDER BY s.index""", row -> row.getBytes("body"), from, to);
    }
}
