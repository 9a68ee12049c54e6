package org.sluis.consent.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.csv.ImportTown.LINDE;
import static org.sluis.consent.csv.ImportTown.counts;
import static org.sluis.consent.csv.ImportTown.faults;
import static org.sluis.consent.csv.ImportTown.file;
import static org.sluis.consent.csv.ImportTown.report;
import static org.sluis.consent.csv.Lines.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a file of consents, over real HTTP: what is read, and what is refused whole. */
class ImportedFileTest {
    private static ImportTown town;

    @BeforeAll
    static void open() {
        town = new ImportTown();
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({
        "subject, sujet, 422, /header/0:unknown",
        "until, from, 422, /header/10:there-twice",
        "subject, SUBJECT, 422, /header:no-subject",
        "subject, 'subject,\"x\"y', 400, line 1",
    })
    void aFileWithAnotherHeaderIsRefusedWholeAndSaysWhatIsExpected(
            String column, String other, int status, String where) {
        String pupil = town.pupils(1).get(0);
        int before = town.entries("consent-rejected").size();
        HttpResponse<String> answer =
                town.send(file(",", List.of(line(",", pupil))).replaceFirst(column, other));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(where).doesNotContain("sujet", "SUBJECT", pupil);
        assertThat(status == 400 || answer.body().contains("/header:expected:subject,grantor,"))
                .isTrue();
        assertThat(town.onRecord(pupil)).isEmpty();
        assertThat(town.entries("consent-rejected")).hasSize(before + 1);
    }

    @Test
    void whatIsTooLargeOrNotUtf8IsRefusedWhole() {
        String pupil = town.pupils(1).get(0);
        String right = file(",", List.of(line(",", pupil)));
        assertThat(town.send(right + "x".repeat(2 * 1024 * 1024)).statusCode()).isEqualTo(413);
        assertThat(town.send(right + "\0").statusCode()).isEqualTo(400);
        assertThat(town.send(right + "x\n".repeat(10_000)).statusCode()).isEqualTo(400);
        assertThat(town.gateway.post(LINDE, "/v1/consents/import", right).statusCode())
                .isEqualTo(415);
        assertThat(town.onRecord(pupil)).isEmpty();
    }

    @Test
    void aLineWithTooFewOrTooManyValuesIsRejectedAndAPupilOfAnotherSchoolIsNobody() {
        String pupil = town.pupils(1).get(0);
        JsonNode report = report(town.send(file(",", List.of("", line(",", pupil) + ",", line(",", pupil)))));
        List<String> uneven = List.of("/:not-as-many-values-as-columns");
        assertThat(faults(report)).isEqualTo(Map.of(2, uneven, 3, uneven));
        counts(report, 3, 1, 0);
        JsonNode anker = report(town.gateway.post(
                town.gateway.url(),
                "het-anker-direct",
                "/v1/consents/import",
                "text/csv",
                file(",", List.of(line(",", pupil)))));
        assertThat(faults(anker)).isEqualTo(Map.of(2, List.of("/subject:not-found")));
    }

    @Test
    void semicolonsAMarkAndQuotesAreAsGood() {
        String pupil = town.pupils(1).get(0);
        String quoted = line(";", pupil).replace("IDENT PLAN", "\"IDENT PLAN\"");
        counts(report(town.send("\uFEFF" + file(";", List.of(quoted)))), 1, 1, 0);
        counts(report(town.send(file(",", List.of(line(",", pupil))))), 1, 0, 1);
    }
}
