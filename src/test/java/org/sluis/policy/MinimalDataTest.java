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

/** The shipped policies release what the minimal-data policy says, rule by rule, and nothing in its place. */
class MinimalDataTest {
    private static final Map<String, Pack> PACKS = Known.PACKS.all().stream()
            .map(Policy::pack)
            .collect(Collectors.toMap(pack -> pack.id().substring(0, 3), Function.identity()));

    record Row(List<String> packs, String rule, List<String> elements) {}

    static Stream<Row> rows() throws IOException {
        String table = new String(
                Objects.requireNonNull(MinimalDataTest.class.getResourceAsStream("minimal-data.csv"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        return table.lines().filter(line -> !line.startsWith("#")).map(line -> {
            String[] cells = line.split(" \\| ", 3);
            return new Row(List.of(cells[0].split(" ")), cells[1], List.of(cells[2].split(" ")));
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
                String rule = belongs
                        ? pack.line(Known.DICTIONARY.element(element))
                                .orElseThrow()
                                .rule()
                                .name()
                        : "NEVER";
                assertThat(rule).as(id + " " + element).isEqualTo(row.rule());
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
