package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.cli.Typed;
import org.sluis.cli.Typed.Said;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole gateway on its own PostgreSQL, whose files are put back to an older copy. */
class RestoredLogTest {
    @TempDir
    Path data;

    @Test
    void doesNotStartAndNamesTheEntriesThatAreGone() throws Exception {
        start().close();
        Said rotated = Typed.sluis("audit", "rotate-key", "--data", data.toString());
        assertThat(rotated.code()).isZero();
        assertThat(rotated.out()).matches("sluis[.]example/log[+][0-9a-f]{8}[+].{44}\n");
        start().close();
        long backedUp = newestOutside().size();
        copy("postgres", "backup");

        ConfigurableApplicationContext later = start();
        later.getBean(Ledger.class).commit(LogFixture.unit(LogFixture.event(Ledger.NOBODY)));
        await().atMost(Duration.ofSeconds(20)).until(() -> newestOutside().size() > backedUp + 1);
        later.close();
        Path whole = data.resolve("whole");
        assertThat(Typed.sluis("audit", "export", whole.toString(), "--data", data.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(whole.resolve("key")))
                .startsWith(rotated.out())
                .hasLineCount(2);
        long size = newestOutside().size();

        run("rm", "-rf", data.resolve("postgres").toString());
        copy("backup", "postgres");
        assertThatThrownBy(this::start)
                .rootCause()
                .isInstanceOfSatisfying(LogRolledBack.class, refused -> assertThat(refused.from())
                        .isEqualTo(backedUp))
                .hasMessageContaining("missing: " + (size - backedUp) + " of " + size + ", index " + backedUp + " to "
                        + (size - 1) + "; the last checkpoint that fits covers " + backedUp + " entries");
        Path left = data.resolve("left");
        assertThat(Typed.sluis("audit", "export", left.toString(), "--data", data.toString())
                        .out())
                .contains("audit: " + backedUp + " entries");
    }

    private ConfigurableApplicationContext start() {
        return TestGateway.node(
                Clock.systemUTC(),
                List.of("--server.port=0", "--sluis.data=" + data, "--spring.profiles.active=plain"));
    }

    private Checkpoint newestOutside() {
        List<String> notes = new CheckpointFile(data.resolve("checkpoints")).notes();
        return Checkpoint.read(notes.get(notes.size() - 1)).orElseThrow();
    }

    private void copy(String from, String to) throws Exception {
        run("cp", "-a", data.resolve(from).toString(), data.resolve(to).toString());
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
