package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class StrictCsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\r\n1,2\r\n",
                "a,b\n1,2",
                "a,b\r\n1,2",
                "\uFEFFa,b\n1,2\n",
                "a;b\n1;2\n",
                "a\tb\n\"1\"\t2\n",
                "\"a\",b\n\"1\",2\n"
            })
    void readsEveryWayToWriteTheSameTable(String text) {
        assertThat(read(text))
                .containsExactly(new StrictCsv.Line(1, List.of("a", "b")), new StrictCsv.Line(2, List.of("1", "2")));
    }

    @Test
    void theFirstLineShowsTheSeparatorAndTheOtherIsAValue() {
        assertThat(values("a;b\n1,5;2\n")).containsExactly(List.of("a", "b"), List.of("1,5", "2"));
        assertThat(values("a,b\n1;5,2\n")).containsExactly(List.of("a", "b"), List.of("1;5", "2"));
    }

    @Test
    void aQuotedValueHoldsQuotesSeparatorsAndLinesWhichAreCounted() {
        assertThat(read("a,b\n\"1\r\n\"\"x\"\",\n\",2\n3,\"\"\n"))
                .containsExactly(
                        new StrictCsv.Line(1, List.of("a", "b")),
                        new StrictCsv.Line(2, List.of("1\r\n\"x\",\n", "2")),
                        new StrictCsv.Line(5, List.of("3", "")));
    }

    @Test
    void linesNeedNotBeEqualAndAFormulaIsAText() {
        assertThat(values("a,b\n\n=1+1,@x,-2\n"))
                .containsExactly(List.of("a", "b"), List.of(""), List.of("=1+1", "@x", "-2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b\n1\"2,3",
                "a,b\n\"1\"2,3",
                "a,b\n\"1,2\n",
                "a,b\n \"1\",2",
                "a,b\n1,2\r3,4",
                "a,b\n1,2\r",
                "a,b\n\""
            })
    void aQuoteOrAnEndAnywhereElseIsRefusedWithItsLine(String text) {
        refused(text, Reason.NOT_WELL_FORMED, "line 2");
    }

    @Test
    void whatIsNoTextIsRefused() {
        refused("", Reason.BODY_EMPTY);
        refused("\uFEFF", Reason.BODY_EMPTY);
        refused("a,b\n1,\0\n", Reason.NOT_UTF8, "line 2, column 3");
        refused("\uFEFF\uFEFFa", Reason.NOT_UTF8, "line 1, column 1");
        assertThatThrownBy(() -> StrictCsv.lines(new byte[] {'a', '\n', (byte) 0xE9, '\n'}))
                .hasMessage("not-utf8");
    }

    @Test
    void limitsHoldAtTheirEdge() {
        String most = "a\n" + "1\n".repeat(StrictCsv.MAX_LINES);
        assertThat(read(most)).hasSize(StrictCsv.MAX_LINES + 1);
        refused(most + "1", Reason.TOO_MANY_NODES, "line " + (StrictCsv.MAX_LINES + 2));
        String longest = "a\n" + "x".repeat(StrictCsv.MAX_LINE);
        assertThat(read(longest)).hasSize(2);
        refused(longest + "x", Reason.TEXT_TOO_LONG, "line 2");
        refused("a\n" + ",".repeat(1_000_000), Reason.TEXT_TOO_LONG, "line 2");
        refused("a".repeat(Gate.MAX_BODY_BYTES + 1), Reason.BODY_TOO_LARGE);
    }

    @Test
    void aLineThatWasWrittenIsReadAsItWas() {
        List<String> values = List.of("a", "", "x;\r\n\"y\"", "=1");
        assertThat(StrictCsv.lines(StrictCsv.line(values, ';').getBytes(StandardCharsets.UTF_8), ';'))
                .containsExactly(new StrictCsv.Line(1, values));
    }

    private static List<StrictCsv.Line> read(String text) {
        return StrictCsv.lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<String>> values(String text) {
        return read(text).stream().map(StrictCsv.Line::values).toList();
    }

    private static void refused(String text, Reason reason, String... where) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.where()).containsExactly(where);
        });
    }
}
