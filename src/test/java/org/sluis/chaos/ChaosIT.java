package org.sluis.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.database.Database;

/** A storm with some of each fault, as it is run by hand; and two storms without a fault that must fail all the same. */
class ChaosIT {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final long SEED = 20261123;

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostNothingComesTwiceNothingComesLate() throws Exception {
        assertThat(run(List.of("./sluis", "build"))).endsWith("ended 0");
        List<String> said = run(List.of("./sluis", "chaos", "--few", "--data", data().toString()));
        String whole = String.join("\n", said);

        assertThat(said).as(whole).endsWith("ended 0");
        assertThat(said.get(said.size() - 2))
                .matches("chaos: accepted=[1-9]\\d* delivered=[1-9]\\d* refused=[1-9]\\d* expired=\\d+ parked=\\d+"
                        + " lost=0 duplicated=0 after-withdrawal=0 gaps=0 recovery-p95=\\d+\\.\\ds");
        assertThat(said.stream().filter(line -> line.contains("halted ")))
                .as(whole)
                .hasSize(3);
        assertThat(said.stream().filter(line -> line.contains("killed node"))).hasSize(2);
    }

    @Test
    void withoutTheSubjectsLockItFails() throws Exception {
        StringWriter said = new StringWriter();
        Plan unlocked = Plan.calm(HOME, data(), SEED, 40).served(List.of("org.sluis.delivery.UnlockedNode"));

        assertThat(Chaos.run(unlocked, Clock.systemUTC(), new PrintWriter(said, true)))
                .as(said.toString())
                .isFalse();
        assertThat(said.toString())
                .contains("\nE4 received after a withdrawal was answered: ")
                .containsPattern(" after-withdrawal=[1-9]");
    }

    @Test
    void withAnEditedEntryItFails() throws Exception {
        StringWriter said = new StringWriter();
        Plan edited = Plan.calm(HOME, data(), SEED, 2).meddled(ChaosIT::edit);

        assertThat(Chaos.run(edited, Clock.systemUTC(), new PrintWriter(said, true)))
                .as(said.toString())
                .isFalse();
        assertThat(said.toString())
                .containsPattern("\nE5 audit: .*FAILED from index \\d+ on")
                .contains(" gaps=1 ")
                .doesNotContain("\nE1", "\nE2", "\nE3", "\nE4", "\nE6");
    }

    private Path data() {
        return folder.resolve("storm");
    }

    /** What only the owner of the database can do. */
    private static void edit(Database database) {
        database.asOwner(owner -> {
            try (Statement statement = owner.createStatement()) {
                statement.execute("ALTER TABLE audit_event DISABLE TRIGGER append_only");
                statement.execute("UPDATE audit_event SET body = set_byte(body, 10, 33)"
                        + " WHERE id = (SELECT event FROM audit_sequence WHERE index = 20)");
                statement.execute("ALTER TABLE audit_event ENABLE TRIGGER append_only");
            }
            owner.commit();
        });
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
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
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        lines.add("ended " + process.exitValue());
        return lines;
    }
}
