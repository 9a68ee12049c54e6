package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyPapersCommandTest {
    @TempDir
    private Path folder;

    @Test
    void everyPaperIsWrittenAndToldWithItsLines() throws IOException {
        Typed.Said said = Typed.sluis("policy", "papers", "--out", folder.toString(), "--date", "2026-11-22");

        assertThat(said.code()).as(said.out()).isZero();
        List<String> told = said.out().lines().toList();
        assertThat(told).hasSize(16);
        for (String line : told) {
            Path file = Path.of(line.substring(0, line.lastIndexOf(": ")));
            assertThat(line).endsWith(": " + Files.readString(file).lines().count() + " lines");
        }
        assertThat(folder.resolve("nl/parents.md")).content().contains("Deze brief is gemaakt op 22 november 2026.");
        assertThat(folder.resolve("en/annex.md")).content().contains("| Made on | 22 November 2026 |");
    }

    @Test
    void onePaperInOneLanguageIsWrittenAlone() throws IOException {
        Typed.Said said =
                Typed.sluis("policy", "papers", "--out", folder.toString(), "--lang", "en", "--paper", "register");

        assertThat(said.code()).as(said.out()).isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString()))
                    .containsExactlyInAnyOrder("en/register.csv", "en/register.md");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--lang, de, '--lang is nl, en or both'",
        "--paper, registry, '--paper is one of annex, dpia, parents, recipients, register'",
        "--policies, no/such, there is no folder no/such",
        "--date, yesterday, --date"
    })
    void whatIsAskedWronglyWritesNothing(String option, String value, String told) {
        Path out = folder.resolve("out");
        Typed.Said said = Typed.sluis("policy", "papers", "--out", out.toString(), option, value);

        assertThat(said.code()).isEqualTo(Sluis.ASKED_WRONGLY);
        assertThat(said.out()).contains(told);
        assertThat(out).doesNotExist();
    }
}
