package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.sluis.cli.CommandsTest.Said;

/** A privacy officer reads the log by the commands alone, at a real gateway. */
class AuditReadCommandsTest {
    private static final String PUPIL = "leerling-7790";

    @TempDir
    private static Path folder;

    private static TestGateway gateway;

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
        TestTown town = new TestTown(gateway);
        town.childWithBothParentsConsent(PUPIL);
        assertThat(gateway.post(
                                "de-linde-direct",
                                "/v1/doors/rest-json/plan-coordination/de-brug",
                                town.plan(PUPIL, "m-1"))
                        .statusCode())
                .isEqualTo(202);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!as(0, "audit", "search", "--subject=" + PUPIL).out().contains("disclosure-released")) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void findsEntriesAndSaysHowMany() {
        assertThat(as(0, "audit", "search", "--kind=consent-recorded").out())
                .contains("  consent-recorded  ")
                .contains("school=de-linde")
                .endsWith("search: 2 entries\n");
        assertThat(as(0, "audit", "search", "--kind=consent-recorded", "--most=1")
                        .out())
                .endsWith("search: 1 entries, and there may be more (--all)\n");
    }

    @Test
    void tellsAllOfThemInEachFormPageByPage() {
        String subject = "--subject=" + PUPIL;
        List<String> lines = as(0, "audit", "search", subject, "--all", "--ndjson")
                .out()
                .lines()
                .toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(4).allMatch(line -> line.startsWith("{\"index\":"));
        List<String> table = as(0, "audit", "search", subject, "--all", "--csv")
                .out()
                .lines()
                .toList();
        assertThat(table.stream().filter(line -> line.startsWith("\"index\""))).hasSize(1);
        assertThat(as(0, "audit", "search", subject, "--fhir").out())
                .contains("\"resourceType\":\"AuditEvent\"")
                .doesNotContain(PUPIL);
        as(2, "audit", "search", "--fhir", "--csv");
    }

    @Test
    void countsInATable() {
        assertThat(as(0, "audit", "counts", "--by=kind,recipient", "--kind=disclosure-released")
                        .out())
                .isEqualTo("kind                 recipient  entries\ndisclosure-released  de-brug          1\n");
    }

    @Test
    void listsWhatIsWorthALook() {
        assertThat(as(0, "audit", "patterns").out()).containsPattern("patterns: [0-9]+ to look at\n$");
    }

    @Test
    void saysWhyNot() {
        assertThat(as(1, "audit", "counts", "--by=day,child").out()).contains("parameter-not-supported", "/by:");
        assertThat(as(2, "audit", "search", "--from=yesterday").err()).contains("--from is no moment");
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
