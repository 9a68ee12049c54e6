package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class JsonGateTest {
    private final Gate gate = new Gate();
    private static final String BOMB =
            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"valueQuantity\":{\"value\":1e1000000}}";

    private static List<JsonCases.Case> table() {
        return JsonCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void judgesEachDocumentOfTheTable(JsonCases.Case row) {
        assertThat(outcome(row.document())).isEqualTo(row.expected());
    }

    @Test
    void theTableHoldsEnoughOfBothKinds() {
        assertThat(table()).hasSizeGreaterThan(100);
        assertThat(table()).filteredOn(row -> row.expected().equals("passes")).hasSizeGreaterThan(25);
        assertThat(table()).extracting(JsonCases.Case::document).doesNotHaveDuplicates();
    }

    @Test
    void refusesTheNumberThatKeepsAParserBusy() {
        assertThat(BOMB).hasSize(83);
        assertThat(outcome(BOMB)).isEqualTo("number-too-long");
    }

    @Test
    void takesThirtyTwoLevelsAndRefusesThirtyThree() {
        assertThat(outcome(nested(32))).isEqualTo("passes");
        assertThat(outcome(nested(33))).isEqualTo("too-deep");
        assertThat(outcome("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).isEqualTo("passes");
        assertThat(outcome("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}")).isEqualTo("too-deep");
    }

    @Test
    void refusesDepthThatIsNeverClosed() {
        assertThat(outcome("{\"a\":" + "[".repeat(2_000_000))).isEqualTo("too-deep");
        assertThat(outcome("{\"a\":".repeat(400_000))).isEqualTo("too-deep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.", "-1."})
    void takesThirtyTwoCharactersOfANumberAndRefusesThirtyThree(String start) {
        assertThat(outcome("{\"a\":" + start + "1".repeat(32 - start.length()) + "}"))
                .isEqualTo("passes");
        assertThat(outcome("{\"a\":" + start + "1".repeat(33 - start.length()) + "}"))
                .isEqualTo("number-too-long");
        assertThat(outcome("{\"a\":" + start + "1".repeat(2_000_000) + "}")).isEqualTo("number-too-long");
    }

    @Test
    void takesAnExponentOfThirtyAndRefusesThirtyOne() {
        for (String sign : List.of("", "+", "-")) {
            assertThat(outcome("{\"a\":1e" + sign + "30}")).isEqualTo("passes");
            assertThat(outcome("{\"a\":1E" + sign + "31}")).isEqualTo("number-too-long");
            assertThat(outcome("{\"a\":1.5e" + sign + "99999999999999999999}")).isEqualTo("number-too-long");
        }
    }

    @Test
    void takesATextOf64KiAndRefusesOneCharacterMore() {
        assertThat(outcome("{\"a\":\"" + "x".repeat(65_536) + "\"}")).isEqualTo("passes");
        assertThat(outcome("{\"a\":\"" + "x".repeat(65_537) + "\"}")).isEqualTo("text-too-long");
        assertThat(outcome("{\"a\":\"" + "\\u0041".repeat(65_537) + "\"}")).isEqualTo("text-too-long");
    }

    @Test
    void takesANameOf256AndRefusesOneCharacterMore() {
        assertThat(outcome("{\"" + "x".repeat(256) + "\":1}")).isEqualTo("passes");
        assertThat(outcome("{\"" + "x".repeat(257) + "\":1}")).isEqualTo("text-too-long");
        assertThat(outcome("{\"" + "x".repeat(1_000_000) + "\":1}")).isEqualTo("text-too-long");
    }

    @Test
    void takesAHundredThousandTokensAndRefusesOneMore() {
        // { "a" [ ... ] } are five tokens
        assertThat(outcome("{\"a\":[" + ones(99_995) + "]}")).isEqualTo("passes");
        assertThat(outcome("{\"a\":[" + ones(99_996) + "]}")).isEqualTo("too-many-nodes");
        assertThat(outcome("{\"a\":[" + ones(1_000_000) + "]}")).isEqualTo("too-many-nodes");
    }

    @Test
    void takesTwoThousandDifferentNamesAndRefusesOneMore() {
        assertThat(outcome("{" + names(2_000) + "}")).isEqualTo("passes");
        assertThat(outcome("{" + names(2_001) + "}")).isEqualTo("too-many-nodes");
        assertThat(outcome("{\"n1\":[" + "{\"n1\":1},".repeat(20_000) + "0]}")).isEqualTo("passes");
    }

    @Test
    void findsADuplicateAmongManyNames() {
        assertThat(outcome("{" + names(2_000) + ",\"n7\":2}")).isEqualTo("duplicate-key");
    }

    @Test
    void tellsTheLineAndColumnAndNoValue() {
        assertThat(refusal("{\n  \"\u00e9\": 1, \"Sanne\": 1e99}").where()).containsExactly("line 2, column 20");
        assertThat(refusal("{\"Sanne\": 1,\n \"Sanne\": 2}").where()).containsExactly("line 2, column 9");
        assertThat(refusal("{\"a\":\n\"Sanne\\ud800\"}").where()).containsExactly("line 2, column 1");
        assertThat(refusal("{\"a\":\"Sanne\"} \"Sanne\"").where()).containsExactly("line 1, column 15");
        assertThat(refusal("{\"a\":\"Sanne\"").where())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("line 1, column ");
        assertThat(refusal("{\"Sanne\": Sanne}")).hasMessage("not-well-formed").hasNoCause();
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"n" + i + "\":1").collect(Collectors.joining(","));
    }

    private static String ones(int count) {
        return "1,".repeat(count - 1) + "1";
    }

    /** What the gate says, after the tree reader has been found to say the same. */
    private String outcome(String document) {
        String atTheGate = outcomeOf(() -> gate.check(Arrivals.json(document)));
        String asATree = outcomeOf(() -> StrictJson.tree(document.getBytes(StandardCharsets.UTF_8)));
        assertThat(asATree).as("as a tree").isEqualTo(atTheGate);
        return atTheGate;
    }

    private static String outcomeOf(Runnable reading) {
        Refused refused = catchThrowableOfType(Refused.class, reading::run);
        return refused == null ? "passes" : refused.reason().code();
    }

    private Refused refusal(String document) {
        Refused refused = catchThrowableOfType(Refused.class, () -> gate.check(Arrivals.json(document)));
        assertThat(refused).as("refused").isNotNull();
        assertThat(refused.reason()).isNotEqualTo(Reason.DISCLOSURE_FAILED);
        return refused;
    }
}
