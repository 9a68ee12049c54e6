package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.RuleLine;

/** The shipped policies release what the minimal-data policy says, rule by rule, and nothing in its place. */
class MinimalDataTest {
    private static final Map<String, Pack> PACKS = Known.PACKS.all().stream()
            .map(Policy::pack)
            .collect(Collectors.toMap(pack -> pack.id().substring(0, 3), Function.identity()));

    /** @param mark the element that must be true beside it, after the rule and {@code only-where}; empty where there is none */
    record Row(List<String> packs, String rule, String mark, List<String> elements) {}

    static Stream<Row> rows() throws IOException {
        String table = new String(
                Objects.requireNonNull(MinimalDataTest.class.getResourceAsStream("minimal-data.csv"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        return table.lines().filter(line -> !line.startsWith("#")).map(line -> {
            String[] cells = line.split(" \\| ", 3);
            String[] rule = cells[1].split(" only-where ", 2);
            return new Row(
                    List.of(cells[0].split(" ")),
                    rule[0],
                    rule.length > 1 ? rule[1] : "",
                    List.of(cells[2].split(" ")));
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aPolicySaysOfAnElementWhatTheMinimalDataPolicySays(Row row) {
        for (String id : row.packs()) {
            Pack pack = Objects.requireNonNull(PACKS.get(id), id);
            for (String element : row.elements()) {
                boolean belongs =
                        Known.DICTIONARY.profile(pack.profile()).orElseThrow().contains(element);
                RuleLine line =
                        belongs ? pack.line(Known.DICTIONARY.element(element)).orElseThrow() : null;
                assertThat(line == null ? "NEVER" : line.rule().name())
                        .as(id + " " + element)
                        .isEqualTo(row.rule());
                assertThat(line == null || line.onlyWhere() == null ? "" : line.onlyWhere())
                        .as(id + " " + element + " only-where")
                        .isEqualTo(row.mark());
            }
        }
    }

    /** Else a rule of a shipped policy could be changed in one place, and no case might hold the element. */
    @Test
    void theTableSpeaksOfEveryElementOfEveryPolicyOnce() throws IOException {
        List<String> told = rows().flatMap(row -> row.packs().stream()
                        .flatMap(id -> row.elements().stream().map(element -> id + " " + element)))
                .toList();
        assertThat(told).doesNotHaveDuplicates();
        PACKS.forEach((id, pack) -> Known.DICTIONARY.profile(pack.profile()).orElseThrow().stream()
                .filter(element -> !Known.DICTIONARY.element(element).control())
                .forEach(element -> assertThat(told).contains(id + " " + element)));
    }
}
