package org.sluis.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.asking.AskingTown.NO;
import static org.sluis.asking.AskingTown.SCHOOL;
import static org.sluis.asking.AskingTown.YES;
import static org.sluis.asking.AskingTown.ok;
import static org.sluis.asking.AskingTown.refused;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.demo.CareSystem;

/** From a refusal to a plan that arrives: asked, handed over, answered, sent again. Real HTTP, database and FHIR server. */
class AskingJourneyTest {
    private static CareSystem care;
    private static TestGateway gateway;
    private static AskingTown town;

    @BeforeAll
    static void open() throws Exception {
        care = new CareSystem(0, Files.createTempDirectory("sluis-care"), null);
        gateway = new TestGateway("sluis.delivery.workers=1", "sluis.connectors.fhir-r4.url=" + care.url());
        town = new AskingTown(gateway);
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
    }

    @Test
    void whatWasRefusedForWantOfConsentIsAskedAnsweredAndDelivered() {
        town.pupil("journey", 9, "ouder-1", "ouder-2");
        HttpResponse<String> refusal = town.send("journey", "journey-1");
        refused(refusal, 403, "consent-missing-holder");
        String disclosure = TestTown.read(refusal.body()).path("disclosure").asText();

        JsonNode request = TestTown.read(
                ok(201, town.tryToAsk("\"refusal\": \"" + disclosure + "\"")).body());

        assertThat(request.path("subject").asText()).isEqualTo("journey");
        assertThat(request.path("questions").findValuesAsText("purpose"))
                .containsExactly("plan-coordination", "care-plan-for-school");
        assertThat(request.path("questions").findValuesAsText("to")).containsExactly("de-brug", "de-linde");
        assertThat(town.states(request)).containsExactly("waiting", "waiting");

        town.answered(request, "ouder-1", YES);
        assertThat(town.states(request)).containsExactly("answered", "waiting");
        refused(town.send("journey", "journey-1"), 403, "consent-missing-holder");
        town.answered(request, "ouder-2", YES);

        delivered(town.send("journey", "journey-1"));
        assertThat(town.entries("consent-answered")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(TestTown.read(gateway.get(SCHOOL, "/v1/consents?subject=journey")
                                .body())
                        .path("consents")
                        .findValuesAsText("effect"))
                .as("the register says it to the school that is its controller, as it always does")
                .containsExactly("grant", "grant", "grant", "grant");
    }

    @ParameterizedTest
    @CsvSource({"ouder-1, ouder-2", "ouder-2, ouder-1"})
    void oneNoIsANoInEveryOrderAndTheRequestTellsNobodyWhose(String first, String second) {
        for (String no : List.of(first, second)) {
            String pupil = "order-" + first + "-" + no;
            town.pupil(pupil, 9, "ouder-1", "ouder-2");
            JsonNode request = town.ask(pupil);

            town.answered(request, first, first.equals(no) ? NO : YES);
            town.answered(request, second, second.equals(no) ? NO : YES);

            refused(town.send(pupil, pupil), 403, "consent-refused");
            assertThat(town.states(request)).containsExactly("answered", "answered");
        }
    }

    @Test
    void aChildOfThirteenIsAskedBesideTheParentsInEveryOrder() {
        List<String> people = new ArrayList<>(List.of("ouder-1", "ouder-2", "child"));
        for (int turn = 0; turn < people.size(); turn++) {
            Collections.rotate(people, 1);
            String pupil = "thirteen-" + turn;
            town.pupil(pupil, 13, "ouder-1", "ouder-2");
            JsonNode request = town.ask(pupil);
            assertThat(request.path("grantors").findValuesAsText("grantor"))
                    .containsExactly("holder", "holder", "child");
            for (String person : people) {
                assertThat(town.states(request)).contains("waiting");
                town.answered(request, person.equals("child") ? null : person, YES);
            }
            assertThat(town.states(request)).containsOnly("answered");
        }
    }

    @Test
    void whoIsSixteenIsAskedAloneAndTheParentsAreNotEvenInvited() {
        town.pupil("sixteen", 16, "ouder-1", "ouder-2");
        JsonNode request = town.ask("sixteen");

        assertThat(request.path("grantors").findValuesAsText("grantor")).containsExactly("child");
        assertThat(request.path("questions").toString()).doesNotContain("AUTHORITY");
        refused(town.tryCode(request.path("request").asText(), "ouder-1"), 422, "consent-not-valid");
        assertThat(TestTown.read(town.open(town.code(request, null)).body())
                        .path("about")
                        .path("en")
                        .asText())
                .isEqualTo("you");
        town.answered(request, null, YES);
        assertThat(town.states(request)).containsExactly("answered");
    }

    @Test
    void authorityThatWasCheckedTooLongAgoAsksNobody() {
        town.pupil("stale", 9, AskingTown.today().minusDays(400), "ouder-1", "ouder-2");

        refused(town.tryToAskAbout("stale"), 403, "authority-unknown");
        assertThat(town.entries("consent-rejected").toString()).contains("authority-unknown");
    }

    private static void delivered(HttpResponse<String> answer) {
        String disclosure =
                TestTown.read(ok(202, answer).body()).path("disclosure").asText();
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String state;
        do {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            state = TestTown.read(
                            gateway.get(SCHOOL, "/v1/disclosures/" + disclosure).body())
                    .path("state")
                    .asText();
        } while (!state.equals("delivered") && System.nanoTime() < until);
        assertThat(state).isEqualTo("delivered");
    }
}
