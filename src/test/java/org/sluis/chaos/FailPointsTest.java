package org.sluis.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The storm halts a node at every point that the code names, and at no other; and nothing but the storm says that one shall halt. */
class FailPointsTest {
    private static final Pattern POINT = Pattern.compile("FailPoint\\.reach\\(\"([a-z0-9-]+)\"\\)");
    private static final Path MAIN = Path.of("src/main/java");

    @Test
    void theStormAndTheCodeNameTheSame() throws IOException {
        List<String> named = sources()
                .flatMap(source -> POINT.matcher(source).results())
                .map(found -> found.group(1))
                .sorted()
                .toList();

        assertThat(named).as("each once").doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(14);
        assertThat(named)
                .containsExactlyElementsOf(Faults.POINTS.stream().sorted().toList());
    }

    @Test
    void everyUseNamesItsPointInSoManyWords() throws IOException {
        long uses = sources()
                .mapToLong(source -> source.split("FailPoint\\.reach\\(", -1).length - 1)
                .sum();

        assertThat(uses).isEqualTo(Faults.POINTS.size());
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(FailPointsTest::read).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
