package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.LogExport;
import org.sluis.cli.CommandsTest.Said;

/** A privacy officer makes reports by the command alone, and whoever gets one checks it with the published key. */
class InsightCommandTest {
    private static final String PUPIL = "leerling-7791";

    @TempDir
    private static Path folder;

    private static TestGateway gateway;
    private static Path key;

    @BeforeAll
    static void open() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        gateway = new TestGateway(
                "server.port=" + port, "sluis.auth.issuer=http://localhost:" + port, "sluis.delivery.workers=0");
        gateway.client(TestGateway.TENANT, "linde-1", "de-linde");
        Files.writeString(folder.resolve("linde-1.jwk"), gateway.privateKey("linde-1"));
        as(0, "person", "add", "medewerker-1", "--account=linde-1");
        as(0, "person", "role", "medewerker-1", "privacy-officer", "--until=2044-08-01");
        new TestTown(gateway).childWithBothParentsConsent(PUPIL);
        key = Files.write(folder.resolve("key"), gateway.bean(LogExport.class).verifierKeys(), StandardCharsets.UTF_8);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!as(0, "audit", "search", "--subject=" + PUPIL).out().contains("consent-recorded")) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aReportIsMadeForOnePersonAndCheckedWithoutTheGateway() throws Exception {
        Path made = folder.resolve("report.json");
        assertThat(report(0, made, "--holder=ouder-1", "--language=en").out()).isEqualTo("report: " + made + "\n");
        assertThat(Files.getPosixFilePermissions(made)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        JsonNode report = TestTown.read(Files.readString(made));
        assertThat(report.path("language").asText()).isEqualTo("en");
        assertThat(report.path("statements")).hasSize(1);
        assertThat(check(0, made)).matches("report: [1-9][0-9]* entries, OK\n");

        // Another leaf, and an entry that nothing vouches for.
        Path changed = folder.resolve("changed.json");
        String leaf = report.at("/evidence/0/leaf").asText();
        Files.writeString(changed, Files.readString(made).replace(leaf, "0".repeat(64)));
        assertThat(check(1, changed)).contains("FAILED");
        ((ObjectNode) report).putArray("evidence");
        Files.writeString(changed, report.toString());
        assertThat(check(1, changed)).contains("FAILED");
        Path other = Files.writeString(folder.resolve("other-key"), "sluis.example/log+00000000+AA==\n");
        assertThat(sluis("insight", "check", made.toString(), "--key=" + other).code())
                .isEqualTo(1);
    }

    @Test
    void onPaperForPeople() throws Exception {
        Path made = folder.resolve("report.pdf");
        report(0, made, "--holder=ouder-2");
        assertThat(new String(Files.readAllBytes(made), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-1.");
        assertThat(report(2, made, "--holder=ouder-2").err()).contains("is there already");
        assertThat(sluis("insight", "check", made.toString(), "--key=" + key).code())
                .isEqualTo(2);
    }

    @Test
    void saysWhyNotAndLeavesNoFile() {
        Path made = folder.resolve("none.json");
        assertThat(report(1, made, "--youth").out()).contains("insight-not-for-this-person");
        assertThat(made).doesNotExist();
        assertThat(report(2, made).err()).contains("--youth", "--holder");
        assertThat(report(2, made, "--youth", "--holder=ouder-1").err()).isNotEmpty();
        assertThat(report(2, folder.resolve("report.doc"), "--youth").err()).contains(".pdf or .json");
    }

    private static String check(int code, Path report) {
        Said said = sluis("insight", "check", report.toString(), "--key=" + key);
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        return said.out();
    }

    @Test
    void whatThePartiesWatchIsATableForPeopleAndForASpreadsheet() {
        String table = as(0, "insight", "indicators", "--language=en").out();
        assertThat(table)
                .contains("Signals that a school sent", "de-linde")
                .containsPattern("Answered within the time agreed +<10 +<10 +<10")
                .containsPattern(
                        "indicators: waterlee, school year 20\\d\\d-20\\d\\d up to 20.*: fewer than 10 pupils, or none");
        List<String> csv = as(0, "insight", "indicators", "--csv").out().lines().toList();
        assertThat(csv.get(0))
                .isEqualTo("\"agreement\",\"school_year\",\"until\",\"indicator\",\"label\",\"party\",\"count\","
                        + "\"late\",\"returned\",\"smallest\"");
        assertThat(csv)
                .anyMatch(line ->
                        line.contains("\"Signalen die een school stuurde\",\"de-linde\",\"\",\"\",\"\",\"10\""));
        assertThat(TestTown.read(as(0, "insight", "indicators", "--json").out()).path("indicators"))
                .hasSize(4);
        assertThat(as(1, "insight", "indicators", "--agreement=elders").out()).contains("not-found");
    }

    @Test
    void aCorrectionNamesWhoHasItAndIsFoundByPupil() {
        assertThat(as(
                                0,
                                "correction",
                                "record",
                                "--subject=" + PUPIL,
                                "--element=goal.description",
                                "--element=goal.evaluation")
                        .out())
                .contains("rectified  goal.description, goal.evaluation", "Everyone who has it heard of it.");
        assertThat(as(0, "correction", "list", "--subject=" + PUPIL).out()).contains("corrections: 1");
        assertThat(as(0, "correction", "list").out()).isEqualTo("corrections: 0\n");
        assertThat(as(1, "correction", "told", "00000000-0000-4000-8000-000000000001", "--recipient=de-brug")
                        .out())
                .contains("not-found");
        assertThat(as(1, "correction", "record", "--subject=" + PUPIL, "--element=x")
                        .out())
                .contains("/elements");
    }

    private static Said report(int code, Path file, String... more) {
        List<String> words = new ArrayList<>(List.of("insight", "report", file.toString(), "--subject=" + PUPIL));
        words.addAll(List.of(more));
        return as(code, words.toArray(String[]::new));
    }

    private static Said as(int code, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--as=de-linde",
                "--client=linde-1",
                "--key=" + folder.resolve("linde-1.jwk"),
                "--gateway=" + gateway.url()));
        Said said = sluis(all.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        return said;
    }
}
