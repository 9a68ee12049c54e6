package org.sluis.disclosure.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sluis.TestTown;
import org.sluis.canonical.Sha256;
import org.sluis.gate.StrictCsv;

/** Files of signals as De Linde drops them: rows of the fixture, each about another child. */
final class Signals {
    private static final List<StrictCsv.Line> FIXTURE = fixture();

    private Signals() {}

    static String header() {
        return StrictCsv.line(FIXTURE.get(0).values(), ';');
    }

    /** A row about this child with this message id. */
    static String row(String child, String message) {
        return row(child, message, row -> row);
    }

    static String row(String child, String message, UnaryOperator<String> changed) {
        String born = TestTown.birthDate().format(DateTimeFormatter.ofPattern("d-M-yyyy"));
        return changed.apply(StrictCsv.line(FIXTURE.get(1).values(), ';')
                .replace("delinde-signaal-2026-0012", message)
                .replace("SIG-2026-0012", "SIG-" + message)
                .replace("WL-2017-031", child)
                .replace("14-3-2017", born));
    }

    /** As an administrator does it: the file, its digest, and the marker last. */
    static void drop(Path in, String name, String text) throws IOException {
        drop(in, name, text.getBytes(UTF_8));
    }

    static void drop(Path in, String name, byte[] bytes) throws IOException {
        Files.write(in.resolve(name), bytes);
        Files.writeString(in.resolve(name + ".sha256"), Sha256.hex(bytes) + "  " + name + "\n");
        Files.createFile(in.resolve(name + ".done"));
    }

    private static List<StrictCsv.Line> fixture() {
        try {
            return StrictCsv.lines(
                    Files.readAllBytes(Path.of("test-fixtures/connectors/csv-signal/signal/in.csv")), ';');
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
