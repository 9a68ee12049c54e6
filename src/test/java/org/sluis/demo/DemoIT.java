package org.sluis.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it, twice in one folder; and once in a town where a step cannot go as told. */
class DemoIT {
    private static final String LAST = "demo: delivered=7 refused=3 held=2 stopped=1 withheld=32 log=verified";

    @TempDir
    private Path folder;

    private record Ran(int code, List<String> lines) {
        String whole() {
            return String.join("\n", lines);
        }
    }

    @BeforeAll
    static void built() throws Exception {
        assertThat(run(List.of("./sluis", "build")).code()).isZero();
    }

    @Test
    void playsTheMainJobAndPlaysItAgain() throws Exception {
        Ran first =
                run(List.of("./sluis", "demo", "--data", folder.resolve("data").toString()));

        assertThat(first.code()).as(first.whole()).isZero();
        assertThat(first.lines()).endsWith(LAST);
        assertThat(first.whole())
                .contains("PostgreSQL is up")
                .contains("DELIVERED")
                .containsPattern("subject.bsn +Burgerservicenummer +WITHHELD +the policy forbids it")
                .contains("REFUSED (consent-missing-holder)")
                .contains("REFUSED (consent-refused)")
                .contains("HELD (free-text-to-look-at")
                .contains("WITHDRAWS")
                .containsPattern("audit: \\d+ entries, root [0-9a-f]{64}, checkpoint \\d+, OK");

        Ran second =
                run(List.of("./sluis", "demo", "--data", folder.resolve("data").toString()));

        assertThat(second.code()).as(second.whole()).isZero();
        assertThat(second.lines()).endsWith(LAST);
    }

    @Test
    void aStepThatGoesOtherwiseEndsItWithAFailure() throws Exception {
        Path home = folder.resolve("home");
        for (String part : List.of("consent-policies", "routes", "test-fixtures")) {
            copy(Path.of(part), home.resolve(part));
        }
        Path disclosures = home.resolve("test-fixtures/disclosures");
        // Sem's plan, under a message of its own, but about Noor, for whom there is consent.
        String noor = Files.readString(disclosures.resolve("plan-noor.json"));
        Files.writeString(disclosures.resolve("plan-sem.json"), noor.replace("opp-2026-0031", "opp-2026-0032"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Ran ran = run(List.of(
                java, "-Dsluis.home=" + home, "-jar", "target/app/sluis.jar", "demo", "--data", folder + "/other"));

        assertThat(ran.code()).as(ran.whole()).isEqualTo(1);
        assertThat(ran.whole())
                .contains("expected: deny because of consent-refused; instead: 202")
                .doesNotContain("demo: delivered=");
    }

    private static Ran run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.toUpperCase(Locale.ROOT)
                .startsWith("SLUIS_"));
        builder.environment().put("SLUIS_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>();
        try (Stream<String> told = process.inputReader(StandardCharsets.UTF_8).lines()) {
            told.forEach(lines::add);
        }
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Ran(process.exitValue(), lines);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }
}
