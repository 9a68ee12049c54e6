package org.sluis.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.asking.AskingTown.REQUESTS;
import static org.sluis.asking.AskingTown.ok;
import static org.sluis.asking.AskingTown.refused;
import static org.sluis.asking.AskingTown.today;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;

/** Who may not ask, and what cannot be asked. */
class AskingRefusedTest {
    private static final String OTHER_SCHOOL = "het-anker-direct";

    private static TestGateway gateway;
    private static AskingTown town;
    private static JsonNode request;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new AskingTown(gateway);
        town.pupil("ours", 9, "ouder-1", "ouder-2");
        request = town.ask("ours");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void anotherSchoolSeesNeitherPupilNorRequestNorRefusal() {
        String id = request.path("request").asText();
        String refusal = TestTown.read(town.send("ours", "not-theirs").body())
                .path("disclosure")
                .asText();
        String period = "\"textVersion\": \"2026-1\", \"from\": \"%s\", \"until\": \"%s\""
                .formatted(today(), today().plusDays(100));

        refused(gateway.get(OTHER_SCHOOL, REQUESTS + "/" + id), 404, "not-found");
        refused(gateway.get(AskingTown.SCHOOL, REQUESTS + "/nothing"), 404, "not-found");
        refused(gateway.post(OTHER_SCHOOL, REQUESTS + "/" + id + "/codes", """
                        {"grantor": "holder", "holder": "ouder-1", "by": "x", "verified": "in-person"}"""), 404, "not-found");
        refused(
                gateway.post(OTHER_SCHOOL, REQUESTS, "{\"refusal\": \"%s\", %s}".formatted(refusal, period)),
                404,
                "not-found");
        refused(gateway.post(OTHER_SCHOOL, REQUESTS, """
                {"subject": "ours", "recipient": "de-brug", "purpose": "plan-coordination", %s}""".formatted(period)), 404, "not-found");
        assertThat(town.person(REQUESTS + "/" + id + "/codes", "{}").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"subject\": \"nobody\", \"recipient\": \"de-brug\", \"purpose\": \"signal\"' | 404 | not-found",
                "'\"subject\": \"ours\", \"recipient\": \"no-one\", \"purpose\": \"signal\"' | 422 | /recipient:unknown",
                "'\"subject\": \"ours\", \"recipient\": \"!\", \"purpose\": \"signal\"' | 422 | /recipient:not-an-id",
                "'\"subject\": \"ours\", \"recipient\": \"de-brug\", \"purpose\": \"!\"' | 422 | /purpose:not-an-id",
                "'\"subject\": \"ours\", \"recipient\": \"de-brug\", \"purpose\": \"signal\"' | 403 | policy-missing",
                "'\"subject\": \"ours\"' | 422 | /recipient:missing",
                "'\"refusal\": \"x\", \"subject\": \"ours\"' | 422 | /subject:beside-a-refusal",
                "'\"refusal\": \"x\"' | 404 | not-found",
                "'\"secret\": \"x\"' | 422 | /:unknown-key",
            })
    void whatCannotBeAskedIsNamed(String what, int status, String says) {
        assertThat(ok(status, town.tryToAsk(what)).body()).contains(says);
    }

    @Test
    void theDaysMustFit() {
        String what = "\"subject\": \"ours\", \"recipient\": \"de-brug\", \"purpose\": \"plan-coordination\"";
        assertThat(town.tryToAsk(what, ", \"respondBy\": \"" + today().minusDays(1) + "\"")
                        .body())
                .contains("/respondBy:in-the-past");
        assertThat(town.tryToAsk(what, ", \"respondBy\": \"" + today().plusDays(200) + "\"")
                        .body())
                .contains("/respondBy:after-the-period");
        assertThat(gateway.post(
                                AskingTown.SCHOOL,
                                REQUESTS,
                                "{%s, \"textVersion\": \"2026-1\", \"from\": \"%s\", \"until\": \"%s\"}"
                                        .formatted(what, today(), today().plusYears(2)))
                        .body())
                .contains("/until:too-long");
    }

    @Test
    void everyWayBackThatAPolicyKnowsIsAskedWhereNoneIsNamed() {
        JsonNode all = TestTown.read(
                ok(201, gateway.post(AskingTown.SCHOOL, REQUESTS, """
                {"subject": "ours", "recipient": "jeugdteam-waterlee", "purpose": "signal", "textVersion": "2026-1",
                 "from": "%s", "until": "%s"}""".formatted(today(), today().plusDays(100))))
                        .body());

        assertThat(all.path("questions").findValuesAsText("purpose"))
                .containsExactly(
                        "signal",
                        "signal-acknowledgement",
                        "signal-feedback",
                        "care-plan-for-school",
                        "joint-plan",
                        "support-ended",
                        "support-started",
                        "signal-returned");
    }

    @ParameterizedTest
    @CsvSource({
        "holder, ouder-9, m-1, in-person, /grantor:not-asked",
        "holder, , m-1, in-person, /holder:missing",
        "child, , m-1, in-person, /grantor:not-asked",
        "child, ouder-1, m-1, in-person, /holder:not-for-the-child",
        "mother, ouder-1, m-1, in-person, /grantor:unknown",
        "holder, ouder-1, Jan de Vries, in-person, /by:not-an-id",
        "holder, ouder-1, m-1, by-post, /verified:unknown",
    })
    void aCodeIsForSomeoneWhoIsAskedAndWasVerified(
            String grantor, String holder, String by, String verified, String says) {
        String who = holder == null ? "" : "\"holder\": \"" + holder + "\", ";
        assertThat(ok(
                                422,
                                gateway.post(
                                        AskingTown.SCHOOL,
                                        REQUESTS + "/" + request.path("request").asText() + "/codes",
                                        """
                        {"grantor": "%s", %s"by": "%s", "verified": "%s"}""".formatted(grantor, who, by, verified)))
                        .body())
                .contains(says)
                .doesNotContain("Vries");
    }

    @Test
    void whatIsNoFormGetsTheAnswerOfAnyForm() {
        refused(town.person("/v1/answers", "{"), 400, "not-well-formed");
        refused(town.person("/v1/answers/open", "{\"code\": 7}"), 422, "consent-not-valid");
        assertThat(town.entries("answer-code-refused").toString()).contains("not-well-formed", "consent-not-valid");
    }
}
