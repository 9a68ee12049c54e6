package org.sluis.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.cli.Typed;

/** The benchmark, small, as it is typed: what it tells, not how fast. */
class ConsentBenchTest {
    @TempDir
    private Path data;

    @Test
    void loadsMeasuresAndKeepsWhatItLoaded() {
        String[] typed = {
            "bench", "consent", "--subjects", "2000", "--rounds", "1", "--seconds", "1", "--data", data.toString()
        };
        Typed.Said first = Typed.sluis(typed);
        assertThat(first.code()).as(first.out()).isZero();
        assertThat(first.out())
                .containsPattern("loading 2,000 subjects with 6 consents each: [0-9.]+ GB needed, [0-9.]+ GB free")
                .containsPattern("(?m)^wrong answers +0 +0$")
                .containsPattern("(?m)^ratio [0-9.]+ ");
        assertThat(first.out().lines().reduce((a, b) -> b).orElse(""))
                .matches("consent: [1-9][0-9]*/s at 1k, [1-9][0-9]*/s at 2k subjects");

        Typed.Said again = Typed.sluis(typed);
        assertThat(again.out()).contains("2,000 subjects are there already").doesNotContain("loading");
    }

    @Test
    void aNumberThatIsNoneOfSubjectsIsRefused() {
        Typed.Said said = Typed.sluis("bench", "consent", "--subjects", "0", "--data", data.toString());
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.out()).contains("--subjects is 1 to 10000000");
    }
}
