package org.sluis.disclosure.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestClock;
import org.sluis.canonical.Sha256;
import org.sluis.gate.Gate;

/** What is taken of a folder, and when: never a file that is not whole, never outside the hours. */
class FolderFilterTest {
    private static final byte[] TEXT = "Leerlingnr\n7\n".getBytes(UTF_8);
    private static final Folder.Server NO_SERVER = new Folder.Server(false, "none", "none");
    private static final Instant NIGHT = Instant.parse("2026-11-23T22:30:00Z");

    @TempDir
    private Path root;

    private final TestClock clock = new TestClock(NIGHT);
    private Folder folder;
    private FolderFilter filter;

    @BeforeEach
    void open() {
        folder = folder("23:00-06:00");
        filter = new FolderFilter(List.of(folder), clock, ZoneId.of("Europe/Amsterdam"));
    }

    private Folder folder(String window) {
        return Folder.of(
                "linde",
                new Folder.Written(
                        true,
                        root.toString(),
                        "de-linde-direct",
                        "de-linde",
                        "csv-signal/signal/jeugdteam-waterlee",
                        window,
                        NO_SERVER));
    }

    @Test
    void aFileIsTakenOnceItsMarkerAndItsDigestAreThere() throws IOException {
        Path file = put("a.csv", TEXT);
        assertThat(taken(file)).isFalse();
        put("a.csv.sha256", (Sha256.hex(TEXT) + "  a.csv\n").getBytes(UTF_8));
        assertThat(taken(file)).isFalse();
        put("a.csv.done", new byte[0]);
        assertThat(taken(file)).isTrue();
    }

    @Test
    void theMarkerMayHoldTheDigestAndThenItIsTheOneThatCounts() throws IOException {
        Path file = put("a.csv", TEXT);
        put("a.csv.done", Sha256.hex(TEXT).toUpperCase(Locale.ROOT).getBytes(UTF_8));
        assertThat(taken(file)).isTrue();
        put("a.csv.sha256", Sha256.hex(TEXT).getBytes(UTF_8));
        put("a.csv.done", Sha256.hex(new byte[0]).getBytes(UTF_8));
        assertThat(taken(file)).isFalse();
    }

    @Test
    void aHalfFileIsNotTakenUntilTheRestIsThere() throws IOException {
        Path file = put("a.csv", "Leerling".getBytes(UTF_8));
        put("a.csv.sha256", Sha256.hex(TEXT).getBytes(UTF_8));
        put("a.csv.done", new byte[0]);
        assertThat(taken(file)).isFalse();
        put("a.csv", TEXT);
        assertThat(taken(file)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "done", "abcd"})
    void aMarkerThatHoldsNoDigestIsNone(String said) throws IOException {
        Path file = put("a.csv", TEXT);
        put("a.csv.done", said.getBytes(UTF_8));
        assertThat(taken(file)).isFalse();
    }

    /** The zone of the law, and its summer: 23:00 is 21:00 or 22:00 UTC. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T21:59:59Z, false",
        "2026-11-23T22:00:00Z, true",
        "2026-11-24T04:59:59Z, true",
        "2026-11-24T05:00:00Z, false",
        "2026-07-01T20:59:59Z, false",
        "2026-07-01T21:00:00Z, true",
        "2026-07-02T04:00:00Z, false"
    })
    void outsideItsHoursNothingIsTaken(Instant at, boolean open) throws IOException {
        Path file = ready("a.csv", TEXT);
        clock.set(at);
        assertThat(taken(file)).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {".a.csv", "a.txt", "a b.csv", "é.csv", "a.csv.exe", "-a.csv"})
    void anotherNameIsNotTaken(String name) throws IOException {
        assertThat(taken(ready(name, TEXT))).isFalse();
    }

    @Test
    void aLinkIsNoFileAndAnotherFolderIsNotLookedAt() throws IOException {
        Path elsewhere = Files.write(root.resolve("a.csv"), TEXT);
        put("a.csv.done", Sha256.hex(TEXT).getBytes(UTF_8));
        Files.createSymbolicLink(folder.in().resolve("a.csv"), elsewhere);
        assertThat(taken(folder.in().resolve("a.csv"))).isFalse();
        Files.write(root.resolve("a.csv.done"), Sha256.hex(TEXT).getBytes(UTF_8));
        assertThat(taken(elsewhere)).isFalse();
    }

    @Test
    void whatAPartyWroteIsForTheGatewayAlone() throws IOException {
        for (String part : List.of("work", "done", "refused")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.part(part))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsTooLargeIsTakenToBeRefused() throws IOException {
        Path file = put("a.csv", new byte[Gate.MAX_BODY_BYTES + 2]);
        assertThat(taken(file)).isFalse();
        put("a.csv.done", new byte[0]);
        assertThat(taken(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "none, a, b, a/b/c, sluis.folders.x.path: is not a folder",
        ", none, b, a/b/c, sluis.folders.x.client and sluis.folders.x.party: write",
        ", a, none, a/b/c, sluis.folders.x.client and sluis.folders.x.party: write",
        ", a, b, a/b, sluis.folders.x.door: write connector/purpose/recipient",
    })
    void whatIsNotSetStopsTheStart(String path, String client, String party, String door, String problem) {
        refused(
                new Folder.Written(
                        true, path == null ? root.toString() : path, client, party, door, "always", NO_SERVER),
                problem);
    }

    @Test
    void aServerWithoutKeysStopsTheStart() throws IOException {
        String key = Files.write(root.resolve("key"), new byte[1]).toString();
        for (String[] files : new String[][] {{"none", key, "key-file"}, {key, "none", "known-hosts"}}) {
            Folder.Server server = new Folder.Server(true, files[0], files[1]);
            refused(
                    new Folder.Written(true, root.toString(), "a", "b", "a/b/c", "always", server),
                    "sluis.folders.x.sftp." + files[2] + ": cannot be read");
        }
    }

    private static void refused(Folder.Written set, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Folder.of("x", set))
                .withMessageStartingWith(problem);
    }

    private Path ready(String name, byte[] bytes) throws IOException {
        put(name + ".done", Sha256.hex(bytes).getBytes(UTF_8));
        return put(name, bytes);
    }

    private Path put(String name, byte[] bytes) throws IOException {
        return Files.write(folder.in().resolve(name), bytes);
    }

    private boolean taken(Path file) {
        GenericFile<File> found = new GenericFile<>();
        found.setFile(file.toFile());
        found.setAbsolute(true);
        found.setAbsoluteFilePath(file.toString());
        found.setFileName(file.getFileName().toString());
        found.setFileNameOnly(file.getFileName().toString());
        return filter.accept(found);
    }
}
