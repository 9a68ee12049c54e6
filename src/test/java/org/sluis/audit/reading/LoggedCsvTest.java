package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.gate.StrictCsv;

/** The table is read back by the gateway's own strict reader, and no cell is a formula. */
class LoggedCsvTest {

    @Test
    void isReadBackCellByCell() throws JsonProcessingException {
        LoggedEntry entry = Logged.entry(
                "disclosure-refused",
                Map.of("reason", "consent-missing-holder", "client", "a\"b,c", "policy", List.of("p1", "p2")),
                true);
        String table = LoggedCsv.head() + LoggedCsv.line(entry);
        List<List<String>> read = StrictCsv.lines(table.getBytes(StandardCharsets.UTF_8)).stream()
                .map(StrictCsv.Line::values)
                .toList();
        assertThat(read).hasSize(2);
        assertThat(read.get(0))
                .startsWith("index", "at", "kind", "party", "client")
                .endsWith("leaf", "id", "entry");
        Map<String, String> row = new java.util.HashMap<>();
        for (int i = 0; i < read.get(0).size(); i++) {
            row.put(read.get(0).get(i), read.get(1).get(i));
        }
        assertThat(row)
                .containsEntry("index", "41")
                .containsEntry("client", "a\"b,c")
                .containsEntry("policy", "p1 p2")
                .containsEntry("recipient", "");
        assertThat(new ObjectMapper().readTree(row.get("entry"))).isEqualTo(entry.event());
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+31", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0"})
    void noCellIsAFormula(String fact) {
        String line = LoggedCsv.line(Logged.entry("log-read", Map.of("client", fact), false));
        assertThat(line).contains(",\"'" + fact + "\",").doesNotContain(",\"" + fact);
    }
}
