package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.gate.Supplement;

/** An OSO dossier at the door: what it says about consent counts for nothing, and what it lacks is named. */
class OsoDoorTest {
    private static final String NOTICE = "/v1/doors/oso/plan-notice/jeugdteam-waterlee";
    private static final String PLAN = "/v1/doors/oso/plan-coordination/de-brug";
    private static final String CHILD = "oso-child";

    private static TestGateway gateway;
    private static TestTown town;
    private static int messages;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
        town.childWithBothParentsConsent(CHILD);
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", CHILD, holder, "grant", "plan-notice", "jeugdteam-waterlee", TestTown.ALL);
        }
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aDossierThatSaysYesIsNotPermittedByTheRegisterThatSaysNothing() {
        String dossier = dossier("oso-nobody");
        assertThat(dossier).contains("<toestemming>Ja</toestemming>", "<wettigevertegenwoordiger>true");

        refused(post(NOTICE, dossier, Map.of()), 403, "subject-unknown");
        town.child("oso-nobody");
        refused(post(NOTICE, dossier, Map.of()), 403, "consent-missing-holder");
        refused(post(PLAN, dossier, Map.of()), 403, "consent-missing-holder");
    }

    @Test
    void isAPlanNoticeOnceTheConsentsAreOnRecord() {
        accepted(post(NOTICE, dossier(CHILD), Map.of()));
    }

    @Test
    void isHeldAsASchoolPlanAndToldWhatIsOnlyInItsDocuments() {
        JsonNode held = refused(post(PLAN, dossier(CHILD), Map.of()), 422, "element-mandatory-missing");

        assertThat(where(held))
                .containsExactlyInAnyOrder(
                        "plan.agreedOn",
                        "plan.pupilHeardOn",
                        "goal.description",
                        "goal.targetDate",
                        "goal.status",
                        "action.description",
                        "action.who",
                        "action.start",
                        "action.frequency");
    }

    @Test
    void withoutInzageItIsHeldUntilAReasonIsGivenBesideIt() {
        String dossier = dossier(CHILD).replaceAll("(?s)<inzage>.*</inzage>", "");
        Map<String, String> why =
                Map.of("voice.parentsAbsent", "De ouders zijn verhuisd, 100% ander adres; niet bereikt.");

        assertThat(where(refused(post(NOTICE, dossier, Map.of()), 422, "element-mandatory-missing")))
                .anyMatch(place -> place.contains("voice.parents"));
        accepted(post(NOTICE, dossier, why));
    }

    @Test
    void whatIsSaidBesideItIsPartOfTheMessage() {
        String dossier = dossier(CHILD).replaceAll("(?s)<inzage>.*</inzage>", "");
        String id = "oso-same-" + messages++;

        accepted(post(NOTICE, dossier, id, Map.of("voice.parentsAbsent", "Niet bereikt.")));
        accepted(post(NOTICE, dossier, id, Map.of("voice.parentsAbsent", "Niet bereikt.")));
        refused(
                post(NOTICE, dossier, id, Map.of("voice.parentsAbsent", "Wilden niet.")),
                409,
                "duplicate-with-other-content");
    }

    @Test
    void nothingElseGetsInBesideIt() {
        JsonNode refused =
                refused(post(NOTICE, dossier(CHILD), Map.of("voice.parents", "kanariegeel")), 422, "element-unmapped");
        assertThat(where(refused)).containsExactly("Sluis-Supplement");
        assertThat(refused.toString()).doesNotContain("kanariegeel");
    }

    @Test
    void aDossierOfAnotherSchoolIsRefused() {
        JsonNode refused =
                refused(post(NOTICE, dossier(CHILD).replace("99ZA", "99ZB"), Map.of()), 422, "element-not-valid");
        assertThat(where(refused)).containsExactly("school.brin");
    }

    private static String dossier(String localId) {
        try {
            return Files.readString(Path.of("test-fixtures/connectors/oso/opp-with-documents-and-dissent/in.xml"))
                    .replace("WL-2015-031", localId)
                    .replace("99WL", "99ZA")
                    .replace("2015-03-14", TestTown.birthDate().toString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpResponse<String> post(String door, String dossier, Map<String, String> beside) {
        return post(door, dossier, "oso-" + messages++, beside);
    }

    private HttpResponse<String> post(String door, String dossier, String id, Map<String, String> beside) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url().resolve(door))
                .header("Authorization", "Bearer " + gateway.token("de-linde-direct"))
                .header("Content-Type", "application/xml; charset=utf-8")
                .header("Idempotency-Key", id)
                .POST(HttpRequest.BodyPublishers.ofString(dossier));
        if (!beside.isEmpty()) {
            request.header(Supplement.HEADER, Supplement.header(beside));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static void accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static JsonNode refused(HttpResponse<String> answer, int status, String code) {
        JsonNode problem = TestTown.read(answer.body());
        assertThat(problem.path("title").asText()).as(answer.body()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        return problem;
    }

    private static List<String> where(JsonNode problem) {
        List<String> where = new ArrayList<>();
        problem.path("where").forEach(place -> where.add(place.asText()));
        return where;
    }
}
