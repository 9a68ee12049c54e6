package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a fixture is told with its file, what was expected and what came; nobody's silence is a success. */
class FixturesTest {
    @TempDir
    private Path home;

    private Path routes;
    private Path fixtures;

    @BeforeEach
    void aCopyOfTheHouse() throws IOException {
        routes = home.resolve("routes");
        fixtures = home.resolve("fixtures");
        copy(Path.of("routes/connectors"), routes);
        copy(Fixture.ROOT, fixtures);
    }

    @Test
    void allIsRightAsItStands() {
        Fixtures.Report report = run(null);

        assertThat(report.wrong()).isEmpty();
        assertThat(report.lastLine())
                .isEqualTo("connectors: " + report.connectors() + " connectors, " + report.fixtures()
                        + " fixtures, 0 wrong");
        assertThat(run("rest-json").lastLine())
                .startsWith("connectors: 1 connectors, 1")
                .endsWith(", 0 wrong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rest-json/school-plan/in.json | \"messageId\": \"w | \"messageId\": \"x | elements.yaml: messageId: expected \"waterlelie-opp-2026-0031-v2\", came \"xaterlelie-opp-2026-0031-v2\"",
                "rest-json/school-plan/elements.yaml | plan.kind: \"opp\" | plan.kind: \"handelingsplan\" | elements.yaml: plan.kind[0]: expected \"handelingsplan\", came \"opp\"",
                "rest-json/school-plan/elements.yaml | plan.kind: \"opp\" | plan.title: \"Plan\" | elements.yaml: plan.kind[0]: expected nothing, came \"opp\"",
                "rest-json/school-plan/elements.yaml | plan.kind: \"opp\" | plan.kind: 5 | elements.yaml: plan.kind: write the value in \"quotes\"",
                "rest-json/school-plan/elements.yaml | elements: | elements: [ | elements.yaml:5: is not YAML",
                "rest-json/school-plan/in.json | \"plan\": { | \"plan\": {\"colour\": \"red\", | in.json: expected nothing wrong with it, came refused, element-unmapped at [/plan/colour]",
                "rest-json/reject-unknown-code/reason.yaml | code-unknown | element-unmapped | reason.yaml: expected element-unmapped at [",
                "rest-json/reject-without-subject/reason.yaml | where: [ | where: [/elsewhere, | reason.yaml: expected element-mandatory-missing at [/elsewhere, /pupil/id, /pupil/birthDate, /holders/0/id], came element-mandatory-missing at [",
                "fhir-r4/smallest-plan/out.json | \"CarePlan\" | \"Careplan\" | out.json: /entry/",
                "soap-care/signal/out.xml | <?xml | <!-- --><?xml | out.xml: expected <!-- --><?xml",
                "fhir-r4/smallest-plan/elements.yaml | elements: | elements:\\n  record.note: [\"Gesprek.\"] | elements.yaml: record.note: expected a place for it in the template, came none",
            })
    void whatIsWrongIsTold(String file, String right, String wrong, String told) throws IOException {
        edit(fixtures.resolve(file), right.strip(), wrong);

        Fixtures.Report report = run(file.substring(0, file.indexOf('/')));

        String prefix = file.substring(0, file.lastIndexOf('/') + 1);
        assertThat(report.wrong()).anySatisfy(line -> assertThat(line).startsWith(prefix + told));
        assertThat(report.right()).isFalse();
        assertThat(report.lastLine()).endsWith(report.wrong().size() + " wrong");
    }

    @Test
    void whatShouldBeRefusedAndIsNotIsWrong() throws IOException {
        Files.copy(
                fixtures.resolve("rest-json/smallest-plan/in.json"),
                fixtures.resolve("rest-json/reject-unknown-code/in.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThat(run("rest-json").wrong())
                .containsExactly(
                        "rest-json/reject-unknown-code/reason.yaml: expected refused, code-unknown, came nothing"
                                + " wrong with it");
    }

    @Test
    void aConnectorThatNobodyTriedIsWrong() throws IOException {
        delete(fixtures.resolve("rest-form"));
        delete(fixtures.resolve("oso/reject-other-root"));
        delete(fixtures.resolve("oso/reject-wrong-values"));
        delete(fixtures.resolve("oso/reject-unknown-element"));
        Files.createDirectories(fixtures.resolve("nobody/case"));

        List<String> wrong = run(null).wrong();

        assertThat(wrong)
                .anyMatch(line -> line.startsWith("rest-form: it reads, and no fixture shows what"))
                .anyMatch(line -> line.startsWith("rest-form: it reads, and 0 fixtures are refused; at least 3"))
                .anyMatch(
                        line -> line.startsWith("nobody/case/elements.yaml: expected a connector nobody that writes"));
        assertThat(run("oso").wrong())
                .isEqualTo(wrong.stream().filter(line -> line.startsWith("oso")).toList());
    }

    @Test
    void aSchemaThatIsNotTheMappingsIsWrongAndIsWrittenAnew() throws IOException {
        Path schema = routes.resolve("rest-json/rest-json.schema.json");
        String right = Files.readString(schema);
        Files.writeString(schema, right.replace("\"maxLength\" : ", "\"maxLength\" :  "));
        edit(
                fixtures.resolve("rest-json/school-plan/elements.yaml"),
                "plan.kind: \"opp\"",
                "plan.kind: \"handelingsplan\"");
        assertThat(run("rest-json").wrong())
                .hasSize(2)
                .anyMatch(line -> line.contains("rest-json.schema.json: is not what"));

        new Fixtures(routes, fixtures, Fixture.DICTIONARY).write("rest-json");

        assertThat(run("rest-json").wrong()).isEmpty();
        assertThat(Files.readString(schema)).isEqualTo(right);
    }

    private Fixtures.Report run(String only) {
        return new Fixtures(routes, fixtures, Fixture.DICTIONARY).run(only);
    }

    static void edit(Path file, String right, String wrong) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(right);
        Files.writeString(file, text.replace(right, wrong.replace("\\n", "\n")));
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted().toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
