package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sluis.database.DatabaseSettings;

/** {@code docs/configuration.md} names every key and variable that is read, and no other; each default is the real one. */
class ConfigurationPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:sluis\\.|SLUIS_)[^`]+)` \\| ([^|]+) \\|");
    private static final Pattern PLACEHOLDER = Pattern.compile("(?:\\$\\{|\\{\\{)(sluis\\.[a-z0-9.-]+)(?=[:}])");
    private static final Pattern VARIABLE = Pattern.compile("SLUIS_[A-Z_]*[A-Z]");

    @Test
    void thePageNamesEveryKeyAndNoOther() throws IOException {
        assertThat(documented("sluis.")).isEqualTo(read()).hasSizeGreaterThan(10);
    }

    @Test
    void thePageNamesEveryVariableAndNoOther() throws IOException {
        Set<String> variables = new TreeSet<>(DatabaseSettings.KEYS);
        variables.addAll(found(VARIABLE, Path.of("sluis")));
        variables.addAll(found(VARIABLE, Path.of("src/main/java/org/sluis/cli/Home.java")));

        assertThat(documented("SLUIS_")).isEqualTo(variables);
    }

    @Test
    void eachDefaultIsTheRealOne() throws IOException {
        Set<String> wrong = new TreeSet<>();
        JsonNode settings = settings();
        ROW.matcher(page())
                .results()
                .filter(row -> row.group(1).startsWith("sluis."))
                .forEach(row -> {
                    JsonNode set = settings.at("/" + row.group(1).replace('.', '/'));
                    String told = row.group(2)
                            .replace("`", "")
                            .replace("<home>", "${sluis.home}")
                            .replace("<data>", "${sluis.data}");
                    if (!set.isMissingNode()
                            && !row.group(1).equals("sluis.home")
                            && !set.asText().replace("${server.port}", "<port>").equals(told)) {
                        wrong.add(row.group(1) + ": " + told + " is told, " + set.asText() + " is set");
                    }
                });

        assertThat(wrong).isEmpty();
    }

    private static Set<String> read() throws IOException {
        Set<String> keys = new TreeSet<>();
        leaves("sluis", settings().path("sluis"), keys);
        for (Path root : new Path[] {Path.of("src/main/java"), Path.of("routes")}) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile).forEach(file -> keys.addAll(found(PLACEHOLDER, file)));
            }
        }
        return keys;
    }

    private static void leaves(String path, JsonNode node, Set<String> into) {
        if (node.isValueNode()) {
            into.add(path);
        }
        node.fields().forEachRemaining(child -> leaves(path + "." + child.getKey(), child.getValue(), into));
    }

    private static JsonNode settings() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(Path.of("src/main/resources/application.yaml")));
    }

    private static Set<String> documented(String prefix) throws IOException {
        return ROW.matcher(page())
                .results()
                .map(row -> row.group(1))
                .filter(key -> key.startsWith(prefix))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/configuration.md"));
    }

    private static Set<String> found(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.groupCount() == 0 ? found.group() : found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
