package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.demo.CareSystem;

/** A signal and a question about nobody, from the door to a real FHIR server. */
class SignalDoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNAL = "/v1/doors/rest-json/signal/jeugdteam-waterlee";
    private static final String QUESTION = "/v1/doors/rest-json/anonymous-consultation/jeugdteam-waterlee";
    private static final List<String> CATEGORIES =
            List.of("IDENT", "CONTACT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "VOICE", "SUPPORT", "ATTENDANCE");

    private static CareSystem care;
    private static TestGateway gateway;
    private static TestTown town;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() throws Exception {
        care = new CareSystem(0, Files.createTempDirectory("sluis-care"), null);
        gateway = new TestGateway("sluis.delivery.workers=1", "sluis.connectors.fhir-r4.url=" + care.url());
        town = new TestTown(gateway);
        for (String child : List.of("signal-json", "signal-form")) {
            town.child(child);
            for (String holder : List.of("ouder-1", "ouder-2")) {
                town.consent("de-linde-direct", child, holder, "grant", "signal", "jeugdteam-waterlee", CATEGORIES);
            }
        }
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
    }

    @Test
    void aSignalArrivesAsWhatWasSeenAndWhatIsAsked() throws Exception {
        delivered(gateway.post("de-linde-direct", SIGNAL, signal("signal-json").toString()));

        JsonNode task = only("Task", "Kunt u samen met de ouders");
        JsonNode seen = only("Communication", "Staat in de grote pauze alleen");
        assertThat(task.path("focus").path("reference").asText())
                .isEqualTo("Communication/" + seen.path("id").asText());
        assertThat(task.path("for")).isEqualTo(seen.path("subject"));
        assertThat(task.toString()).doesNotContain("grote pauze", "Noor", "Veldkamp");
        assertThat(seen.toString())
                .contains("Ging een week goed", "Ik wil in de pauze liever binnen lezen.", "social-emotional")
                .doesNotContain("verhuisd"); // home: the consent does not name it
    }

    @Test
    void theSameAsAForm() throws Exception {
        ObjectNode signal = signal("signal-form");
        ((ObjectNode) signal.path("signal")).put("question", "Wilt u ons bellen over de pauzes?");
        signal.remove(List.of("sentAt", "attendance"));

        delivered(postForm(signal));

        assertThat(only("Task", "Wilt u ons bellen").path("priority").asText()).isEqualTo("routine");
    }

    @Test
    void aQuestionAboutNobodyNeedsNoConsentAndLeadsToNobody() throws Exception {
        String disclosure =
                delivered(gateway.post("de-linde-direct", QUESTION, question().toString()));

        JsonNode task = only("Task", "vaak moe op school");
        assertThat(task.has("for")).isFalse();
        assertThat(task.toString()).contains("8-11").doesNotContain("Patient");
        assertThat(subjectsOf(disclosure)).isZero();
    }

    @Test
    void aQuestionThatNamesSomebodyIsHeld() throws Exception {
        ObjectNode question = question();
        question.set("pupil", signal("signal-json").path("pupil"));

        refused(gateway.post("de-linde-direct", QUESTION, question.toString()), "anonymous-but-identified");
    }

    @Test
    void aSignalAboutNobodyIsRefusedBecauseItNamesNobody() throws Exception {
        ObjectNode signal = signal("signal-json");
        signal.remove("pupil");

        JsonNode refused =
                refused(gateway.post("de-linde-direct", SIGNAL, signal.toString()), "element-mandatory-missing");
        assertThat(refused.path("where").toString()).isEqualTo("[\"subject.localId\"]");
    }

    @Test
    void withoutConsentItStays() throws Exception {
        town.child("signal-nobody-asked");
        refused(
                gateway.post(
                        "de-linde-direct", SIGNAL, signal("signal-nobody-asked").toString()),
                "consent-missing-holder");
    }

    private static ObjectNode signal(String child) throws IOException {
        ObjectNode signal = (ObjectNode) JSON.readTree(
                Path.of("test-fixtures/disclosures/signal-noor.json").toFile());
        signal.put("messageId", child);
        ((ObjectNode) signal.path("pupil"))
                .put("id", child)
                .put("birthDate", TestTown.birthDate().toString());
        return signal;
    }

    private static ObjectNode question() throws IOException {
        return (ObjectNode) JSON.readTree(
                Path.of("test-fixtures/disclosures/question-about-nobody.json").toFile());
    }

    private HttpResponse<String> postForm(JsonNode message) throws Exception {
        List<String> fields = new ArrayList<>();
        fields("", message, fields);
        return http.send(
                HttpRequest.newBuilder(gateway.url().resolve("/v1/doors/rest-form/signal/jeugdteam-waterlee"))
                        .header("Authorization", "Bearer " + gateway.token("de-linde-direct"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("&", fields)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void fields(String name, JsonNode node, List<String> into) {
        if (node.isValueNode()) {
            into.add(encode(name) + "=" + encode(node.asText()));
        }
        node.properties()
                .forEach(field ->
                        fields(name.isEmpty() ? field.getKey() : name + "." + field.getKey(), field.getValue(), into));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            fields(name + "[" + i + "]", node.get(i), into);
        }
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static JsonNode refused(HttpResponse<String> answer, String reason) {
        JsonNode body = TestTown.read(answer.body());
        assertThat(body.path("title").asText()).as(answer.body()).isEqualTo(reason);
        return body;
    }

    private static String delivered(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String disclosure = TestTown.read(answer.body()).path("disclosure").asText();
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String state;
        do {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            state = TestTown.read(gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure)
                            .body())
                    .path("state")
                    .asText();
        } while (!state.equals("delivered") && System.nanoTime() < until);
        assertThat(state).isEqualTo("delivered");
        return disclosure;
    }

    /** The one resource of this type that says this, read back over FHIR. */
    private JsonNode only(String type, String says) throws Exception {
        JsonNode found = JSON.readTree(http.send(
                        HttpRequest.newBuilder(URI.create(care.url() + "/" + type + "?_count=100"))
                                .header("Accept", "application/fhir+json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
        List<JsonNode> all = new ArrayList<>();
        found.path("entry").forEach(entry -> {
            if (entry.path("resource").toString().contains(says)) {
                all.add(entry.path("resource"));
            }
        });
        assertThat(all).as(type + " that says " + says).hasSize(1);
        return all.get(0);
    }

    private static int subjectsOf(String disclosure) {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection,
                        "SELECT count(subject) FROM outbox WHERE disclosure::text = ?",
                        row -> row.getInt(1),
                        disclosure)
                .orElseThrow());
    }
}
