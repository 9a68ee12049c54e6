package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;

/**
 * FHIR that was not written for Sluis, at its doors: real systems' and the profiles' own (no part of the project; where the
 * folder is absent, the output says so), and HL7's examples. Nothing of it is a disclosure, so all of it is refused with a
 * reason, as FHIR, and nothing is an error of the gateway.
 */
class RealFhirTest {
    private static final Path REAL = Path.of("../shared/real");
    private static final String R4 = "/fhir/plan-coordination/de-brug";
    private static final String STU3 = "/fhir/stu3/plan-coordination/de-brug";

    private static FhirTown town;

    private record Came(int status, String code) {}

    @BeforeAll
    static void open() throws Exception {
        town = new FhirTown();
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void realArtefactsAreRefusedWithAReason() throws IOException {
        if (!Files.isDirectory(REAL)) {
            System.out.println("RealFhirTest: " + REAL + " is absent; its artefacts were not tried");
            return;
        }
        Map<String, Map<Came, Integer>> table = new TreeMap<>();
        for (String folder : List.of("ihe-pcf", "ihe-balp", "nl-core", "stu3")) {
            List<Path> files = files(REAL.resolve(folder));
            assertThat(files).as(folder).isNotEmpty();
            for (Path file : files) {
                byte[] body = Files.readAllBytes(file);
                String type = file.toString().endsWith(".xml") ? "application/fhir+xml" : FhirTown.FHIR;
                for (String door : List.of(R4, R4 + "/$process-message", STU3)) {
                    count(table, folder + " at " + door, post(door, type, body));
                }
            }
        }
        show(table);
        assertThat(table.get("stu3 at " + STU3)).containsOnlyKeys(new Came(422, "element-unmapped"));
        assertThat(table.get("nl-core at " + R4)).containsOnlyKeys(new Came(415, "content-type-unknown"));
    }

    @Test
    void examplesOfHl7AreRefusedWithAReason() throws Exception {
        Map<String, Map<Came, Integer>> table = new TreeMap<>();
        Path jar = Path.of(Objects.requireNonNull(getClass().getResource("/json/spec/careplan-example.json"))
                .getPath()
                .replaceFirst("^file:", "")
                .replaceFirst("!.*$", ""));
        try (FileSystem examples = FileSystems.newFileSystem(jar)) {
            List<Path> files = files(examples.getPath("/json/spec")).stream()
                    .filter(RealFhirTest::ours)
                    .toList();
            assertThat(files).hasSizeGreaterThan(300);
            for (Path file : files) {
                byte[] body = Files.readAllBytes(file);
                for (String door : List.of(R4, STU3)) {
                    count(table, "examples of R4 at " + door, post(door, FhirTown.FHIR, body));
                }
            }
        }
        show(table);
        assertThat(table).hasSize(2);
    }

    /** Of the kinds of resource that a disclosure is made of, and every Bundle. */
    private static boolean ours(Path file) {
        return file.getFileName()
                .toString()
                .matches(
                        "(bundle|careplan|careteam|goal|task|communication|patient|relatedperson|observation|practitioner"
                                + "|organization|consent|messageheader|message|parameters|questionnaireresponse|diagnosticreport"
                                + "|condition|encounter|flag|list|document|appointment|servicerequest|episodeofcare).*\\.json");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(json|xml)"))
                    .sorted()
                    .toList();
        }
    }

    private static Came post(String door, String type, byte[] body) {
        HttpResponse<String> answer = town.send(town.request(FhirTown.SCHOOL, door)
                .setHeader("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        JsonNode outcome = TestTown.read(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
        assertThat(outcome.path("resourceType").asText()).isEqualTo("OperationOutcome");
        return new Came(
                answer.statusCode(),
                outcome.at("/issue/0/details/coding/0/code").asText());
    }

    private static void count(Map<String, Map<Came, Integer>> table, String where, Came came) {
        table.computeIfAbsent(where, first -> new HashMap<>()).merge(came, 1, Integer::sum);
    }

    private static void show(Map<String, Map<Came, Integer>> table) {
        table.forEach((where, answers) -> answers.forEach(
                (came, times) -> System.out.printf("%-64s %5d × %d %s%n", where, times, came.status(), came.code())));
    }
}
