package org.sluis.disclosure.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.gate.StrictCsv;

/** The folder of De Linde at a whole gateway: what is put there, what becomes of each row, and what is told of it. */
class FolderDoorTest {
    private static final List<String> CATEGORIES =
            List.of("IDENT", "CONTACT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "VOICE", "SUPPORT");

    @TempDir
    private static Path root;

    private static TestGateway gateway;
    private static TestTown town;

    static String[] settings(Path root) {
        return new String[] {
            "sluis.delivery.workers=0",
            "sluis.folders.csv-signal.open=true",
            "sluis.folders.csv-signal.path=" + root,
            "sluis.folders.csv-signal.client=de-linde-direct",
            "sluis.folders.csv-signal.party=de-linde",
            "sluis.folders.csv-signal.door=csv-signal/signal/jeugdteam-waterlee",
            "sluis.folders.csv-signal.window=always",
            "sluis.folders.csv-signal.every=50"
        };
    }

    @BeforeAll
    static void open() {
        gateway = new TestGateway(settings(root));
        town = new TestTown(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    static void child(TestTown town, String child) {
        town.child(child);
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", child, holder, "grant", "signal", "jeugdteam-waterlee", CATEGORIES);
        }
    }

    @Test
    void eachRowIsADisclosureOfItsOwnAndTheReportTellsWhatBecameOfIt() throws Exception {
        child(town, "folder-a");
        child(town, "folder-b");
        drop(
                "mixed.csv",
                Signals.header()
                        + Signals.row("folder-a", "mixed-1")
                        + Signals.row("folder-unknown", "mixed-2")
                        + Signals.row("folder-b", "mixed-3", row -> row.replace("\"gewoon\"", "\"=1+1\""))
                        + Signals.row("folder-b", "mixed-4")
                        + Signals.row("folder-b", "mixed-4", row -> row.replace("groep 6", "groep 7")));

        List<List<String>> report = report("mixed.csv");

        // A row has two lines: a cell with a line break.
        assertThat(report)
                .extracting(row -> row.subList(0, 3))
                .containsExactly(
                        List.of("2", "mixed-1", "accepted"),
                        List.of("4", "mixed-2", "pending"),
                        List.of("6", "mixed-3", "deny"),
                        List.of("8", "mixed-4", "accepted"),
                        List.of("10", "mixed-4", "deny"));
        assertThat(report)
                .extracting(row -> row.get(4))
                .containsExactly("", "subject-unknown", "formula-in-cell", "", "duplicate-with-other-content");
        assertThat(report.get(2).get(5)).isEqualTo("Urgentie | Urgentie: code-unknown");
        assertThat(report.get(2).get(6)).startsWith("Een cel begint met een teken");
        assertThat(report).allSatisfy(row -> assertThat(row.get(3)).matches("[0-9a-f-]{36}"));
        assertThat(accepted(report)).isEqualTo(2);
        assertThat(names("refused")).anyMatch(name -> name.matches("mixed[.][0-9a-f]{12}[.]csv"));
        assertThat(Files.readString(root.resolve("reports/mixed.csv.report.csv")))
                .doesNotContain("Noor", "Veldkamp", "pauze", "=1+1", "folder-a", "0600000311");

        // What was refused is put right and sent again, without the rest.
        child(town, "folder-unknown");
        drop(
                "mended.csv",
                Signals.header() + Signals.row("folder-unknown", "mixed-2") + Signals.row("folder-b", "mixed-3"));
        assertThat(report("mended.csv")).extracting(row -> row.get(2)).containsOnly("accepted");
        assertThat(names("done")).anyMatch(name -> name.startsWith("mended."));
        gone("mended.csv");
        gone("mixed.csv");
        assertThat(names("work")).noneMatch(name -> name.startsWith("m"));
    }

    @Test
    void aFileThatIsDroppedAgainRepeatsNothing() throws Exception {
        child(town, "folder-again");
        String text = Signals.header() + Signals.row("folder-again", "") + Signals.row("folder-again", "again-2");
        drop("again.csv", text);
        List<List<String>> first = report("again.csv");
        gone("again.csv");
        Files.delete(root.resolve("reports/again.csv.report.csv"));
        drop("again.csv", text);

        assertThat(report("again.csv")).isEqualTo(first);
        assertThat(first).extracting(row -> row.get(2)).containsOnly("accepted");
        assertThat(first.get(0).get(1)).matches("[0-9a-f]{64}-2"); // it has no id of its own
        assertThat(outbox(first)).isEqualTo(2);
    }

    @Test
    void aFileWhoseFirstLineIsWrongIsRefusedWholeAndRecorded() throws Exception {
        child(town, "folder-header");
        long before = count("outbox");
        drop(
                "header.csv",
                Signals.header().replace("Geboortedatum", "Gebortedatum") + Signals.row("folder-header", "header-1"));

        List<List<String>> report = report("header.csv");

        assertThat(report).hasSize(1);
        assertThat(report.get(0).get(0)).isEqualTo("0");
        assertThat(report.get(0).get(4)).isEqualTo("element-unmapped");
        assertThat(report.get(0).get(5)).startsWith("line 1, column 7: Geboortedatum?");
        assertThat(count("outbox")).isEqualTo(before);
        assertThat(refusals(report.get(0).get(3))).isEqualTo(1);
    }

    @Test
    void aFileThatIsNoTableIsRefusedWhole() throws Exception {
        drop("quote.csv", Signals.header() + Signals.row("x", "quote-1") + "\"never closed\r\n");
        assertThat(report("quote.csv")).extracting(row -> row.get(4)).containsExactly("not-well-formed");
        drop("utf16.csv", Signals.header().getBytes(java.nio.charset.StandardCharsets.UTF_16LE));
        assertThat(report("utf16.csv")).extracting(row -> row.get(4)).containsExactly("not-utf8");
        drop("empty.csv", Signals.header());
        assertThat(report("empty.csv")).extracting(row -> row.get(4)).containsExactly("body-empty");
        drop("nothing.csv", "");
        assertThat(report("nothing.csv")).extracting(row -> row.get(4)).containsExactly("body-empty");
        drop("huge.csv", Signals.header() + "x".repeat(2 * 1024 * 1024));
        assertThat(report("huge.csv")).extracting(row -> row.get(4)).containsExactly("body-too-large");
    }

    @Test
    void anotherEncodingIsTheSameMessage() throws Exception {
        child(town, "folder-zoë");
        String text = Signals.header() + Signals.row("folder-zoë", "zoe-1");
        drop("zoe-1252.csv", text.getBytes(Charset.forName("windows-1252")));
        List<List<String>> first = report("zoe-1252.csv");
        drop("zoe-utf8.csv", ("\uFEFF" + text).getBytes(UTF_8));

        assertThat(first).extracting(row -> row.get(2)).containsExactly("accepted");
        assertThat(report("zoe-utf8.csv")).isEqualTo(first);
    }

    /** The good one was put there last: when its report is there, the others have been looked at. */
    @Test
    void whatIsNotWholeStaysWhereItIs() throws Exception {
        child(town, "folder-half");
        Path in = root.resolve("in");
        String text = Signals.header() + Signals.row("folder-half", "half-1");
        drop("half.csv", text);
        Files.writeString(in.resolve("unmarked.csv"), text);
        Files.writeString(in.resolve("halved.csv"), text.substring(0, text.length() - 9));
        Files.copy(root.resolve("in/unmarked.csv"), in.resolve("halved.csv.whole"));
        Files.writeString(in.resolve("halved.csv.sha256"), org.sluis.canonical.Sha256.hex(text.getBytes(UTF_8)));
        Files.createFile(in.resolve("halved.csv.done"));
        report("half.csv");
        drop("last.csv", text);
        report("last.csv");

        assertThat(in.resolve("unmarked.csv")).exists();
        assertThat(in.resolve("halved.csv")).exists();
        assertThat(names("reports")).noneMatch(name -> name.startsWith("unmarked") || name.startsWith("halved"));
        Files.writeString(in.resolve("halved.csv"), text);
        assertThat(report("halved.csv")).extracting(row -> row.get(2)).containsExactly("accepted");
    }

    private static void drop(String name, String text) throws IOException {
        Signals.drop(root.resolve("in"), name, text);
    }

    private static void drop(String name, byte[] bytes) throws IOException {
        Signals.drop(root.resolve("in"), name, bytes);
    }

    private static List<List<String>> report(String name) throws IOException {
        return report(root, name);
    }

    /** Its lines below the first, once it is there. */
    static List<List<String>> report(Path root, String name) throws IOException {
        Path report = root.resolve("reports").resolve(name + ".report.csv");
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!Files.exists(report) && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        List<StrictCsv.Line> lines = StrictCsv.lines(Files.readAllBytes(report), ',');
        return lines.subList(1, lines.size()).stream()
                .map(StrictCsv.Line::values)
                .toList();
    }

    /** Waits until the file and what stood beside it are taken away. */
    private static void gone(String name) throws IOException {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (names("in").stream().anyMatch(each -> each.startsWith(name)) && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(names("in")).noneMatch(each -> each.startsWith(name));
    }

    private static List<String> names(String part) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(part))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static int accepted(List<List<String>> report) {
        return outbox(
                report.stream().filter(row -> row.get(2).equals("accepted")).toList());
    }

    private static int outbox(List<List<String>> report) {
        return report.stream()
                .map(row -> row.get(3))
                .distinct()
                .mapToInt(disclosure -> one("SELECT count(*) FROM outbox WHERE disclosure::text = ?", disclosure))
                .sum();
    }

    private static int refusals(String disclosure) {
        return one("SELECT count(*) FROM refusal WHERE disclosure::text = ?", disclosure);
    }

    private static long count(String table) {
        return one("SELECT count(*) FROM " + table + " WHERE ? = ''", "");
    }

    private static int one(String sql, String value) {
        return gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.one(connection, sql, row -> row.getInt(1), value)
                        .orElseThrow());
    }
}
