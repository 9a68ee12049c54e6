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

/** One mapping, read from JSON and from XML: the same entries give the same elements. */
class ReadingTest {
    private static final String ENTRIES = """
              unmapped: reject
              absent: [geheim]
              elements:
                - {path: /pupil/id, element: subject.localId, required: true}
                - {first: [/pupil/call, /pupil/given], element: subject.givenName}
                - {join: [/pupil/infix, /pupil/name], with: " ", element: subject.familyName}
                - {value: Directeur, when: [/head, /deputy], element: contact.role}
                - {value: "true", when: /files, element: attachment.present}
                - {path: /agree, element: voice.parentsAgree, codes: {Ja: "true", Nee: "false", Onbekend: ""}}
                - part: /school
                  where: {/kind: ["", primary]}
                  elements:
                    - {path: /name, element: school.name, required: true}
                    - {value: "true", when: /files, element: attachment.present}
                - part: /phones
                  where: {/secret: ["", "false"]}
                  take: first
                  elements:
                    - {path: /number, element: contact.phone}
                - oneOf:
                    - part: /plans/opp
                      elements:
                        - {value: opp, element: plan.kind}
                        - {path: /start, element: plan.start, required: true}
                    - part: /plans/other
                      take: latest /start
                      elements:
                        - {value: handelingsplan, element: plan.kind}
                        - {path: /start, element: plan.start}
                        - {path: /focus, element: plan.focus}
                - each: /carers
                  where: {/legal: ["true"]}
                  elements:
                    - {path: /name, element: holder.name, required: true}
                    - {path: /relation, element: holder.role, codes: {"1": "111"}, otherwise: "213"}
            """;
    private static final ReadMapping JSON = mapping("in:\n  format: json\n" + ENTRIES);
    private static final ReadMapping XML =
            mapping("in:\n  format: xml\n  root: d\n  namespace: \"urn:waterlee\"\n" + ENTRIES);
    private static final String NONE = "{subject.localId=7}";

    private static ReadMapping mapping(String text) {
        return Mappings.parse("a.yaml", text, "d", Fixture.DICTIONARY).in();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"pupil\": {\"id\": 7, \"call\": \"Noor\", \"given\": \"N.\"} | `` | subject.givenName=Noor",
                "`` | <call> </call><given>Noor</given><given>Saskia</given> | subject.givenName=Noor",
                "`` | <infix>van</infix><name>Dijk</name> | subject.familyName=van Dijk",
                "`` | <name>geheim</name> | ``",
                "\"head\": {\"name\": \"x\"} | </pupil><head><name>x</name></head><pupil> | contact.role=Directeur",
                "\"head\": \"geheim\" | `` | ``",
                "\"files\": [1], \"deputy\": 1 | </pupil><files/><files/><deputy/><pupil> | attachment.present=true, contact.role=Directeur",
                "\"agree\": \"Nee\" | </pupil><agree>Nee</agree><pupil> | voice.parentsAgree=false",
                "\"agree\": \"Onbekend\" | </pupil><agree> Onbekend </agree><pupil> | ``",
                "\"school\": {\"name\": \"De Linde\", \"files\": 1}, \"files\": 1 | </pupil><files/><school><files/><name>De Linde</name></school><pupil> | attachment.present=true, school.name=De Linde",
                "\"school\": {\"name\": \"De Linde\", \"kind\": \"other\"} | </pupil><school><kind>other</kind><name>De Linde</name></school><pupil> | ``",
                "\"phones\": [{\"number\": \"0880000001\", \"secret\": true}, null, {\"number\": \"0880000002\"}, {\"number\": \"0880000003\"}] | </pupil><phones><number>0880000001</number><secret>true</secret></phones><phones><number>0880000002</number></phones><pupil> | contact.phone=0880000002",
                "\"plans\": {\"other\": [{\"start\": \"2026-01-01\", \"focus\": \"a\"}, {\"start\": \"2026-02-01\", \"focus\": \"b\"}]} | </pupil><plans><other><start>2026-01-01</start><focus>a</focus></other><other><start>2026-02-01</start><focus>b</focus></other></plans><pupil> | plan.focus=b, plan.kind=handelingsplan, plan.start=2026-02-01",
                "\"plans\": {\"other\": [{\"start\": \"2026-02-30\"}], \"opp\": {\"start\": \"2026-01-01\"}} | </pupil><plans><other><start>x</start></other><opp><start>2026-01-01</start></opp></plans><pupil> | plan.kind=opp, plan.start=2026-01-01",
                "\"carers\": [{\"name\": \"A\", \"legal\": true, \"relation\": 1}, {\"name\": \"B\"}, {\"name\": \"C\", \"legal\": true, \"relation\": 9}, {\"name\": \"D\", \"legal\": true}] | </pupil><carers><name>A</name><legal>true</legal><relation>1</relation></carers><carers><name>B</name></carers><carers><name>C</name><legal>true</legal><relation>9</relation></carers><carers><name>D</name><legal>true</legal></carers><pupil> | holder.name0=A, holder.name1=C, holder.name2=D, holder.role0=111, holder.role1=213, holder.role2=213"
            })
    void readsTheSameFromBoth(String json, String xml, String expected) {
        String elements = expected == null || expected.isEmpty() ? NONE : expected(expected);
        if (json != null && !json.isEmpty()) {
            assertThat(read(JSON, json(json))).isEqualTo(elements);
        }
        if (xml != null && !xml.isEmpty()) {
            assertThat(read(XML, xml(xml))).isEqualTo(elements);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"school\": {} | ELEMENT_MANDATORY_MISSING | /school/name",
                "\"school\": [] | ELEMENT_NOT_VALID | /school",
                "\"phones\": {\"number\": \"0880000002\"} | ELEMENT_NOT_VALID | /phones",
                "\"phones\": [\"0880000002\"] | ELEMENT_NOT_VALID | /phones/0",
                "\"plans\": {\"other\": [{\"start\": \"2026-06-31\"}]} | ELEMENT_NOT_VALID | /plans/other/0/start",
                "\"plans\": {\"other\": [{\"start\": \"2026-06-30\"}, {}]} | ELEMENT_MANDATORY_MISSING | /plans/other/1/start",
                "\"plans\": {\"other\": [{\"start\": \"2026-06-30\"}, {\"start\": \"2026-06-30\"}]} | DUPLICATE_KEY | /plans/other/1/start",
                "\"plans\": {\"opp\": {}} | ELEMENT_MANDATORY_MISSING | /plans/opp/start",
                "\"pupil\": {\"id\": 7, \"call\": {}} | ELEMENT_NOT_VALID | /pupil/call",
                "\"pupil\": {\"id\": 7, \"call\": [\"a\", [\"b\"]]} | ELEMENT_NOT_VALID | /pupil/call/1",
                "\"pupil\": {\"id\": 7, \"name\": \"\\u0001\"} | ELEMENT_NOT_VALID | /pupil/name",
                "\"carers\": [{\"legal\": false}, {\"legal\": true}] | ELEMENT_MANDATORY_MISSING | /carers/1/name",
                "\"agree\": \"ja\" | CODE_UNKNOWN | /agree",
            })
    void refusesJson(String json, Reason reason, String where) {
        refuses(JSON, json(json), reason, where);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "</pupil><school/><pupil> | ELEMENT_MANDATORY_MISSING | /d/school/name",
                "<name>a<!-- b -->c</name> | | subject.familyName=ac",
                "<name>a&#98;&lt;</name> | | subject.familyName=ab<",
                "<name><![CDATA[a]]></name> | ELEMENT_NOT_VALID | /d/pupil/name[1]",
                "<name>a<b>c</b></name> | ELEMENT_NOT_VALID | /d/pupil/name[1]",
                "<name lang='nl'>a</name> | ELEMENT_UNMAPPED | /d/pupil/name[1]/@lang",
                "<name xmlns='urn:other'>a</name> | ELEMENT_UNMAPPED | /d/pupil/*",
                "<name xmlns=''>a</name> | ELEMENT_UNMAPPED | /d/pupil/*",
                "<name><?a b?></name> | PROCESSING_INSTRUCTION_REFUSED | line 1, column 55",
                "een <name>a</name> | ELEMENT_NOT_VALID | /d/pupil",
                "<![CDATA[een]]> | ELEMENT_NOT_VALID | /d/pupil",
                "</pupil><pupil><name>a</name> | DUPLICATE_KEY | /d/pupil",
                "</pupil><agree>Ja</agree><agree>Nee</agree><pupil> | DUPLICATE_KEY | /d/agree",
                "</pupil><files><x><y z='1'><![CDATA[a]]></y>b</x></files><pupil> | | attachment.present=true",
                "</pupil><carers><legal>true</legal><name>a</name></carers><carers><gender>1</gender></carers><pupil> | ELEMENT_UNMAPPED | /d/carers[2]/gender",
            })
    void readsNoMoreOfXmlThanWhatItMeans(String xml, Reason reason, String where) {
        String document = xml(xml);
        if (reason == null) {
            assertThat(read(XML, document)).isEqualTo(expected(where));
        } else {
            refuses(XML, document, reason, where);
        }
    }

    @Test
    void refusesADoctypeAndAnEntity() {
        refuses(XML, "<!DOCTYPE d []>" + xml(""), Reason.DOCTYPE_REFUSED, "line 1, column 1");
        assertThatThrownBy(() -> read(XML, xml("<name>&a;</name>"))).isInstanceOf(Refused.class);
    }

    @Test
    void allowsOnlyTheRootAndItsNamespace() {
        refuses(XML, "<e xmlns='urn:waterlee'/>", Reason.ELEMENT_UNMAPPED, "/e");
        refuses(XML, "<d xmlns='urn:waterlee2'/>", Reason.ELEMENT_UNMAPPED, "/d/@xmlns");
        refuses(XML, "<d/>", Reason.ELEMENT_UNMAPPED, "/d/@xmlns");
    }

    private static void refuses(ReadMapping mapping, String message, Reason reason, String where) {
        assertThatThrownBy(() -> read(mapping, message)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.where()).containsExactly(where);
        });
    }

    private static String json(String fields) {
        return fields.contains("\"pupil\"") ? "{" + fields + "}" : "{\"pupil\": {\"id\": 7}, " + fields + "}";
    }

    /** What is given stands within the pupil, unless it ends that and begins another, which then is none. */
    private static String xml(String inPupil) {
        return ("<d xmlns='urn:waterlee'><pupil><id>7</id>" + inPupil + "</pupil></d>").replace("<pupil></pupil>", "");
    }

    private static String expected(String more) {
        Map<String, String> all = new TreeMap<>();
        all.put("subject.localId", "7");
        for (String one : more.split(", ")) {
            all.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        return all.toString();
    }

    private static String read(ReadMapping mapping, String message) {
        Map<String, String> found = new TreeMap<>();
        mapping.read(message.getBytes(UTF_8)).elements().stream()
                .forEach(element -> found.put(
                        element.id() + (element.id().startsWith("holder.") ? element.position() : ""),
                        element.value()));
        return found.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "dd-MM-yyyy, 01-09-2026, 2026-09-01",
        "dd-MM-yyyy, ' 30-06-2026 ', 2026-06-30",
        "dd-MM-yyyy, 29-02-2024, 2024-02-29",
        "yyyyMMdd, 20260901, 2026-09-01",
        "MM/dd/yyyy, 09/01/2026, 2026-09-01",
        "d-M-yyyy, 1-9-2026, 2026-09-01",
        "d-M-yyyy, 01-09-2026, 2026-09-01",
        "d-M-yyyy, 31-6-2026, ",
        "dd-MM-yyyy, 31-06-2026, ",
        "dd-MM-yyyy, 29-02-2026, ",
        "dd-MM-yyyy, 01-09-26, ",
        "dd-MM-yyyy, 1-9-2026, ",
        "dd-MM-yyyy, 2026-09-01, ",
        "dd-MM-yyyy, 01-09-2026 10:00, ",
        "dd-MM-yyyy, 01-09-12026, ",
        "dd-MM-yyyy, 01-09--2026, ",
        "dd-MM-yyyy, x, ",
        "yyyyMMdd, 2026-09-01, "
    })
    void aDateIsReadInTheFormOfTheFormatAndInNoOther(String form, String text, String iso) {
        ReadMapping mapping = mapping("""
                in:
                  format: json
                  unmapped: reject
                  elements:
                    - {path: /id, element: subject.localId, required: true}
                    - {path: /start, element: plan.start, date: %s}
                """.formatted(form));
        byte[] message = "{\"id\": \"7\", \"start\": \"%s\"}".formatted(text).getBytes(UTF_8);

        if (iso == null) {
            assertThatThrownBy(() -> mapping.read(message)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_NOT_VALID);
                assertThat(refused.where()).containsExactly("/start");
            });
        } else {
            assertThat(mapping.read(message).elements().value("plan.start")).contains(iso);
        }
    }
}
