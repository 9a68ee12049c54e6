package org.sluis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only the text of the sources tells: their length, and words that compile to nothing one could find. */
class SourceRulesTest {
    private static final int LONGEST = 250;
    // In halves, so that no search for these words ends here.
    private static final Pattern EVASIONS =
            Pattern.compile("\\bThread\\." + "sleep\\b|\\bassume" + "(True|False|That|ingThat)\\b|@Dis" + "abled");
    // The driver's constant is compiled away to a number. PostgreSQL's SERIALIZABLE lets a raced withdrawal through.
    private static final Pattern ISOLATION = Pattern.compile(
            "TRANSACTION_" + "SERIALIZABLE|Isolation\\.SERIAL" + "IZABLE|(?i)isolation\\s+level\\s+serial" + "izable");

    @TempDir
    Path folder;

    @Test
    void noMainFileIsTooLong() throws IOException {
        assertThat(tooLong(Path.of("src/main/java"))).isEmpty();
    }

    @Test
    void noTestSleepsOrIsSkipped() throws IOException {
        assertThat(mentions(EVASIONS, Path.of("src"))).isEmpty();
    }

    @Test
    void noTransactionLeansOnSerialisation() throws IOException {
        assertThat(mentions(ISOLATION, Path.of("src"))).isEmpty();
    }

    @Test
    void aLongFileIsFound() throws IOException {
        Files.writeString(folder.resolve("Short.java"), "//\n".repeat(LONGEST));
        Files.writeString(folder.resolve("Long.java"), "//\n".repeat(LONGEST + 1));

        assertThat(tooLong(folder)).containsExactly("Long.java: 251 lines");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread." + "sleep(1)", "assume" + "True(x)", "@Dis" + "abled(\"later\")"})
    void anEvasionIsFound(String evasion) throws IOException {
        Files.writeString(folder.resolve("ATest.java"), "class ATest {\n" + evasion + "\n}");

        assertThat(mentions(EVASIONS, folder)).containsExactly("ATest.java:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection.TRANSACTION_" + "SERIALIZABLE",
                "Isolation.SERIAL" + "IZABLE",
                "set transaction isolation level serial" + "izable"
            })
    void anIsolationLevelIsFound(String use) throws IOException {
        Files.writeString(folder.resolve("A.java"), use);

        assertThat(mentions(ISOLATION, folder)).containsExactly("A.java:1");
    }

    private static List<String> tooLong(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(root, ".java")) {
            int lines = lines(file).size();
            if (lines > LONGEST) {
                found.add(root.relativize(file) + ": " + lines + " lines");
            }
        }
        return found;
    }

    private static List<String> mentions(Pattern words, Path root) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(root, ".java", ".sql", ".properties", ".yaml", ".yml", ".xml")) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (words.matcher(lines.get(i)).find()) {
                    found.add(root.relativize(file) + ":" + (i + 1));
                }
            }
        }
        return found;
    }

    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static List<Path> files(Path root, String... endings) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> found = all.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            assertThat(found).as("files found in " + root).isNotEmpty();
            return found;
        }
    }
}
