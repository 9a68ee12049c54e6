package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** A mapping file that is wrong does not load, and says in which line and what to write instead. */
class MappingFileTest {
    private static final String IN = """
            in:
              format: json
              messageId: /id
              unmapped: reject
              elements:
                - {path: /pupil, element: subject.localId, required: true}
                - {path: /sex, element: subject.gender, codes: {v: female, m: male}}
                - each: /goals
                  elements:
                    - {path: /text, element: goal.description}
              ignored: [/software]
            """;

    private static final String OUT = """
            out:
              format: json
              contentType: application/json
              required: [subject.familyName]
              template:
                resourceType: Thing
                name: "{subject.familyName}"
                labels: {$labels: true}
                sex: {$element: subject.gender, $codes: {female: v, male: m, other: x, unknown: "?"}}
                goals:
                  - {$each: goal, $as: {text: "{goal.description}"}}
                late: {$when: [subject.gender], $then: {by: "{subject.birthDate}"}}
            """;

    @Test
    void bothHalvesLoadAsTheyStand() {
        Mappings mappings = Mappings.parse("a.yaml", IN + OUT, "d", Fixture.DICTIONARY);

        assertThat(mappings.in()).isNotNull();
        assertThat(mappings.out().elements())
                .containsExactly("goal.description", "subject.birthDate", "subject.familyName", "subject.gender");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unmapped: reject       | unmapped: ignore        | a.yaml:4: 'ignore' is not known here; write one of [reject]",
                "unmapped: reject       | unmappped: reject       | a.yaml:4: unknown key 'unmappped'; write one of [elements, format, ignored, messageId, unmapped]",
                "format: json           | format: !!java.io.File x | a.yaml:2: is not YAML: Global tag is not allowed",
                "format: json           | format: &a json         | a.yaml:2: anchors and aliases are not read",
                "format: json           | format: json\\n  format: json | a.yaml:3: 'format' is there twice",
                "element: subject.gender, | element: subject.sex, | a.yaml:7: no element 'subject.sex' in the dictionary; write one of [subject.",
                "{v: female             | {v: vrouw               | a.yaml:7: 'vrouw' is not known here; write one of [female, male, other, unknown]",
                "path: /sex             | path: sex               | a.yaml:7: 'sex' is not a path; write /name",
                "path: /sex             | path: /pupil            | a.yaml:7: '/pupil' is mapped twice",
                "path: /sex             | path: /pupil/sex        | a.yaml:7: 'pupil' is already mapped as a whole",
                "[/software]            | [/goals]                | a.yaml:11: '/goals' is mapped twice",
                "element: subject.gender, codes: {v: female, m: male} | element: subject.localId | a.yaml:7: subject.localId is mapped twice",
                "element: subject.gender, codes: {v: female, m: male} | element: subject.pairwiseId | a.yaml:7: subject.pairwiseId is issued by Sluis, never read; map one of [subject.localId]",
                "element: subject.gender, codes: {v: female, m: male} | element: goal.status | a.yaml:7: goal.status repeats; write it under {each",
                "element: goal.description | element: plan.focus  | a.yaml:10: plan.focus does not repeat; write it outside each",
                "required: true         | required: false         | a.yaml:2: no entry tells the subject",
                "required: true         | required: yes           | a.yaml:6: write true or false",
                "format: json           | format: [               | a.yaml:4: is not YAML",
            })
    void refusesAReadingMapping(String right, String wrong, String problem) {
        refuses(IN, right, wrong, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"{subject.familyName}\" | {subject.familyName}        | a.yaml:7: 'subject.familyName' has no value; a text with {…} stands in \"quotes\"",
                "\"{subject.familyName}\" | \"{subject.name}\"          | a.yaml:7: no element 'subject.name' in the dictionary",
                "\"{subject.familyName}\" | \"{subject.localId}\"       | a.yaml:7: subject.localId steers and never leaves",
                "\"{subject.familyName}\" | \"{goal.status}\"           | a.yaml:7: goal.status repeats; write it under {$each: goal, $as: …}",
                "\"{subject.familyName}\" | \"subject.familyName}\"     | a.yaml:7: an empty text or a single brace",
                "\"{subject.familyName}\" | {element: subject.familyName} | a.yaml:7: write $element for an instruction, or \"{subject.familyName}\" for the value",
                "\"{subject.familyName}\" | {$value: subject.familyName} | a.yaml:7: unknown key '$value'; write one of [$each",
                "\"{subject.familyName}\" | 1.5                         | a.yaml:7: is neither text, whole number, true nor false",
                "\"{subject.familyName}\" | on                          | a.yaml:7: write true or false, or the word in \"quotes\"",
                "\"{subject.familyName}\" | 2026-11-22                  | a.yaml:7: is neither text, whole number, true nor false",
                "required: [subject.familyName] | required: [plan.kind] | a.yaml:4: 'plan.kind' is required but the template has no place for it",
                "unknown: \"?\"           | onbekend: \"?\"             | a.yaml:9: subject.gender has no code 'onbekend'",
                ", unknown: \"?\"         | ``                          | a.yaml:9: every code needs a word here: [female, male, other, unknown]",
                "$each: goal              | $each: plan                 | a.yaml:11: no group 'plan' repeats; write one of [careTeam, holder, signal,",
                "$when: [subject.gender], | ``                          | a.yaml:12: $then needs a condition",
                "resourceType: Thing      | kind: Thing                 | a.yaml:8: write {$labels: true} within an object that has a resourceType",
            })
    void refusesAWritingMapping(String right, String wrong, String problem) {
        refuses(OUT, right, wrong, problem);
    }

    @Test
    void aFolderWithoutAMappingStopsTheStart(@TempDir Path routes) throws IOException {
        Files.createDirectories(routes.resolve("new-vendor"));

        assertThatThrownBy(() -> Connectors.load(routes, Fixture.DICTIONARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no mapping; write new-vendor.mapping.yaml");
    }

    @Test
    void noConnectorAtAllStopsTheStart(@TempDir Path routes) {
        assertThatThrownBy(() -> Connectors.load(routes, Fixture.DICTIONARY))
                .hasMessageContaining("holds no connector");
    }

    @Test
    void aConnectorThatIsNotThereOrGoesTheOtherWayIsUnknown() {
        for (Runnable asked : new Runnable[] {
            () -> Fixture.CONNECTORS.in("csv"),
            () -> Fixture.CONNECTORS.in("fhir-r4"),
            () -> Fixture.CONNECTORS.out("rest-json"),
        }) {
            assertThatThrownBy(asked::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                    .isEqualTo(Reason.CONNECTOR_UNKNOWN));
        }
    }

    private static void refuses(String file, String right, String wrong, String problem) {
        String broken = file.replace(right.strip(), wrong.replace("\\n", "\n"));
        assertThat(broken).isNotEqualTo(file);

        assertThatThrownBy(() -> Mappings.parse("a.yaml", broken, "d", Fixture.DICTIONARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem);
    }
}
