package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.EnvelopeReader.NotTaken;
import org.sluis.client.PublishedKeys;
import org.sluis.demo.CareSystem;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Reception;
import org.sluis.vault.Pseudonyms;

/** From care back to school: about a pupil of whom it was told, by the id it was given, and under consents of its own. */
class WayBackTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEAM = "jeugdteam-waterlee";
    private static final String OEVER = "jeugdhulp-oever";
    private static final String ACKNOWLEDGE = "/v1/doors/care-json/signal-acknowledgement/de-linde";
    private static final String CARE_PLAN = "/v1/doors/care-json/care-plan-for-school/de-linde";
    private static final String JOINT_PLAN = "/v1/doors/care-json/joint-plan/de-linde";
    private static final List<String> TOLD =
            List.of("IDENT", "CONTACT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "VOICE", "SUPPORT", "ATTENDANCE");
    private static final List<String> ANSWERED = List.of("IDENT", "CONTACT", "SIGNAL", "CARE_INV");
    private static final List<String> PLANNED =
            List.of("IDENT", "CONTACT", "PLAN", "GOAL", "AGREEMENT", "SAFETY", "VOICE");

    private static CareSystem care;
    private static WireMockServer school;
    private static ECKey schoolsKey;
    private static TestGateway gateway;
    private static TestTown town;
    private static final Map<String, String> sent = new HashMap<>();

    @BeforeAll
    static void open() throws Exception {
        care = new CareSystem(0, Files.createTempDirectory("sluis-care"), null);
        school = new WireMockServer(0);
        school.start();
        school.stubFor(WireMock.post("/in").willReturn(WireMock.aResponse().withStatus(204)));
        gateway = new TestGateway("sluis.delivery.workers=2", "sluis.connectors.fhir-r4.url=" + care.url());
        town = new TestTown(gateway);
        schoolsKey = new ECKeyGenerator(Curve.P_256).keyID("de-linde-1").generate();
        receives("de-linde", URI.create(school.baseUrl() + "/in"), schoolsKey);
        receives("het-anker", URI.create(school.baseUrl() + "/in"), schoolsKey);
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
        school.stop();
    }

    @Test
    void anAcknowledgementArrivesAtTheSchoolUnderTheIdThatItKnows() throws Exception {
        String answersAbout = signalled("back-ack");
        consents("back-ack", "signal-acknowledgement", TEAM, ANSWERED);

        String disclosure =
                accepted(post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-ack"))));

        JsonNode told = arrived(disclosure);
        assertThat(told.path("about").asText()).isEqualTo(answersAbout).isNotEqualTo(idOf("back-ack"));
        assertThat(told.path("acknowledgement").path("status").asText()).isEqualTo("accepted");
        assertThat(told.path("care").path("name").asText()).isEqualTo("Jeugdteam Waterlee");
        assertThat(told.toString()).doesNotContain("back-ack", "Kompas", idOf("back-ack"));
    }

    @Test
    void aSignalComesBackWithItsReasonAndItsSenderIsTold() throws Exception {
        String answersAbout = signalled("back-returned");
        String door = ACKNOWLEDGE.replace("signal-acknowledgement", "signal-returned");
        refused(post("jeugdteam-direct", door, answer("returned", idOf("back-returned"))), "consent-missing-holder");
        consents("back-returned", "signal-returned", TEAM, List.of("IDENT", "CONTACT", "CARE_INV"));

        JsonNode told =
                arrived(accepted(post("jeugdteam-direct", door, answer("returned", idOf("back-returned"), "again"))));

        assertThat(told.path("about").asText()).isEqualTo(answersAbout);
        assertThat(told.path("returned").path("reason").asText()).isEqualTo("school-is-responsible");
        assertThat(told.path("returned").path("to").asText()).isEqualTo("school");
        assertThat(told.path("contact").has("role")).isFalse();
        assertThat(told.toString()).doesNotContain("back-returned", "Jeugdhulpverlener");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> TestTown.read(
                        gateway.get("de-linde-direct", "/v1/disclosures/" + sent.get("back-returned"))
                                .body())
                .path("reply")
                .asText()
                .equals("returned"));
    }

    @Test
    void thatTheSignalWasPermittedDoesNotPermitTheAnswer() throws Exception {
        signalled("back-nobody-asked");
        refused(
                post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-nobody-asked"))),
                "consent-missing-holder");
    }

    @Test
    void aYesToWhatOneOrganisationTellsIsNoneToAnother() throws Exception {
        signalled("back-other");
        consents("back-other", "signal-acknowledgement", "de-brug", ANSWERED);
        consents("back-other", "signal-acknowledgement", null, ANSWERED);
        refused(
                post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-other"))),
                "consent-missing-holder");
    }

    @Test
    void aNoThatNamesNobodyIsANoToAll() throws Exception {
        signalled("back-no");
        consents("back-no", "signal-acknowledgement", TEAM, ANSWERED);
        town.consent("de-linde-direct", "back-no", "ouder-2", "refuse", "signal-acknowledgement", "de-linde", ANSWERED);
        HttpResponse<String> answer = post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-no")));
        refused(answer, "consent-refused");
        assertThat(answer.body()).doesNotContain("ouder-2");
    }

    @Test
    void anIdThatNobodyWasGivenAnothersAndAnotherSchoolsLeadNowhere() throws Exception {
        signalled("back-whose");
        consents("back-whose", "signal-acknowledgement", TEAM, ANSWERED);
        String id = idOf("back-whose");
        String unknown = "subject-unknown";
        refused(post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", "0".repeat(40))), unknown);
        refused(post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", "back-whose")), unknown);
        refused(
                post("jeugdteam-direct", ACKNOWLEDGE.replace("de-linde", "het-anker"), answer("acknowledgement", id)),
                unknown);
        ObjectNode plan = answer("care-plan", id);
        refused(post("oever-direct", CARE_PLAN, plan), unknown);
    }

    @Test
    void aNameAndABirthDateLeadToNobody() throws Exception {
        town.childWithBothParentsConsent("back-by-name");
        ObjectNode plan = answer("care-plan", "Noor Veldkamp 2017-03-14");
        refused(post("oever-direct", CARE_PLAN, plan), "subject-unknown");
        plan.remove("about");
        refused(post("oever-direct", CARE_PLAN, plan), "element-mandatory-missing");
    }

    @Test
    void ofACarePlanOnlyTheGoalsThatAreMarkedAndNothingOfTheRecord() throws Exception {
        String answersAbout = planned("back-plan");
        consents("back-plan", "care-plan-for-school", OEVER, PLANNED);
        ObjectNode plan = answer("care-plan", idOf("back-plan", OEVER));
        ((ObjectNode) plan.path("youth")).put("birthDate", TestTown.birthDate().toString());

        JsonNode told = arrived(accepted(post("oever-direct", CARE_PLAN, plan)));

        assertThat(told.path("about").asText()).isEqualTo(answersAbout);
        assertThat(told.path("goals")).hasSize(1);
        assertThat(told.path("goals").path(0).path("description").asText()).startsWith("Noor komt op tijd");
        assertThat(told.path("agreements").path(0).path("whenToCall").asText()).contains("twee dagen");
        assertThat(told.toString()).doesNotContain("vast ritme", "Staat in het dossier", "bsn", "record");
    }

    @Test
    void aProfessionalHoldsBackAPlanAndOpensItAgainAndTheSchoolCanDoNeither() throws Exception {
        planned("back-veto");
        consents("back-veto", "care-plan-for-school", OEVER, PLANNED);
        String about = idOf("back-veto", OEVER);
        receives("de-linde", URI.create(school.baseUrl() + "/away"), schoolsKey);
        String waiting = accepted(post("oever-direct", CARE_PLAN, plan("care-plan", about, "waits")));
        assertThat(gateway.post("oever-direct", "/v1/facts", goodCare("no", about, "het-anker"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(gateway.post("jeugdteam-direct", "/v1/facts", goodCare("no", about, "de-linde"))
                        .statusCode())
                .as("an id that another was given")
                .isEqualTo(404);

        recorded("oever-direct", goodCare("no", about, "de-linde"));

        receives("de-linde", URI.create(school.baseUrl() + "/in"), schoolsKey);
        assertThat(gateway.end("oever-direct", waiting))
                .as("what waited as well")
                .isEqualTo("stopped");
        refused(post("oever-direct", CARE_PLAN, plan("care-plan", about, "2")), "professional-veto");
        recorded(
                "de-linde-direct",
                goodCare("yes", about, "de-linde")
                        .replace(
                                "\"about\": \"" + about + "\", \"school\": \"de-linde\"",
                                "\"subject\": \"back-veto\""));
        refused(post("oever-direct", CARE_PLAN, plan("care-plan", about, "3")), "professional-veto");

        recorded("oever-direct", goodCare("yes", about, "de-linde"));
        arrived(accepted(post("oever-direct", CARE_PLAN, plan("care-plan", about, "4"))));
    }

    @Test
    void oneOrganisationsVetoIsNoneOnWhatAnotherTells() throws Exception {
        planned("back-veto-other");
        signalled("back-veto-other");
        consents("back-veto-other", "signal-acknowledgement", TEAM, ANSWERED);
        recorded("oever-direct", goodCare("no", idOf("back-veto-other", OEVER), "de-linde"));
        accepted(post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-veto-other"))));
        HttpResponse<String> more = gateway.post(
                "oever-direct",
                "/v1/facts",
                goodCare("no", idOf("back-veto-other", OEVER), "de-linde").replace("good-care", "deceased"));
        refused(more, "consent-not-valid");
    }

    private static String goodCare(String value, String about, String school) {
        return """
                {"about": "%s", "school": "%s", "word": "good-care", "value": "%s", "from": "2025-01-01",
                 "evidence": {"reference": "dossier-14", "by": "medewerker-12", "at": "2025-01-02T09:00:00Z",
                  "digest": "%s"}}""".formatted(about, school, value, "ab".repeat(32));
    }

    private static void recorded(String client, String fact) {
        HttpResponse<String> answer = gateway.post(client, "/v1/facts", fact);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static ObjectNode plan(String fixture, String about, String time) throws IOException {
        ObjectNode plan = answer(fixture, about, time);
        ((ObjectNode) plan.path("youth")).put("birthDate", TestTown.birthDate().toString());
        return plan;
    }

    @Test
    void aJointPlanArrivesWithAnOwnerOfEachItemAndIsNoCopyOfARecord() throws Exception {
        planned("back-joint");
        consents("back-joint", "joint-plan", OEVER, PLANNED);
        ObjectNode plan = plan("joint-plan", idOf("back-joint", OEVER), "1");
        plan.putObject("record").put("diagnosis", "Staat in het dossier");

        JsonNode told = arrived(accepted(post("oever-direct", JOINT_PLAN, plan)));

        assertThat(told.path("goals")).hasSize(1);
        assertThat(told.path("agreements")).hasSize(2);
        assertThat(Stream.of("goals", "agreements")
                        .flatMap(list -> told.path(list).valueStream()))
                .allSatisfy(item -> assertThat(item.path("owner").asText()).isNotEmpty());
        assertThat(told.path("plan").path("reviewOn").asText()).isEqualTo("2026-12-14");
        assertThat(told.toString()).doesNotContain("SAMEN-2026-0011", "Staat in het dossier", "record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/goals/0", "/agreements/1"})
    void aJointPlanWithAnItemThatIsNobodysDoesNotGo(String item) throws Exception {
        String child = "back-joint" + item.replace('/', '-');
        planned(child);
        consents(child, "joint-plan", OEVER, PLANNED);
        ObjectNode plan = plan("joint-plan", idOf(child, OEVER), "1");
        ((ObjectNode) plan.at(item)).remove("owner");
        refused(post("oever-direct", JOINT_PLAN, plan), "element-mandatory-missing");
    }

    @Test
    void thatTheSupportEndedIsToldAndWhenAndNeverWhy() throws Exception {
        String answersAbout = planned("back-ended");
        String door = CARE_PLAN.replace("care-plan-for-school", "support-ended");
        String about = idOf("back-ended", OEVER);
        refused(post("oever-direct", door, answer("support-ended", about)), "consent-missing-holder");
        consents("back-ended", "support-ended", OEVER, ANSWERED);

        JsonNode told = arrived(accepted(post("oever-direct", door, answer("support-ended", about, "again"))));

        assertThat(told.path("about").asText()).isEqualTo(answersAbout);
        assertThat(told.path("ended").path("on").asText()).isEqualTo("2027-04-30");
        assertThat(told.toString()).doesNotContain("Doelen behaald", "reason");
    }

    @Test
    void aPlanOfAnotherBirthDateIsOfAnotherChild() throws Exception {
        planned("back-born");
        consents("back-born", "care-plan-for-school", OEVER, PLANNED);
        refused(post("oever-direct", CARE_PLAN, answer("care-plan", idOf("back-born", OEVER))), "birth-date-differs");
    }

    @Test
    void nobodySpeaksForAnotherOrganisation() throws Exception {
        signalled("back-care");
        ObjectNode answer = answer("acknowledgement", idOf("back-care"));
        ((ObjectNode) answer.path("care")).put("oin", "00000099000000005000");
        refused(post("jeugdteam-direct", ACKNOWLEDGE, answer), "element-not-valid");
    }

    @Test
    void aWithdrawalStopsTheAnswerThatWaits() throws Exception {
        signalled("back-withdrawn");
        List<String> consents = consents("back-withdrawn", "signal-acknowledgement", TEAM, ANSWERED);
        receives("de-linde", URI.create(school.baseUrl() + "/away"), schoolsKey);
        String disclosure =
                accepted(post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-withdrawn"))));

        HttpResponse<String> stopped =
                gateway.post("de-linde-direct", "/v1/consents/" + consents.get(0) + "/withdrawal", "{}");

        assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(200);
        assertThat(stopped.body()).contains(disclosure);
        receives("de-linde", URI.create(school.baseUrl() + "/in"), schoolsKey);
        refused(
                post("jeugdteam-direct", ACKNOWLEDGE, answer("acknowledgement", idOf("back-withdrawn"), "again")),
                "consent-withdrawn");
    }

    /** Registers the child, has both parents agree to the signal, sends it, and waits until care has it. */
    private static String signalled(String child) throws Exception {
        String answersAbout = registered(child);
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", child, holder, "grant", "signal", TEAM, TOLD);
        }
        ObjectNode signal =
                (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("test-fixtures/disclosures/signal-noor.json")));
        signal.put("messageId", "signal-" + child);
        ((ObjectNode) signal.path("pupil"))
                .put("id", child)
                .put("birthDate", TestTown.birthDate().toString());
        String disclosure = accepted(post("de-linde-direct", "/v1/doors/rest-json/signal/" + TEAM, signal));
        sent.put(child, disclosure);
        delivered(disclosure);
        return answersAbout;
    }

    private static String planned(String child) throws Exception {
        String answersAbout = registered(child);
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", child, holder, "grant", OEVER, TestTown.ALL);
        }
        receives(OEVER, URI.create(school.baseUrl() + "/in"), gateway.envelopes(), "fhir-r4");
        delivered(accepted(gateway.post(
                "de-linde-direct",
                "/v1/doors/rest-json/plan-coordination/" + OEVER,
                town.plan(child, "plan-" + child))));
        return answersAbout;
    }

    private static String registered(String child) {
        HttpResponse<String> answer = gateway.post("de-linde-direct", "/v1/subjects", TestTown.register(child));
        return TestTown.read(answer.body()).path("answersAbout").asText();
    }

    private static List<String> consents(
            String child, String purpose, @Nullable String discloser, List<String> categories) {
        return List.of("ouder-1", "ouder-2").stream()
                .map(holder -> town.consentTo(
                        "de-linde-direct", child, holder, "grant", purpose, discloser, "de-linde", categories))
                .toList();
    }

    /** The id that this party has of the child; the team's own system knows nobody by another. */
    private static String idOf(String child, String party) throws Exception {
        String id = new Pseudonyms(gateway.bean(KeyFolder.class), TestGateway.TENANT, party).ofPupil("de-linde", child);
        if (party.equals(TEAM)) {
            HttpRequest patient = HttpRequest.newBuilder(URI.create(care.url() + "/Patient/" + id))
                    .header("Accept", "application/fhir+json")
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(patient, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
        return id;
    }

    private static String idOf(String child) throws Exception {
        return idOf(child, TEAM);
    }

    private static ObjectNode answer(String fixture, String about) throws IOException {
        return answer(fixture, about, "1");
    }

    private static ObjectNode answer(String fixture, String about, String time) throws IOException {
        ObjectNode answer = (ObjectNode)
                JSON.readTree(Files.readAllBytes(Path.of("test-fixtures/connectors/care-json", fixture, "in.json")));
        return answer.put("about", about).put("messageId", fixture + "-" + about.hashCode() + "-" + time);
    }

    private static HttpResponse<String> post(String client, String path, ObjectNode message) {
        return gateway.post(client, path, message.toString());
    }

    private static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private static void refused(HttpResponse<String> answer, String code) {
        assertThat(TestTown.read(answer.body()).path("title").asText())
                .as(answer.body())
                .isEqualTo(code);
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    private static void delivered(String disclosure) {
        assertThat(gateway.end("de-linde-direct", disclosure)).isEqualTo("delivered");
    }

    /** What the school opened of it. */
    private static JsonNode arrived(String disclosure) throws Exception {
        EnvelopeReader reader = new EnvelopeReader(
                schoolsKey, "de-linde", new PublishedKeys(gateway.url().resolve("/v1/keys")), Clock.systemUTC());
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            for (LoggedRequest request : school.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/in")))) {
                try {
                    EnvelopeReader.Opened opened = reader.open(request.getBodyAsString());
                    if (opened.disclosure().equals(disclosure)) {
                        assertThat(opened.contentType()).isEqualTo("application/json");
                        return JSON.readTree(opened.content());
                    }
                } catch (NotTaken another) {
                    continue;
                }
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("did not arrive");
    }

    private static void receives(String party, URI address, ECKey key) {
        receives(party, address, key, "care-json");
    }

    private static void receives(String party, URI address, ECKey key, String connector) {
        gateway.receives(
                party,
                new Reception(
                        connector,
                        "envelope",
                        address,
                        RecipientKey.parse(key.toPublicJWK().toJSONString())));
    }
}
