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
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Received;

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

    private static final String XML = """
            in:
              format: xml
              root: dossier
              namespace: "urn:waterlee:{2019+}:dossier"
              unmapped: reject
              absent: ["9999999999"]
              beside:
                - {sender: oin, element: school.oin}
                - {supplement: voice.parentsAbsent, otherwise: onbekend}
              elements:
                - {path: /pupil, element: subject.localId, required: true}
                - {join: [/infix, /name], with: " ", element: subject.familyName}
                - {value: Directeur, when: /head, element: contact.role}
                - {path: /agree, element: voice.parentsAgree, codes: {Ja: "true", Onbekend: ""}}
                - oneOf:
                    - part: /plans/opp
                      elements:
                        - {value: opp, element: plan.kind}
                    - part: /plans/other
                      take: latest /start
                      elements:
                        - {path: /start, element: plan.start}
                - each: /carer
                  where: {/legal: ["true"]}
                  elements:
                    - {path: /relation, element: holder.role, codes: {"1": "111"}, otherwise: "213"}
            """;

    private static final String CSV = """
            in:
              format: csv
              separator: ";"
              encoding: [utf-8, windows-1252]
              unmapped: reject
              elements:
                - {path: /pupil, element: subject.localId, required: true}
                - {path: /born, element: subject.birthDate, date: dd-MM-yyyy}
                - each: /goals
                  elements:
                    - {path: /text, element: goal.description}
            """;

    private static final String KINDS = """
            in:
              format: json
              unmapped: reject
              never: [modifierExtension]
              elements:
                - list: /entry
                  required: true
                  names: [/id]
                  elements:
                    - {path: /state, only: [final]}
                  kinds:
                    - is: Pupil
                      where: {/kind: [Pupil]}
                      elements:
                        - {path: /number, element: subject.localId, required: true}
                      ignored: [/kind]
                    - is: Goal
                      where: {/kind: [Goal]}
                      each: true
                      elements:
                        - {link: /of, to: [Pupil], required: true}
                        - texts: /notes
                          at: /text
                          of: ["Eigenaar: {goal.owner}", "{goal.description}"]
                      ignored: [/kind]
                - texts: /seen
                  at: /text
                  with: "; "
                  of: [["op {observation.date}", "gezien: {observation.text}"]]
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
                "unmapped: reject       | unmappped: reject       | a.yaml:4: unknown key 'unmappped'; write one of [absent, beside, elements, format, ignored, messageId, never, unmapped]",
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
                "v: female, m: male}    | v: female}, date: dd-MM-yyyy | a.yaml:7: subject.gender is no date; leave date: out",
            })
    void refusesAReadingMapping(String right, String wrong, String problem) {
        refuses(IN, right, wrong, problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd-MM-yyyy", "yyyyMMdd", "dd/MM/yyyy", "MM.dd.yyyy", "yyyy MM dd", "d-M-yyyy"})
    void aDateMayBeWrittenInAnotherForm(String form) {
        assertThat(Mappings.parse("a.yaml", dated(form), "d", Fixture.DICTIONARY)
                        .in())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dd-MM-yy", "dd-MM", "dd-dd-yyyy", "DD-MM-YYYY", "dd-MM-yyyy HH:mm", "ddMMyyyyMM", "EEE", "''"})
    void aFormThatIsNoneOfADateIsRefused(String form) {
        assertThatThrownBy(() -> Mappings.parse("a.yaml", dated(form), "d", Fixture.DICTIONARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a.yaml:7: '")
                .hasMessageEndingWith("does not say how a day is written; write dd-MM-yyyy or d-M-yyyy");
    }

    private static String dated(String form) {
        return IN.replace(
                "element: subject.gender, codes: {v: female, m: male}", "element: subject.birthDate, date: " + form);
    }

    @Test
    void aMappingForXmlLoadsAsItStands() {
        assertThat(Mappings.parse("a.yaml", XML, "d", Fixture.DICTIONARY).in().form())
                .isEqualTo(Received.Form.XML);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format: xml             | format: yaml            | a.yaml:2: 'yaml' is not known here; write one of [json, xml, form, csv]",
                "format: xml             | format: json            | a.yaml:3: unknown key 'root'",
                "root: dossier           | root: a b               | a.yaml:3: 'a b' is not the name of an element",
                "{2019+}                 | {year}                  | a.yaml:4: write the namespace, with {2019+} where the year stands",
                "root: dossier           | rot: dossier            | a.yaml:3: unknown key 'rot'",
                "sender: oin             | sender: agb             | a.yaml:8: 'agb' is not known here; write one of [oin, name]",
                "element: school.oin     | element: subject.localId | a.yaml:8: subject.localId cannot be said beside a message",
                "supplement: voice.parentsAbsent | supplement: goal.description | a.yaml:9: goal.description cannot be said beside a message",
                "otherwise: onbekend     | otherwise: \"\"         | a.yaml:9: is no value of voice.parentsAbsent",
                "join: [/infix, /name]   | join: [infix, name]     | a.yaml:12: names no path; write value: for a constant",
                "join: [/infix, /name]   | join: [/infix, /plans]  | a.yaml:16: 'plans' is already mapped as a whole",
                "join: [/infix, /name]   | join: [/infix, /carer]  | a.yaml:23: '/carer' is mapped twice",
                "with: \" \", element   | element                 | a.yaml:12: 'with' is missing here",
                "value: Directeur        | value: \"\"             | a.yaml:13: '' is no value of contact.role",
                ", when: /head           | ``                      | a.yaml:13: says the same of every message; write when: /path",
                "Ja: \"true\"           | Ja: \"ja\"             | a.yaml:14: 'ja' is not known here; write one of [true, false]",
                "part: /plans/other      | part: /other            | a.yaml:19: the parts of one oneOf stand next to each other",
                "take: latest /start     | take: last              | a.yaml:20: 'last' is not known here; write first, or latest or earliest and the path of a date",
                "take: latest /start     | required: yes           | a.yaml:20: write true or false",
                "take: latest /start     | required: true          | a.yaml:20: one of several is never required",
                "namespace: \"urn:waterlee:{2019+}:dossier\" | namespace: [] | a.yaml:4: names no namespace",
                "supplement: voice.parentsAbsent, otherwise: onbekend | supplement: subject.addressedAs, otherwise: niemand | a.yaml:9: nobody says it in the sender's place",
                "supplement: voice.parentsAbsent, otherwise: onbekend | supplement: subject.localId | a.yaml:9: subject.localId cannot be said beside a message",
                "sender: oin, element: school.oin | sender: oin, element: subject.addressedAs | a.yaml:8: subject.addressedAs cannot be said beside a message",
                "take: latest /start     | take: latest start      | a.yaml:20: 'start' is not a path",
                "{path: /start, element: plan.start} | {value: nota, element: plan.kind} | a.yaml:22: 'nota' is no value of plan.kind",
                "{value: opp, element: plan.kind} | {path: /agreed, element: voice.parentsAgree} | a.yaml:18: voice.parentsAgree is mapped twice",
                "{value: opp, element: plan.kind} | ``               | a.yaml:18: is neither text",
                "/legal: [\"true\"]      | legal: [\"true\"]       | a.yaml:24: 'legal' is not a path",
                "codes: {\"1\": \"111\"},  | ``                      | a.yaml:26: otherwise goes with codes",
                "otherwise: \"213\"      | otherwise: \"999\"      | a.yaml:26: '999' is not known here; write one of [111",
            })
    void refusesAReadingMappingForXml(String right, String wrong, String problem) {
        refuses(XML, right, wrong, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format: csv             | format: json            | a.yaml:3: unknown key 'separator'",
                "separator: \";\"       | separator: \":\"       | a.yaml:3: ':' is not known here; write one of [",
                "windows-1252            | latin1                  | a.yaml:4: 'latin1' is not known here; write one of [utf-8, windows-1252]",
                "path: /pupil            | path: /pupil/id         | a.yaml:2: a row is flat: write /pupil_… for a column",
                "path: /text             | path: /text/nl          | a.yaml:2: a row is flat: write /goals_1_text_… for a column",
                "date: dd-MM-yyyy        | date: dd-mm-yyyy        | a.yaml:8: 'dd-mm-yyyy' does not say how a day is written",
                "date: dd-MM-yyyy        | date: MM-yyyy           | a.yaml:8: 'MM-yyyy' does not say how a day is written",
                "element: subject.birthDate | element: subject.givenName | a.yaml:8: subject.givenName is no date; leave date: out",
            })
    void refusesAReadingMappingForATable(String right, String wrong, String problem) {
        refuses(CSV, right, wrong, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "required: true\\n      names | required: yes\\n      names | a.yaml:7: write true or false",
                "is: Goal                | was: Goal               | a.yaml:17: unknown key 'was'; write one of [each, elements, ignored, is, where]",
                "is: Goal                | each: true              | a.yaml:19: 'each' is there twice",
                "ignored: [/kind]        | ignored: [/number]      | a.yaml:16: '/number' is mapped twice",
                "/number, element: subject.localId, required: true | /state, element: subject.localId, required: true | a.yaml:15: '/state' is mapped twice",
                "{link: /of, to: [Pupil], required: true} | {link: /of, required: true} | a.yaml:21: 'to' is missing here",
                "only: [final]           | only: final             | a.yaml:10: expected a list here",
                "Eigenaar: {goal.owner}  | Eigenaar                | a.yaml:24: 'Eigenaar' names no element; write \"Label: {element}\"",
                "Eigenaar: {goal.owner}  | Wens: {plan.focus}      | a.yaml:24: plan.focus does not repeat",
                "gezien: {observation.text} | {observation.text}   | a.yaml:29: each of several begins with a label",
                "with: \"; \"           | at: /text               | a.yaml:28: 'at' is there twice",
                "gezien: {observation.text} | gezien: {goal.status} | a.yaml:29: goal.status is not of the group observation",
            })
    void refusesAMappingForAListOfSeveralKinds(String right, String wrong, String problem) {
        refuses(KINDS, right.replace("\\n", "\n"), wrong, problem);
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
            () -> Fixture.CONNECTORS.out("oso"),
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
