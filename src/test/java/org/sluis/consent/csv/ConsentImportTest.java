package org.sluis.consent.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.csv.Lines.WRONG;
import static org.sluis.consent.csv.Lines.header;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.Sha256;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** Files of consents over real HTTP: what is right is on record once, what is wrong is named, and nothing in between. */
class ConsentImportTest {
    private static final String LINDE = "de-linde-direct";
    private static final int LINES = 200;

    private static TestGateway gateway;
    private static int children;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void ofTwoHundredLinesTheRightAreRecordedOnceAndTheWrongAreNamed() {
        Map<Integer, List<String>> wrong = new TreeMap<>();
        String file = mixed(wrong);
        int recorded = entries("consent-recorded").size();
        int rejected = entries("consent-rejected").size();

        JsonNode first = report(send(file));
        assertThat(faults(first)).isEqualTo(wrong).hasSize(100);
        counts(first, LINES, 100, 0);
        assertThat(first.toString()).doesNotContain("Vries", "bakery", "oracle", "calc", "pupil-");
        JsonNode again = report(send(file));
        assertThat(faults(again)).isEqualTo(wrong);
        counts(again, LINES, 0, 100);

        assertThat(entries("consent-recorded")).hasSize(recorded + 100);
        assertThat(entries("consent-rejected")).hasSize(rejected + 200);
        assertThat(entries("consents-imported")).anySatisfy(entry -> assertThat(entry)
                .contains("\"lines\":\"200\"", "\"recorded\":\"100\"", "\"rejected\":\"100\"")
                .contains(Sha256.hex(file.getBytes(StandardCharsets.UTF_8))));
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
        List<String> pupils = pupils(40);
        String file = file(",", pupils.stream().map(pupil -> line(",", pupil)).toList());
        List<CompletableFuture<HttpResponse<String>>> both = List.of(
                CompletableFuture.supplyAsync(() -> send(file)), CompletableFuture.supplyAsync(() -> send(file)));
        List<JsonNode> reports = both.stream()
                .map(CompletableFuture::join)
                .map(ConsentImportTest::report)
                .toList();
        assertThat(reports.stream()
                        .mapToInt(report -> report.path("recorded").asInt())
                        .sum())
                .isEqualTo(40);
        assertThat(reports.stream()
                        .mapToInt(report -> report.path("alreadyOnRecord").asInt())
                        .sum())
                .isEqualTo(40);
        pupils.forEach(pupil -> assertThat(onRecord(pupil)).hasSize(1));
    }

    @Test
    void aYesThatWasWithdrawnDoesNotComeBackWithItsOldProof() {
        String pupil = pupils(1).get(0);
        String yes = line(",", pupil);
        String no = line(",", pupil, "holder", "ouder-2", "effect", "refuse");
        counts(report(send(file(",", List.of(yes, no)))), 2, 2, 0);
        onRecord(pupil).forEach(id -> assertThat(gateway.post(LINDE, "/v1/consents/" + id + "/withdrawal", "")
                        .statusCode())
                .isEqualTo(200));

        JsonNode again = report(send(file(",", List.of(yes, no))));
        assertThat(faults(again)).isEqualTo(Map.of(2, List.of("/:withdrawn")));
        counts(again, 2, 1, 0);
        JsonNode anew = report(send(file(",", List.of(line(",", pupil, "digest", "cd".repeat(32))))));
        counts(anew, 1, 1, 0);
    }

    @Test
    void whatDiffersInOneWordIsAnotherConsentAndTheOrderOfWordsIsNot() {
        String pupil = pupils(1).get(0);
        String[] court = {
            "orderReference", "C-1", "orderDate", "2026-01-05", "orderPurposes", "signal plan-coordination"
        };
        String[] same = court.clone();
        same[5] = "plan-coordination signal";
        counts(
                report(send(file(
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

    @Test
    void semicolonsAMarkAndQuotesAreAsGood() {
        String pupil = pupils(1).get(0);
        String quoted = line(";", pupil).replace("IDENT PLAN", "\"IDENT PLAN\"");
        counts(report(send("\uFEFF" + file(";", List.of(quoted)))), 1, 1, 0);
        counts(report(send(file(",", List.of(line(",", pupil))))), 1, 0, 1);
    }

    @Test
    void aLineWithTooFewOrTooManyValuesIsRejectedAndAPupilOfAnotherSchoolIsNobody() {
        String pupil = pupils(1).get(0);
        JsonNode report = report(send(file(",", List.of("", line(",", pupil) + ",", line(",", pupil)))));
        List<String> uneven = List.of("/:not-as-many-values-as-columns");
        assertThat(faults(report)).isEqualTo(Map.of(2, uneven, 3, uneven));
        counts(report, 3, 1, 0);
        JsonNode anker = report(gateway.post(
                gateway.url(),
                "het-anker-direct",
                "/v1/consents/import",
                "text/csv",
                file(",", List.of(line(",", pupil)))));
        assertThat(faults(anker)).isEqualTo(Map.of(2, List.of("/subject:not-found")));
    }

    @ParameterizedTest
    @CsvSource({
        "subject, sujet, 422, /header/0:unknown",
        "until, from, 422, /header/9:there-twice",
        "subject, SUBJECT, 422, /header:no-subject",
        "subject, 'subject,\"x\"y', 400, line 1",
    })
    void aFileWithAnotherHeaderIsRefusedWholeAndSaysWhatIsExpected(
            String column, String other, int status, String where) {
        String pupil = pupils(1).get(0);
        int before = entries("consent-rejected").size();
        HttpResponse<String> answer = send(file(",", List.of(line(",", pupil))).replaceFirst(column, other));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(where).doesNotContain("sujet", "SUBJECT", pupil);
        assertThat(status == 400 || answer.body().contains("/header:expected:subject,grantor,"))
                .isTrue();
        assertThat(onRecord(pupil)).isEmpty();
        assertThat(entries("consent-rejected")).hasSize(before + 1);
    }

    @Test
    void whatIsTooLargeOrNotUtf8IsRefusedWhole() {
        String pupil = pupils(1).get(0);
        String right = file(",", List.of(line(",", pupil)));
        assertThat(send(right + "x".repeat(2 * 1024 * 1024)).statusCode()).isEqualTo(413);
        assertThat(send(right + "\0").statusCode()).isEqualTo(400);
        assertThat(send(right + "x\n".repeat(10_000)).statusCode()).isEqualTo(400);
        assertThat(gateway.post(LINDE, "/v1/consents/import", right).statusCode())
                .isEqualTo(415);
        assertThat(onRecord(pupil)).isEmpty();
    }

    /** Right and wrong lines in turn. @param wrong where the wrong are put, by line */
    private static String mixed(Map<Integer, List<String>> wrong) {
        List<String> pupils = pupils(50);
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

    private static List<String> pupils(int many) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String pupil = "pupil-" + children++;
            HttpResponse<String> answer =
                    gateway.post(LINDE, "/v1/subjects", """
                    {"localId": "%s", "birthDate": "%s", "capable": true, "holders": [{"localId": "ouder-1", "kind": "112"},
                     {"localId": "ouder-2", "kind": "112"}, {"localId": "stiefouder", "kind": "212"}]}
                    """.formatted(pupil, TestTown.birthDate()));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            all.add(pupil);
        }
        return all;
    }

    private static String file(String separator, List<String> lines) {
        return header(separator) + "\r\n" + String.join("\r\n", lines) + "\r\n";
    }

    private static HttpResponse<String> send(String file) {
        return gateway.post(gateway.url(), LINDE, "/v1/consents/import", "text/csv", file);
    }

    private static JsonNode report(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static void counts(JsonNode report, int lines, int recorded, int already) {
        assertThat(List.of(
                        report.path("lines").asInt(),
                        report.path("recorded").asInt(),
                        report.path("alreadyOnRecord").asInt()))
                .as(report.toString())
                .containsExactly(lines, recorded, already);
    }

    private static Map<Integer, List<String>> faults(JsonNode report) {
        Map<Integer, List<String>> faults = new TreeMap<>();
        for (JsonNode line : report.path("rejected")) {
            List<String> all = new ArrayList<>();
            line.path("faults").forEach(fault -> all.add(fault.asText()));
            faults.put(line.path("line").asInt(), all);
        }
        return faults;
    }

    private static List<String> onRecord(String pupil) {
        return TestTown.read(gateway.get(LINDE, "/v1/consents?subject=" + pupil).body())
                .path("consents")
                .findValuesAsText("id");
    }

    private static List<String> entries(String kind) {
        return gateway.bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = ?",
                                row -> row.getString(1),
                                kind));
    }
}
