package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.audit.EventKind;
import org.sluis.canonical.FileNode;

/** The periods as they ship, and what no file may say. */
class RetentionLawTest {
    private static final Path LAW = Path.of("consent-policies/law/nl");
    private static final Path FILE = LAW.resolve(RetentionLaw.FILE);

    @Test
    void theShippedFileNamesEachKindOnceAndNoOther() {
        var file = FileNode.read(FILE).map();
        Set<String> named = new TreeSet<>();
        FileNode.required(file, "rows")
                .list()
                .forEach(row -> assertThat(row.map().get("kinds").texts()).allMatch(named::add));
        assertThat(file.get("about-nobody").texts()).allMatch(named::add);
        assertThat(named)
                .isEqualTo(new TreeSet<>(
                        Arrays.stream(EventKind.values()).map(EventKind::code).toList()));
    }

    @Test
    void eachKindThatIsAboutSomebodyHasAPeriodAndASource() {
        RetentionLaw law = RetentionLaw.load(LAW);
        assertThat(law.terms()).isNotEmpty().allSatisfy((kind, term) -> {
            assertThat(term.period().toTotalMonths()).isGreaterThanOrEqualTo(60);
            assertThat(term.source()).contains("art.");
        });
        assertThat(law.terms()).doesNotContainKeys(EventKind.GATEWAY_STARTED, EventKind.RETENTION_APPLIED);
        assertThat(law.complete()).isEqualTo(Period.ofDays(30));
        assertThat(law.digest()).matches("[0-9a-f]{64}");
    }

    /** Each of them names the disclosure of the others: one that stayed longer would lead to those that are gone. */
    @Test
    void whatIsOfOneDisclosureGoesAtOneTime() {
        Set<Period> periods = new HashSet<>();
        RetentionLaw.load(LAW).terms().forEach((kind, term) -> {
            if (kind.code().matches("(disclosure|delivery)-.*")) {
                periods.add(term.period());
            }
        });
        assertThat(periods).hasSize(1);
    }

    @Test
    void aKindThatIsNotNamedHasThePeriodOfAll() throws IOException {
        String text = Files.readString(FILE)
                .replace("correction-recorded, ", "")
                .replace("default: {period: P5Y", "default: {period: P9Y");
        RetentionLaw law = RetentionLaw.parse("retention.yaml", text);
        assertThat(law.terms().get(EventKind.CORRECTION_RECORDED).period()).isEqualTo(Period.ofYears(9));
    }

    @Test
    void withoutTheFileNothingIsEverRemoved() {
        assertThat(RetentionLaw.load(Path.of("consent-policies/law/example")).terms())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            floor: {period: P5Y                | floor: {period: P364D              | retention.yaml:5: P364D is shorter than the floor, P365D: give
            default: {period: P5Y              | default: {period: P59M             | retention.yaml:8: P59M is shorter than the floor, P5Y: make it longer
            period: P6Y                        | period: P4Y                        | retention.yaml:27: P4Y is shorter than the floor, P5Y: make it longer
            period: P6Y                        | period: PT24H                      | retention.yaml:27: 'PT24H' is no period of one day or more
            every: P30D                        | every: P0D                         | retention.yaml:12: 'P0D' is no period of one day or more
            every: P30D                        | every: -P30D                       | retention.yaml:12: '-P30D' is no period of one day or more
            [consent-recorded                  | [consent-recordet                  | retention.yaml:25: 'consent-recordet' is no kind of entry; take one of
            [log-read,                         | [log-read, consent-asked,          | retention.yaml:39: 'consent-asked' has a period already; name it once
            [gateway-started                   | [log-read                          | retention.yaml:57: 'log-read' is named already; name it once
            [gateway-started                   | [gateway-stopped                   | retention.yaml:57: 'gateway-stopped' is named already; name it once
            every: P30D                        | often: P30D                        | retention.yaml:12: 'complete-at-most-often' is not a word
            """)
    void whatIsWrongIsRefusedWithItsLine(String right, String wrong, String told) throws IOException {
        String text = Files.readString(FILE);
        assertThat(text).contains(right);
        assertThatThrownBy(() -> RetentionLaw.parse(
                        "retention.yaml", text.replaceFirst(java.util.regex.Pattern.quote(right), wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(told);
    }
}
