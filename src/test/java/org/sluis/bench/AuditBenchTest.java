package org.sluis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.cli.Typed;

/** The benchmark, small, as it is typed: what it tells, not how fast. */
class AuditBenchTest {
    @TempDir
    private Path data;

    @Test
    void recordsMeasuresVerifiesAndKeepsTheLogs() throws Exception {
        String[] typed = {
            "bench", "audit", "--entries", "3000", "--rounds", "1", "--seconds", "1", "--data", data.toString()
        };
        Typed.Said first = Typed.sluis(typed);
        assertThat(first.code()).as(first.out()).isZero();
        assertThat(first.out())
                .contains("recording 3,000 entries", "recording 10,000 entries")
                .containsPattern("(?m)^fsync is on; 10,000 and 3,000 entries; [0-9]+ processors$")
                .containsPattern("(?m)^round 1: plain insert [1-9][0-9]*/s, recorded and covered [1-9][0-9]*/s, ")
                .containsPattern("(?m)^from the call to a signed checkpoint on disk: half .* of [1-9][0-9]* \\(aim")
                .containsPattern("(?m)^an append takes [0-9.]+ times as long there")
                .containsPattern("(?m)^the newest 100 entries of a pupil: half ")
                .containsPattern("(?m)^verified in .*, OK$");
        assertThat(first.out().lines().reduce((a, b) -> b).orElse(""))
                .matches("audit: [0-9]+\\.[0-9]{2}× plain insert, [1-9][0-9]* entries/s verified");
        assertThat(data.resolve("export")).doesNotExist();
        assertThat(Files.isDirectory(data.resolve("log-3000"))).isTrue();

        List<String> again = new ArrayList<>();
        LoggedPast.open(data, 3000, 1, Clock.systemUTC(), again::add).close();
        assertThat(again).last().asString().contains(" entries are there already, in " + data.resolve("log-3000"));
    }

    @Test
    void aNumberThatIsNoneOfEntriesIsRefused() {
        Typed.Said said = Typed.sluis("bench", "audit", "--entries", "1", "--data", data.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).contains("--entries is 1000 to 100000000");
    }
}
