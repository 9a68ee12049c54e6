package org.sluis.consent.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.fhir.FhirTown.LINDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** A Consent with one thing wrong, in each place and in each way: taken or refused with a place, and nothing repeated. */
class FhirRobustnessTest {
    private static final String CANARY = "kanariegeel";
    private static final List<String> WRONG = List.of(
            "\"kanariegeel\"",
            "\"2026-13-45\"",
            "77345510918.5",
            "true",
            "null",
            "{}",
            "[]",
            "[null]",
            "{\"kanariegeel\": \"kanariegeel\"}",
            "[{\"kanariegeel\": [\"kanariegeel\"]}]");
    private static FhirTown fhir;

    @BeforeAll
    static void open() {
        fhir = new FhirTown();
        fhir.town.child("fhir-robust");
    }

    @AfterAll
    static void close() {
        fhir.close();
    }

    @Test
    void isRefusedWithAPlaceOrTaken() {
        List<String> places = places();
        Map<Integer, Integer> answers = new TreeMap<>();
        for (String place : places) {
            for (String wrong : WRONG) {
                ObjectNode consent = consent();
                replace(consent, place, TestTown.read("{\"w\": " + wrong + "}").path("w"));
                answers.merge(answer(place + " is " + wrong, consent), 1, Integer::sum);
            }
            ObjectNode without = consent();
            remove(without, place);
            answers.merge(answer(place + " is not there", without), 1, Integer::sum);
        }
        assertThat(places).hasSizeGreaterThan(60);
        assertThat(answers.keySet())
                .contains(201, 422)
                .allMatch(status -> status == 201 || status < 500 && status >= 400);
        assertThat(answers.get(422)).isGreaterThan(500);
    }

    @Test
    void aNameThatIsNoneIsRefusedWhereverItStands() {
        int objects = 0;
        for (String place : places()) {
            ObjectNode consent = consent();
            if (!place.equals("/meta") && consent.at(place) instanceof ObjectNode object) {
                object.put(CANARY, CANARY);
                objects++;
                assertThat(answer(place, consent)).as(place).isEqualTo(422);
            }
        }
        assertThat(objects).isGreaterThan(15);
    }

    @Test
    void theLogRepeatsNothingOfWhatWasRefused() {
        ObjectNode consent = consent();
        consent.put(CANARY, CANARY);
        FhirTown.put(consent, "/provision", "type", CANARY);
        assertThat(answer("/", consent)).isEqualTo(422);
        List<String> entries = fhir.gateway
                .bean(Transactions.class)
                .within(
                        TestGateway.TENANT,
                        c -> Rows.query(
                                c,
                                "SELECT convert_from(body, 'UTF8') AS body FROM audit_event WHERE kind = 'consent-rejected'",
                                row -> row.getString("body")));
        assertThat(entries).isNotEmpty().noneMatch(entry -> entry.contains(CANARY));
    }

    /** A provision in a provision, as it should not be; each refused with a place, none of them slow. */
    @Test
    void nestingIsNoWayIn() {
        String deny =
                "{\"type\":\"deny\",\"purpose\":[{\"system\":\"" + Pcf.PURPOSES + "\",\"code\":\"plan-coordination\"}]";
        List<String> abuses = new ArrayList<>(List.of(
                "[" + deny + ",\"provision\":[" + deny + "}]}]",
                "[" + deny + ",\"provision\":[" + deny + ",\"provision\":[" + deny + "}]}]}]",
                "[" + deny + ",\"contained\":[{\"resourceType\":\"Consent\"}],\"kanariegeel\":1}]",
                "[" + deny + ",\"modifierExtension\":[{\"url\":\"http://kanariegeel.example\"}]}]",
                "[" + deny + ",\"modifierExtension\":[]}]",
                "[" + deny + ",\"dataPeriod\":{\"start\":\"2026\"}}]",
                "[" + deny + ",\"type\":\"permit\"}]",
                "[" + deny.replace("deny", "permit") + "}]",
                "[" + deny + ",\"_type\":{\"modifierExtension\":[{\"url\":\"x\"}]},\"_purpose\":[1]}]",
                "[" + (deny + "},").repeat(50) + deny + "}]",
                "[" + "{},".repeat(9_999) + "{}]",
                "[" + "null,".repeat(9_999) + "null]",
                "[[" + deny + "}]]",
                deny + "}"));
        for (int depth : new int[] {40, 1_000, 5_000}) {
            abuses.add("[{\"provision\":".repeat(depth) + "[]" + "}]".repeat(depth));
        }
        for (String abuse : abuses) {
            String body = consent()
                    .toString()
                    .replaceFirst("\"provision\":\\{", "\"provision\":{\"provision\":" + abuse + ",");
            HttpResponse<String> answer = fhir.send(fhir.request(LINDE, "/fhir/Consent", "application/fhir+json")
                    .POST(FhirTown.body(body)));
            String as = abuse.substring(0, Math.min(abuse.length(), 200)) + answer.body();
            assertThat(answer.statusCode()).as(as).isBetween(400, 422);
            assertThat(answer.body()).doesNotContain(CANARY);
            assertThat(TestTown.read(answer.body()).path("issue")).as(as).isNotEmpty();
            if (answer.statusCode() == 422) {
                assertThat(FhirTown.issues(answer)).as(as).allMatch(issue -> issue.startsWith("Consent.provision"));
            }
        }
    }

    /** The same ten wrong things in each place of an exception, and of a court's order. */
    @Test
    void soAreAnExceptionAndAnOrder() {
        wrongIn(FhirTown.noButToOneParty("fhir-robust", "ouder-1"), "/provision/provision");
        wrongIn(FhirTown.ordered(consent()), "/extension/1");
    }

    private static void wrongIn(ObjectNode whole, String part) {
        assertThat(answer(part, whole)).isEqualTo(201);
        List<String> places = new ArrayList<>();
        collect(whole, "", places);
        places.removeIf(place -> !place.startsWith(part));
        assertThat(places).hasSizeGreaterThan(10);
        for (String place : places) {
            for (String wrong : WRONG) {
                ObjectNode consent = whole.deepCopy();
                replace(consent, place, TestTown.read("{\"w\": " + wrong + "}").path("w"));
                assertThat(answer(place + " is " + wrong, consent)).isIn(201, 400, 422);
            }
        }
    }

    private static int answer(String as, ObjectNode consent) {
        HttpResponse<String> answer = fhir.post(LINDE, consent);
        if (answer.statusCode() != 201) {
            assertThat(answer.body())
                    .as(as)
                    .doesNotContain(CANARY)
                    .doesNotContain("77345510918")
                    .doesNotContain("fhir-robust");
            JsonNode outcome = TestTown.read(answer.body());
            assertThat(outcome.path("resourceType").asText()).as(as).isEqualTo("OperationOutcome");
            assertThat(outcome.path("issue")).as(as).isNotEmpty();
            for (JsonNode issue : outcome.path("issue")) {
                assertThat(issue.path("severity").asText()).as(as).isEqualTo("error");
                if (answer.statusCode() == 422) {
                    assertThat(issue.at("/expression/0").asText())
                            .as(as + answer.body())
                            .matches("Consent[\\w.\\[\\]]*");
                }
            }
        }
        return answer.statusCode();
    }

    private static ObjectNode consent() {
        ObjectNode consent = FhirTown.consent("fhir-robust", "ouder-1");
        ArrayNode categories = (ArrayNode) consent.at("/provision/modifierExtension");
        while (categories.size() > 2) {
            categories.remove(2);
        }
        return consent;
    }

    private static List<String> places() {
        List<String> places = new ArrayList<>();
        collect(consent(), "", places);
        return places;
    }

    private static void collect(JsonNode node, String at, List<String> places) {
        if (!at.isEmpty()) {
            places.add(at);
        }
        node.properties().forEach(field -> collect(field.getValue(), at + "/" + field.getKey(), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at + "/" + i, places);
        }
    }

    private static void replace(ObjectNode consent, String place, JsonNode wrong) {
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (parent(consent, place) instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), wrong);
        } else {
            ((ObjectNode) parent(consent, place)).set(name, wrong);
        }
    }

    private static void remove(ObjectNode consent, String place) {
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (parent(consent, place) instanceof ArrayNode array) {
            array.remove(Integer.parseInt(name));
        } else {
            ((ObjectNode) parent(consent, place)).remove(name);
        }
    }

    private static JsonNode parent(ObjectNode consent, String place) {
        return consent.at(place.substring(0, place.lastIndexOf('/')));
    }
}
