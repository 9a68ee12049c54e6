package org.sluis.disclosure.folder;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.connector.CsvTable;
import org.sluis.connector.ReadMapping;
import org.sluis.disclosure.Answer;
import org.sluis.gate.Arrival;
import org.sluis.gate.Gate;
import org.sluis.gate.Receive;
import org.sluis.party.Passes;

/**
 * The door of a folder: each row of a file goes through the spine as a disclosure of its own, with the row's message id, or
 * else the file's digest and the line. A file that is dropped again, or was broken off, repeats nothing. What no row can be
 * read of is sent whole, so that it is refused and recorded as one.
 */
public final class FolderDoor {
    private static final int LATER = 503;

    private final FolderFilter filter;
    private final Connectors connectors;
    private final Passes passes;
    private final Function<Arrival, Answer> spine;

    FolderDoor(FolderFilter filter, Connectors connectors, Passes passes, Function<Arrival, Answer> spine) {
        this.filter = filter;
        this.connectors = connectors;
        this.passes = passes;
        this.spine = spine;
    }

    /**
     * Returns when the report is where its reader looks and the file in {@code done}, every row accepted, or in
     * {@code refused}. Until then the file stays where it was put, and whatever ends this is made good by taking it again.
     *
     * @throws Refused where nothing can be taken now: no log, or the gateway is closing
     */
    public void take(File dropped) throws IOException {
        Path file = dropped.toPath().toAbsolutePath().normalize();
        Folder folder = filter.folder(file).orElseThrow();
        String name = file.getFileName().toString();
        Path copy = folder.part("work").resolve(name);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
        Dropped whole = Dropped.whole(file, copy).orElseThrow(() -> new IOException("a file changed as it was taken"));
        String stem = name.substring(0, name.length() - ".csv".length()) + "."
                + whole.digest().substring(0, 12);
        Report report = Report.resumed(folder.part("work").resolve(stem + Report.ENDING));
        rows(folder, whole, report);
        Files.move(
                copy,
                folder.part(report.allAccepted() ? "done" : "refused").resolve(stem + ".csv"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        report.deliver(folder.part("reports").resolve(name + Report.ENDING));
        if (!Dropped.digest(file).equals(whole.digest())) {
            throw new IOException("another file was put in its place"); // to be taken next, not deleted with this one
        }
        Files.deleteIfExists(Dropped.beside(file, Dropped.CHECKSUM));
    }

    private void rows(Folder folder, Dropped file, Report report) throws IOException {
        ReadMapping mapping = connectors.in(folder.door().connector());
        List<CsvTable.Row> rows;
        try {
            rows = mapping.rows(file.bytes());
        } catch (Refused unreadable) {
            send(folder, text(mapping, file.bytes()), 0, null, file.digest(), report);
            return;
        }
        for (CsvTable.Row row : rows) {
            send(folder, row.message(), row.line(), row.messageId(), file.digest() + "-" + row.line(), report);
        }
        if (rows.isEmpty()) {
            send(folder, text(mapping, file.bytes()), 0, null, file.digest(), report);
        }
    }

    /** As it would have been read, so that the spine refuses it for what is wrong with it. */
    private static byte[] text(ReadMapping mapping, byte[] file) {
        try {
            return mapping.text(file);
        } catch (Refused ofNoEncoding) {
            return file;
        }
    }

    private void send(Folder folder, byte[] body, int line, @Nullable String id, String otherwise, Report report)
            throws IOException {
        if (report.tells(line)) {
            return;
        }
        String credential = passes.issue(folder.client(), folder.party(), folder.door());
        Answer answer;
        try {
            answer = spine.apply(new Arrival(
                    folder.door(), body, Gate.CSV, "", credential, id == null ? otherwise : id, null, null));
        } finally {
            MDC.remove(Receive.NAMED);
        }
        if (answer.status() == LATER) {
            throw new Refused(Reason.GATEWAY_NOT_READY);
        }
        report.add(line, id == null ? otherwise : id, answer.body());
    }
}
