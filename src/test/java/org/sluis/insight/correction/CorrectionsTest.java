package org.sluis.insight.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.demo.CareSystem;
import org.sluis.party.person.Officers;

/** Over HTTP, with plans that really arrived: who has what was wrong, and who heard of it. */
class CorrectionsTest {
    private static final String PATH = "/v1/corrections";
    private static final String SCHOOL = "de-linde-direct";

    private static CareSystem care;
    private static Officers officers;
    private static TestTown town;

    @BeforeAll
    static void open() throws Exception {
        care = new CareSystem(0, Files.createTempDirectory("sluis-correction"), null);
        officers = new Officers("sluis.delivery.workers=1", "sluis.connectors.fhir-r4.url=" + care.url());
        town = new TestTown(officers.gateway);
    }

    @AfterAll
    static void close() throws Exception {
        officers.close();
        care.close();
    }

    private static String delivered(String pupil, String message) {
        HttpResponse<String> answer = officers.gateway.post(
                SCHOOL, "/v1/doors/rest-json/plan-coordination/de-brug", town.plan(pupil, message));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String disclosure = TestTown.read(answer.body()).path("disclosure").asText();
        Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).until(() -> TestTown.read(officers.gateway
                        .get(SCHOOL, "/v1/disclosures/" + disclosure)
                        .body())
                .path("state")
                .asText()
                .equals("delivered"));
        return disclosure;
    }

    private static JsonNode recorded(String pupil, String what, String elements) {
        return ok(
                201,
                officers.gateway.post(
                        "linde-1",
                        PATH,
                        "{\"subject\":\"" + pupil + "\",\"what\":\"" + what + "\",\"elements\":\"" + elements + "\"}"));
    }

    private static JsonNode ok(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return TestTown.read(answer.body());
    }

    private static JsonNode found(String client, String body) {
        return ok(200, officers.gateway.post(client, PATH + "/search", body)).path("corrections");
    }

    private static List<String> ids(JsonNode found) {
        return StreamSupport.stream(found.spliterator(), false)
                .map(each -> each.path("correction").asText())
                .toList();
    }

    @Test
    void whoHasItIsOpenUntilTheRightValuesArrived() {
        town.childWithBothParentsConsent("leerling-4401");
        town.childWithBothParentsConsent("leerling-4402");
        String wrong = delivered("leerling-4401", "wrong-1");
        delivered("leerling-4402", "other-1");
        JsonNode correction = recorded("leerling-4401", "rectified", "goal.description,goal.evaluation");
        assertThat(correction.path("open").asInt()).isEqualTo(1);
        assertThat(correction.path("recipients").toString())
                .isEqualTo("[{\"party\":\"de-brug\",\"purpose\":\"plan-coordination\",\"had\":[\"" + wrong
                        + "\"],\"heard\":\"open\"}]");
        String id = correction.path("correction").asText();
        assertThat(ids(found("linde-2", "{}"))).contains(id);
        assertThat(ids(found("linde-2", "{\"subject\":\"leerling-4402\"}"))).isEmpty();

        delivered("leerling-4402", "other-2"); // of another pupil: nobody heard of this one by it
        assertThat(ids(found("linde-2", "{}"))).contains(id);
        delivered("leerling-4401", "right-1");
        assertThat(ids(found("linde-2", "{}"))).doesNotContain(id);
        JsonNode after = found("linde-1", "{\"subject\":\"leerling-4401\"}").get(0);
        assertThat(after.path("open").asInt()).isZero();
        assertThat(after.at("/recipients/0/heard").asText()).isEqualTo("delivered");
        assertThat(after.at("/recipients/0/had")).as("what it had before").hasSize(1);
    }

    @Test
    void whatMustGoIsRecalledAndHeardOfWhenThatArrived() throws Exception {
        for (String what : List.of("erased", "restricted")) {
            String pupil = "leerling-4405-" + what;
            town.childWithBothParentsConsent(pupil);
            String had = delivered(pupil, "had-" + what);
            way("paused");
            String id =
                    recorded(pupil, what, "goal.description").path("correction").asText();
            assertThat(ids(found("linde-1", "{}"))).contains(id);
            way("open");
            Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> !ids(found("linde-1", "{}"))
                    .contains(id));
            JsonNode recall = StreamSupport.stream(
                            TestTown.read(officers.gateway
                                            .get(SCHOOL, "/v1/recalls")
                                            .body())
                                    .path("recalls")
                                    .spliterator(),
                            false)
                    .filter(each -> each.at("/disclosures/0").asText().equals(had))
                    .findFirst()
                    .orElseThrow();
            assertThat(recall.path("what").asText()).isEqualTo(what.equals("erased") ? "erase" : "restrict");
            assertThat(recall.path("elements").toString()).isEqualTo("[\"goal.description\"]");
            assertThat(recall.path("state").asText()).isEqualTo("delivered");
            assertThat(found("linde-1", "{\"subject\":\"" + pupil + "\"}")
                            .get(0)
                            .at("/recipients/0/heard")
                            .asText())
                    .isEqualTo("delivered");
        }
    }

    @Test
    void whatMustGoIsOpenUntilSomebodySaysThatTheyWereTold() {
        town.childWithBothParentsConsent("leerling-4403");
        delivered("leerling-4403", "erase-1");
        assertThat(recorded("leerling-4403", "erased", "medical.diagnosis").path("recipients"))
                .as("nobody has what never went")
                .isEmpty();
        way("paused");
        String id = recorded("leerling-4403", "erased", "goal.description")
                .path("correction")
                .asText();
        assertThat(ids(found("linde-1", "{}"))).contains(id);
        Officers.refused(told("linde-1", id, "jeugdhulp-oever"), 404, "not-found", null);
        assertThat(ids(found("linde-1", "{}"))).contains(id);
        assertThat(ok(200, told("linde-1", id, "de-brug"))
                        .at("/recipients/0/heard")
                        .asText())
                .isEqualTo("told");
        ok(200, told("linde-2", id, "de-brug"));
        assertThat(ids(found("linde-1", "{}"))).doesNotContain(id);
        way("open");
        assertThat(officers.entries("correction-told").stream().filter(each -> each.contains(id)))
                .hasSize(2)
                .allMatch(each -> each.contains("\"recipient\":\"de-brug\"") && !each.contains("leerling"));
    }

    private static void way(String state) {
        ok(
                200,
                officers.gateway.post(
                        "linde-3",
                        "/v1/delivery/regulate",
                        "{\"kind\":\"recipient\",\"id\":\"de-brug\",\"state\":\"" + state + "\"}"));
    }

    private static HttpResponse<String> told(String client, String id, String recipient) {
        return officers.gateway.post(client, PATH + "/" + id + "/told", "{\"recipient\":\"" + recipient + "\"}");
    }

    @Test
    void whoMayNotAndWhatIsWrongIsRefused() {
        town.childWithBothParentsConsent("leerling-4404");
        String body = "{\"subject\":\"leerling-4404\",\"what\":\"rectified\",\"elements\":\"goal.description\"}";
        int rejected = officers.entries("consent-rejected").size();
        Officers.refused(officers.gateway.post("linde-3", PATH, body), 403, "role-missing", null);
        Officers.refused(officers.gateway.post("anker-1", PATH, body), 404, "not-found", null);
        Officers.refused(
                officers.gateway.post("linde-1", PATH, body.replace("goal.description", "goal.descriptions")),
                400,
                "parameter-not-supported",
                "/elements");
        Officers.refused(
                officers.gateway.post("linde-1", PATH, body.replace("rectified", "changed")),
                400,
                "parameter-not-supported",
                "/what");
        assertThat(officers.entries("consent-rejected")).hasSize(rejected + 4);
        JsonNode correction = recorded("leerling-4404", "rectified", "goal.description");
        assertThat(correction.path("open").asInt()).isZero();
        String id = correction.path("correction").asText();
        Officers.refused(told("anker-1", id, "de-brug"), 404, "not-found", null);
        Officers.refused(told("linde-1", UUID.randomUUID().toString(), "de-brug"), 404, "not-found", null);
        assertThat(found("anker-1", "{\"subject\":\"leerling-4404\"}")).isEmpty();
        String entry = officers.entries("correction-recorded").stream()
                .filter(each -> each.contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(entry)
                .contains("\"elements\":[\"goal.description\"]", "\"what\":\"rectified\"", officers.first.toString())
                .doesNotContain("leerling");
    }
}
