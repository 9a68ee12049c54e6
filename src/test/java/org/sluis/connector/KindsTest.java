package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Lists of several kinds, links between their items, labelled texts, and words that hold no data. */
class KindsTest {
    private static final ReadMapping MAPPING = mapping("""
            in:
              format: json
              unmapped: reject
              never: [modifier]
              elements:
                - list: /entry
                  required: true
                  names: [/url, /id]
                  elements:
                    - {path: /state, only: [final]}
                  ignored: [/kind, /text]
                  kinds:
                    - is: Pupil
                      where: {/kind: [Pupil]}
                      elements:
                        - {path: /number, element: subject.localId, required: true}
                        - {path: /start, element: plan.start}
                    - is: Goal
                      where: {/kind: [Goal], /code/word: ["", goal]}
                      each: true
                      elements:
                        - {link: /of, to: [Pupil], required: true}
                        - texts: /notes
                          at: /text
                          of: ["Eigenaar: {goal.owner}", "{goal.description}"]
                      ignored: [/code]
                    - is: Plan
                      where: {/kind: [Plan]}
                      elements:
                        - {path: /start, element: plan.start}
                        - texts: /when
                          with: "; "
                          of: [["van {plan.title}", "tot {plan.end}"]]
                        - texts: /said
                          at: /text
                          with: "; "
                          of:
                            - ["op {observation.date}", "door {observation.seenBy}", "gezien: {observation.text}"]
                            - {element: voice.parentsAgree, codes: {Eens.: "true", Oneens.: "false"}}
                            - "Samen bekijken op {plan.reviewOn}."
            """);
    private static final String PUPIL = "{'kind': 'Pupil', 'id': 'a', 'number': '7'}";

    private static ReadMapping mapping(String text) {
        return Mappings.parse("a.yaml", text, "d", Fixture.DICTIONARY).in();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUPIL | {subject.localId=7}",
                "{'kind': 'Pupil', 'url': 'urn:1', 'number': '7', 'state': 'final', 'text': {'x': 1}}, {'kind': 'Goal', 'of': 'urn:1'} | {subject.localId=7}",
                "PUPIL, {'kind': 'Goal', 'of': 'Pupil/a', 'notes': [{'text': 'lezen'}, {'text': 'Eigenaar: juf'}]} | {goal.description=lezen, goal.owner=juf, subject.localId=7}",
                "PUPIL, {'kind': 'Goal', 'of': 'Pupil/a'}, {'kind': 'Goal', 'of': 'Pupil/a', 'code': [{'word': 'goal'}], 'notes': [{'text': 'b'}]} | {goal.description[1]=b, subject.localId=7}",
                "PUPIL, {'kind': 'Plan', 'when': 'van hier; daar; tot 2027-01-01'} | {plan.end=2027-01-01, plan.title=hier; daar, subject.localId=7}",
                "PUPIL, {'kind': 'Plan', 'when': 'tot 2027-01-01'} | {plan.end=2027-01-01, subject.localId=7}",
                "PUPIL, {'kind': 'Plan', 'said': [{'text': 'gezien: door de gang; door rood'}, {'text': 'op 2026-11-02; door juf; gezien: rent'}]} | {observation.date[1]=2026-11-02, observation.seenBy[1]=juf, observation.text=door de gang; door rood, observation.text[1]=rent, subject.localId=7}",
                "PUPIL, {'kind': 'Plan', 'said': [{'text': 'Oneens.'}, {'text': 'Samen bekijken op 2027-02-03.'}]} | {plan.reviewOn=2027-02-03, subject.localId=7, voice.parentsAgree=false}",
                "{'kind': 'Pupil', 'number': '7', 'start': '2026-09-01'}, {'kind': 'Plan', 'start': '2026-09-01'} | {plan.start=2026-09-01, subject.localId=7}",
            })
    void reads(String entries, String expected) {
        Map<String, String> found = new TreeMap<>();
        MAPPING.read(message(entries)).elements().stream()
                .forEach(element -> found.put(
                        element.id() + (element.position() == 0 ? "" : "[" + element.position() + "]"),
                        element.value()));

        assertThat(found.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUPIL, {'kind': 'Song'}                              | ELEMENT_UNMAPPED  | /entry/1",
                "PUPIL, 7                                             | ELEMENT_UNMAPPED  | /entry/1",
                "PUPIL, null                                          | ELEMENT_UNMAPPED  | /entry/1",
                "PUPIL, {'kind': 'Goal', 'of': 'Pupil/a', 'code': {'word': 'song'}} | ELEMENT_UNMAPPED | /entry/1",
                "PUPIL, {'kind': 'Pupil', 'id': 'b', 'number': '8'}   | DUPLICATE_KEY     | /entry/1",
                "PUPIL, {'kind': 'Plan', 'id': 'a', 'mood': 1}        | ELEMENT_UNMAPPED  | /entry/1/mood",
                "PUPIL, {'kind': 'Goal', 'of': 'Pupil/b'}             | ELEMENT_NOT_VALID | /entry/1/of",
                "PUPIL, {'kind': 'Goal', 'of': 'Goal/a', 'id': 'a'}   | ELEMENT_NOT_VALID | /entry/1/of",
                "PUPIL, {'kind': 'Goal', 'of': {'id': 'a'}}           | ELEMENT_NOT_VALID | /entry/1/of",
                "PUPIL, {'kind': 'Goal'}                              | ELEMENT_MANDATORY_MISSING | /entry/1/of",
                "PUPIL, {'kind': 'Goal', 'of': 'Pupil/a', 'id': 'x'}, {'kind': 'Goal', 'of': 'Pupil/a', 'id': 'x'} | DUPLICATE_KEY | /entry/2/id",
                "PUPIL, {'kind': 'Plan', 'state': 'draft'}            | CODE_UNKNOWN      | /entry/1/state",
                "PUPIL, {'kind': 'Plan', 'state': ['final']}          | ELEMENT_NOT_VALID | /entry/1/state",
                "PUPIL, {'kind': 'Plan', 'text': {'a': [{'modifier': 1}]}} | ELEMENT_UNMAPPED | /entry/1/text/a/0/modifier",
                "PUPIL, {'kind': 'Plan', 'said': [{'text': 'Eens'}]}  | ELEMENT_UNMAPPED  | /entry/1/said/0/text",
                "PUPIL, {'kind': 'Plan', 'said': [{'text': 'Eens.', 'time': 1}]} | ELEMENT_UNMAPPED | /entry/1/said/0/time",
                "PUPIL, {'kind': 'Plan', 'said': [{'text': 'op gisteren; gezien: rent'}]} | ELEMENT_NOT_VALID | /entry/1/said/0/text",
                "PUPIL, {'kind': 'Plan', 'said': [{'text': 'Eens.'}, {'text': 'Oneens.'}]} | DUPLICATE_KEY | /entry/1/said/1/text",
                "PUPIL, {'kind': 'Plan', 'said': 'Eens.'}             | ELEMENT_NOT_VALID | /entry/1/said",
                "PUPIL, {'kind': 'Plan', 'when': 'morgen'}            | ELEMENT_UNMAPPED  | /entry/1/when",
                "{'kind': 'Pupil', 'number': '7', 'start': '2026-09-01'}, {'kind': 'Plan', 'start': '2026-09-02'} | DUPLICATE_KEY | /entry/1/start",
                "``                                                   | ELEMENT_MANDATORY_MISSING | /entry",
            })
    void refuses(String entries, Reason reason, String where) {
        refused(message(entries), reason, where);
    }

    @Test
    void refusesAMessageWithoutTheList() {
        refused("{}".getBytes(UTF_8), Reason.ELEMENT_MANDATORY_MISSING, "/entry");
        refused("{\"entry\": {}}".getBytes(UTF_8), Reason.ELEMENT_NOT_VALID, "/entry");
        refused(message("{},".repeat(1_000) + "{}"), Reason.TOO_MANY_NODES, "/entry");
    }

    private static void refused(byte[] message, Reason reason, String where) {
        assertThatThrownBy(() -> MAPPING.read(message)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.where()).containsExactly(where);
        });
    }

    private static byte[] message(String entries) {
        return ("{'entry': [" + entries.replace("PUPIL", PUPIL) + "]}")
                .replace('\'', '"')
                .getBytes(UTF_8);
    }
}
