package org.sluis.consent.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.csv.ImportTown.LINDE;
import static org.sluis.consent.csv.ImportTown.counts;
import static org.sluis.consent.csv.ImportTown.faults;
import static org.sluis.consent.csv.ImportTown.file;
import static org.sluis.consent.csv.ImportTown.report;
import static org.sluis.consent.csv.Lines.WRONG;
import static org.sluis.consent.csv.Lines.line;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Sha256;

/** Files of consents over real HTTP: what is right is on record once, what is wrong is named, and nothing in between. */
class ConsentImportTest {
    private static final int LINES = 200;

    private static ImportTown town;

    @BeforeAll
    static void open() {
        town = new ImportTown();
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void ofTwoHundredLinesTheRightAreRecordedOnceAndTheWrongAreNamed() {
        Map<Integer, List<String>> wrong = new TreeMap<>();
        String file = mixed(wrong);
        int recorded = town.entries("consent-recorded").size();
        int rejected = town.entries("consent-rejected").size();

        JsonNode first = report(town.send(file));
        assertThat(faults(first)).isEqualTo(wrong).hasSize(100);
        counts(first, LINES, 100, 0);
        assertThat(first.toString()).doesNotContain("Vries", "bakery", "oracle", "calc", "pupil-");
        JsonNode again = report(town.send(file));
        assertThat(faults(again)).isEqualTo(wrong);
        counts(again, LINES, 0, 100);

        assertThat(town.entries("consent-recorded")).hasSize(recorded + 100);
        assertThat(town.entries("consent-rejected")).hasSize(rejected + 200);
        assertThat(town.entries("consents-imported")).anySatisfy(entry -> assertThat(entry)
                .contains("\"lines\":\"200\"", "\"recorded\":\"100\"", "\"rejected\":\"100\"")
                .contains("\"commitments\":{\"file\":")
                .doesNotContain(Sha256.hex(file.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatCanBeWrongWithAFormIsAmongTheWrongLines() throws Exception {
        String source = Files.readString(Path.of("src/main/java/org/sluis/consent/FormCheck.java"));
        String checks = source.substring(
                        source.indexOf("void check(ConsentForm form"), source.indexOf("check(FactForm form"))
                + source.substring(source.indexOf("void check(ConsentForm.Proof"), source.indexOf("isLocalId(String"));
        Set<String> known = Pattern.compile("\"(/[a-zA-Z/]+(?:\" \\+ i \\+ \")?:[a-z0-9-]+)\"")
                .matcher(checks)
                .results()
                .map(found -> found.group(1).replace("\" + i + \"", "1"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried =
                WRONG.stream().flatMap(each -> each.faults().stream()).collect(Collectors.toSet());
        assertThat(known).hasSizeGreaterThan(20);
        assertThat(tried).containsAll(known);
    }

    @Test
    void twoOfTheSameFileAtOnceAreRecordedOnce() {
        List<String> pupils = town.pupils(40);
        String file = file(",", pupils.stream().map(pupil -> line(",", pupil)).toList());
        List<CompletableFuture<HttpResponse<String>>> both = List.of(
                CompletableFuture.supplyAsync(() -> town.send(file)),
                CompletableFuture.supplyAsync(() -> town.send(file)));
        List<JsonNode> reports = both.stream()
                .map(CompletableFuture::join)
                .map(ImportTown::report)
                .toList();
        assertThat(reports.stream()
                        .mapToInt(report -> report.path("recorded").asInt())
                        .sum())
                .isEqualTo(40);
        assertThat(reports.stream()
                        .mapToInt(report -> report.path("alreadyOnRecord").asInt())
                        .sum())
                .isEqualTo(40);
        pupils.forEach(pupil -> assertThat(town.onRecord(pupil)).hasSize(1));
    }

    @Test
    void aYesThatWasWithdrawnDoesNotComeBackWithItsOldProof() {
        String pupil = town.pupils(1).get(0);
        String yes = line(",", pupil);
        String no = line(",", pupil, "holder", "ouder-2", "effect", "refuse");
        counts(report(town.send(file(",", List.of(yes, no)))), 2, 2, 0);
        town.onRecord(pupil).forEach(id -> assertThat(town.gateway
                        .post(LINDE, "/v1/consents/" + id + "/withdrawal", "")
                        .statusCode())
                .isEqualTo(200));

        JsonNode again = report(town.send(file(",", List.of(yes, no))));
        assertThat(faults(again)).isEqualTo(Map.of(2, List.of("/:withdrawn")));
        counts(again, 2, 1, 0);
        JsonNode anew = report(town.send(file(",", List.of(line(",", pupil, "digest", "cd".repeat(32))))));
        counts(anew, 1, 1, 0);
    }

    @Test
    void whatDiffersInOneWordIsAnotherConsentAndTheOrderOfWordsIsNot() {
        String pupil = town.pupils(1).get(0);
        String[] court = {
            "orderReference", "C-1", "orderDate", "2026-01-05", "orderPurposes", "plan-coordination signal"
        };
        String[] same = court.clone();
        same[5] = "signal plan-coordination";
        counts(
                report(town.send(file(
                        ",",
                        List.of(
                                line(",", pupil),
                                line(",", pupil, "categories", "PLAN IDENT"),
                                line(",", pupil, "categories", "PLAN"),
                                line(",", pupil, "recipient", "", "recipientKind", "youth-team"),
                                line(",", pupil, court),
                                line(",", pupil, same),
                                line(
                                        ",",
                                        pupil,
                                        "verified",
                                        "",
                                        "by",
                                        "",
                                        "at",
                                        "",
                                        "digest",
                                        "",
                                        "effect",
                                        "refuse"))))),
                7,
                5,
                2);
    }

    /** Right and wrong lines in turn. @param wrong where the wrong are put, by line */
    private static String mixed(Map<Integer, List<String>> wrong) {
        List<String> pupils = town.pupils(50);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES / 2; i++) {
            String pupil = pupils.get(i / 2);
            Lines.Wrong bad = WRONG.get(i % WRONG.size());
            lines.add(line(",", pupil, "holder", i % 2 == 0 ? "ouder-1" : "ouder-2"));
            lines.add(line(",", pupil, bad.changes()));
            wrong.put(lines.size() + 1, bad.faults());
        }
        return file(",", lines);
    }
}
