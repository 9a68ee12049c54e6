package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/audit-log.md and the code name the same kinds, and no entry holds a fact that the page does not know. */
class AuditCatalogueTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z-]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern FACT = Pattern.compile("\\.(?:with|committing)\\(\\s*\"([^\"]+)\"");

    @Test
    void thePageDescribesEachKindAndNoOther() throws IOException {
        assertThat(page().keySet())
                .containsExactlyElementsOf(
                        Arrays.stream(EventKind.values()).map(EventKind::code).toList());
    }

    @Test
    void thePageKnowsEachFactThatTheCodeRecords() throws IOException {
        Set<String> known =
                page().values().stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
        Set<String> recorded = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                if (source.contains("EventKind.") || source.contains("import org.sluis.audit.Event;")) {
                    recorded.addAll(FACT.matcher(source)
                            .results()
                            .map(fact -> fact.group(1))
                            .toList());
                }
            }
        }
        assertThat(recorded).isNotEmpty();
        assertThat(known).containsAll(recorded);
    }

    private static Map<String, List<String>> page() throws IOException {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("docs/audit-log.md")))
                .results()
                .toList()) {
            if (!row.group(1).equals("kind")) {
                kinds.put(row.group(1), List.of(row.group(3).replace("*", "").split("[,;] ")));
            }
        }
        return kinds;
    }
}
