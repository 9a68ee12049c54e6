package org.sluis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.cli.Typed;

/** The benchmark, small, as it is typed: what it tells, not how fast. */
class SimulateBenchTest {
    @TempDir
    private Path data;

    @Test
    void loadsMeasuresAndKeepsWhatItLoaded() {
        String[] typed = {"bench", "simulate", "--decisions", "3000", "--rounds", "2", "--data", data.toString()};
        Typed.Said first = Typed.sluis(typed);
        assertThat(first.code()).as(first.out()).isZero();
        assertThat(first.out())
                .contains("loading 3,000 decisions")
                .containsPattern(
                        "(?m)^round 2: [0-9.]+ s; 3000 decisions, [12][0-9]{3} unchanged, 0 unreadable, 0 recorded");
        assertThat(first.out().lines().reduce((a, b) -> b).orElse(""))
                .matches("simulate: 3000 decisions in [0-9.]+ s, [1-9][0-9]*/s");

        assertThat(Typed.sluis(typed).out()).contains("are there already").doesNotContain("loading");
    }

    @Test
    void aNumberThatIsNoneOfDecisionsIsRefused() {
        Typed.Said said = Typed.sluis("bench", "simulate", "--decisions", "0", "--data", data.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).contains("--decisions is 1 to 10000000");
    }
}
