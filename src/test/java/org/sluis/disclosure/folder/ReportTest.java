package org.sluis.disclosure.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Map<String, Object> ACCEPTED = Map.of("disclosure", "d-1", "receipt", "r");

    @TempDir
    private Path folder;

    @Test
    void goesOnWhereItWasBrokenOff() throws IOException {
        Path growing = folder.resolve("a");
        Report first = Report.resumed(growing);
        first.add(2, "m-2", ACCEPTED);
        Files.writeString(growing, "\"3\",\"m-3\",\"acc", StandardOpenOption.APPEND);

        Report again = Report.resumed(growing);

        assertThat(again.tells(2)).isTrue();
        assertThat(again.tells(3)).isFalse();
        again.add(3, "m-3", ACCEPTED);
        assertThat(again.allAccepted()).isTrue();
        again.deliver(folder.resolve("b"));
        assertThat(Files.readString(folder.resolve("b"))).isEqualTo("""
                "row","message","outcome","disclosure","reason","where","uitleg"\r
                "2","m-2","accepted","d-1","","",""\r
                "3","m-3","accepted","d-1","","",""\r
                """);
        assertThat(growing).doesNotExist();
    }

    @Test
    void nothingInItRunsInASpreadsheet() throws IOException {
        Report report = Report.resumed(folder.resolve("a"));
        report.add(
                2,
                "=HYPERLINK(1)",
                Map.of(
                        "outcome",
                        "deny",
                        "title",
                        "code-unknown",
                        "where",
                        List.of("@x", "b"),
                        "uitleg",
                        "Zie \"b\"."));

        assertThat(Files.readAllLines(folder.resolve("a")).get(1))
                .isEqualTo("\"2\",\"'=HYPERLINK(1)\",\"deny\",\"\",\"code-unknown\",\"'@x | b\",\"Zie \"\"b\"\".\"");
    }

    @Test
    void aReportOfNothingAcceptsNothing() throws IOException {
        assertThat(Report.resumed(folder.resolve("a")).allAccepted()).isFalse();
    }
}
