package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Sha256;
import org.sluis.cli.CommandsTest.Said;

/** Who operates a gateway registers texts in its own database: a new folder with a database of its own. */
class TextCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aTextIsRegisteredOnceAndNeverAsAnother() throws IOException {
        Path text = Files.writeString(folder.resolve("text.md"), "Wij vragen u of het plan gedeeld mag worden.\n");
        assertThat(text("2026-1", text).code()).as("no controller yet").isEqualTo(2);
        Said town = sluis("party", "load", "test-fixtures/people/parties.yaml", "--data=" + folder);
        assertThat(town.code()).as(town.err()).isZero();

        Said first = text("2026-1", text, "--from=2026-08-01");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("Registered: text 2026-1").contains(Sha256.hex(Files.readAllBytes(text)));
        assertThat(text("2026-1", text).out()).startsWith("On record already");
        assertThat(text("2026-1", text, "--material").code()).isEqualTo(1);
        Files.writeString(text, "Iets anders.\n");
        Said other = text("2026-1", text);
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("registered with another text");
        assertThat(text("2026-2", text, "--tenant=elders").code()).isEqualTo(2);
        assertThat(text("2026-2", text, "--tenant=waterlee-scholen", "--material")
                        .code())
                .isZero();
    }

    @Test
    void whatIsAskedWronglyTouchesNoDatabase() {
        Path data = folder.resolve("none");
        assertThat(text("2026-1", folder.resolve("nothing.md")).code()).isEqualTo(2);
        assertThat(sluis("consent", "text", "--purpose=Plan", "--version=1", "--file=README.md", "--data=" + data)
                        .code())
                .isEqualTo(2);
        assertThat(data).doesNotExist();
    }

    private Said text(String version, Path file, String... more) {
        String[] words = {
            "consent",
            "text",
            "--purpose=plan-coordination",
            "--version=" + version,
            "--file=" + file,
            "--data=" + folder
        };
        return sluis(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
    }
}
