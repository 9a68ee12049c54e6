package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.EventKind;

/** A reader of the log reads words, not codes; and no page lacks a word in one of the two languages. */
class LogWordsTest {
    private static final Path WORDS = Path.of("src/main/resources/console/words");

    @ParameterizedTest
    @ValueSource(strings = {"log.properties", "log_en.properties"})
    void everyKindOfEntryHasWords(String file) throws IOException {
        Properties words = read(WORDS.resolve(file));
        assertThat(words.stringPropertyNames().stream().filter(each -> each.startsWith("kind.")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventKind.values())
                        .map(kind -> "kind." + kind.code())
                        .toList());
        assertThat(words.values()).noneMatch(word -> word.toString().isBlank());
    }

    @Test
    void bothLanguagesHaveTheSameWords() throws IOException {
        try (Stream<Path> files = Files.list(WORDS)) {
            for (Path file : files.filter(each -> !each.toString().endsWith("_en.properties"))
                    .toList()) {
                String english = file.getFileName().toString().replace(".properties", "_en.properties");
                assertThat(read(file).stringPropertyNames())
                        .as(english)
                        .isEqualTo(read(file.resolveSibling(english)).stringPropertyNames());
            }
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties words = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            words.load(text);
        }
        return words;
    }
}
