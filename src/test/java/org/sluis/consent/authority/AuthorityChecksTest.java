package org.sluis.consent.authority;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.authority.AuthorityTown.BOTH;
import static org.sluis.consent.authority.AuthorityTown.CHILD;
import static org.sluis.consent.authority.AuthorityTown.FATHER;
import static org.sluis.consent.authority.AuthorityTown.FOURTH;
import static org.sluis.consent.authority.AuthorityTown.MOTHER;
import static org.sluis.consent.authority.AuthorityTown.THIRD;
import static org.sluis.consent.authority.AuthorityTown.holders;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.TestTown;

/** Each kind of the register, from its answer over HTTPS to what becomes of a signal afterwards. */
class AuthorityChecksTest {
    private static AuthorityTown town;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        town = new AuthorityTown(folder);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void ofTwoParentsWithJointAuthorityBothMustSayYes() throws Exception {
        town.tells("joint-parents");
        town.child("joint", "ouder-1");

        JsonNode checked = town.checked("joint", BOTH);

        assertThat(checked.path("state").asText()).isEqualTo("established");
        assertThat(checked.path("source").asText()).isEqualTo("brp");
        assertThat(checked.path("checkedOn").asText())
                .isEqualTo(LocalDate.now(ZoneId.of("Europe/Amsterdam")).toString());
        assertThat(checked.path("holders").toString()).isEqualTo("{\"ouder-1\":\"112\",\"ouder-2\":\"112\"}");
        assertThat(checked.path("where")).isEmpty();
        assertThat(town.signal("joint")).isEqualTo("consent-missing-holder");
        town.yes("joint", "ouder-2");
        assertThat(town.signal("joint")).isEqualTo("sent");
    }

    @Test
    void theRegisterIsAskedForAuthorityAndNothingElse() throws Exception {
        town.tells("joint-parents");
        town.child("asked");
        town.checked("asked", BOTH);

        town.register.verify(
                1,
                postRequestedFor(urlEqualTo("/haalcentraal/api/brp/personen"))
                        .withHeader("X-API-KEY", equalTo("sleutel-van-waterlee"))
                        .withRequestBody(equalToJson("""
                                {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": ["%s"],
                                 "fields": ["gezag"]}""".formatted(CHILD))));
    }

    @Test
    void whereOneParentHasAuthorityTheOtherIsNotAskedAndCannotSayYes() throws Exception {
        town.tells("one-parent");
        town.child("one", "ouder-1");
        assertThat(town.signal("one")).isEqualTo("consent-missing-holder");

        assertThat(town.checked("one", BOTH).path("holders").toString())
                .isEqualTo("{\"ouder-1\":\"112\",\"ouder-2\":\"without-authority\"}");

        assertThat(town.signal("one")).isEqualTo("sent");
    }

    @Test
    void whoIsOnRecordAndNotInTheAnswerLosesAuthorityNamedOrNotAndWhoNeverHadItStays() throws Exception {
        town.tells("one-parent");
        town.child("other", "ouder-2");
        town.gateway.post(
                "de-linde-direct",
                "/v1/subjects",
                "{\"localId\": \"other\", \"holders\": [{\"localId\": \"pleegouder-1\", \"kind\": \"211\"}]}");

        assertThat(town.checked("other", holders("ouder-1", MOTHER))
                        .path("holders")
                        .toString())
                .isEqualTo("{\"ouder-1\":\"112\",\"ouder-2\":\"without-authority\"}");

        assertThat(town.signal("other")).isNotEqualTo("sent");
        town.yes("other", "ouder-1");
        assertThat(town.signal("other")).isEqualTo("sent");
    }

    @Test
    void aParentAndAThirdMustBothSayYes() throws Exception {
        town.tells("parent-and-third");
        town.child("third", "ouder-1");
        town.checked("third", holders("ouder-1", MOTHER, "ouder-2", FATHER, "derde-1", THIRD));

        assertThat(town.signal("third")).isEqualTo("consent-missing-holder");
        town.yes("third", "derde-1");
        assertThat(town.signal("third")).isEqualTo("sent");
    }

    @Test
    void guardiansTakeThePlaceOfParents() throws Exception {
        town.tells("guardians");
        town.child("guarded", "ouder-1", "ouder-2");
        JsonNode checked = town.checked("guarded", holders("voogd-1", THIRD, "voogd-2", FOURTH));

        assertThat(checked.path("holders").toString())
                .isEqualTo("{\"ouder-1\":\"without-authority\",\"ouder-2\":\"without-authority\","
                        + "\"voogd-1\":\"191\",\"voogd-2\":\"191\"}");
        assertThat(town.signal("guarded")).isNotEqualTo("sent");
        town.yes("guarded", "voogd-1");
        town.yes("guarded", "voogd-2");
        assertThat(town.signal("guarded")).isEqualTo("sent");
    }

    @ParameterizedTest
    @CsvSource({
        "parent-and-unknown-third, unknown, /holders:without-number",
        "parent-without-number, unknown, /holders:without-number",
        "guardian-not-told, unknown,",
        "nobody-for-now, none,",
        "not-to-be-determined, unknown,",
        "under-investigation, under-investigation,"
    })
    void whereItIsNotCertainWhoHasAuthorityNothingIsSent(String fixture, String state, String where) throws Exception {
        town.child(fixture, "ouder-1", "ouder-2");
        assertThat(town.signal(fixture)).isEqualTo("sent");
        town.tells(fixture);

        JsonNode checked = town.checked(fixture, BOTH);

        assertThat(checked.path("state").asText()).isEqualTo(state);
        assertThat(checked.path("where").toString()).isEqualTo(where == null ? "[]" : "[\"" + where + "\"]");
        assertThat(town.signal(fixture)).isEqualTo("authority-unknown");
    }

    @Test
    void someoneWhoIsNotOnRecordCannotBeAskedSoNothingIsSent() throws Exception {
        town.tells("joint-parents");
        town.child("incomplete", "ouder-1", "ouder-2");

        JsonNode checked = town.checked("incomplete", holders("ouder-1", MOTHER));

        assertThat(checked.path("state").asText()).isEqualTo("unknown");
        assertThat(checked.path("where").toString()).isEqualTo("[\"/holders:incomplete\"]");
        assertThat(checked.path("holders")).isEmpty();
        assertThat(town.signal("incomplete")).isEqualTo("authority-unknown");
        assertThat(town.checked("incomplete", BOTH).path("state").asText()).isEqualTo("established");
        assertThat(town.signal("incomplete")).isEqualTo("sent");
    }

    @Test
    void ofAChildWithAChildOnlyTheAuthorityOverItCounts() throws Exception {
        town.tells("child-with-a-child");
        town.child("young", "ouder-1", "ouder-2");

        assertThat(town.checked("young", BOTH).path("state").asText()).isEqualTo("established");
    }

    @Test
    void anUncertainAnswerLeavesEveryoneWhatTheyAre() throws Exception {
        town.child("doubt", "ouder-1", "ouder-2");
        town.tells("under-investigation");
        assertThat(town.checked("doubt", holders("ouder-1", MOTHER)).path("holders"))
                .isEmpty();
        town.tells("joint-parents");
        town.checked("doubt", BOTH);

        assertThat(town.signal("doubt")).isEqualTo("sent");
    }

    static Stream<String> badForms() {
        return Stream.of(
                "/subject:not-an-id | {'subject': ' a', 'number': '%s', 'holders': []}",
                "/number:missing | {'subject': 'bad', 'holders': []}",
                "/number:not-valid | {'subject': 'bad', 'number': '99994701', 'holders': []}",
                "/:unknown-key | {'subject': 'bad', 'number': '%s', 'holders': [], 'kind': '112'}",
                "/holders/0/number:not-valid | {'subject': 'bad', 'number': '%s', 'holders': [{'localId': 'a', 'number': 'x'}]}",
                "/holders/0/number:there-twice | {'subject': 'bad', 'number': '%s', 'holders': [{'localId': 'a', 'number': '%s'}]}",
                "/holders/0/localId:not-an-id | {'subject': 'bad', 'number': '%s', 'holders': [{'localId': ' ', 'number': '1'}]}");
    }

    @ParameterizedTest
    @MethodSource("badForms")
    void aBadFormIsRefusedWithThePlaceAndNobodyIsAsked(String bad) throws Exception {
        town.tells("joint-parents");
        town.child("bad");
        String[] parts = bad.split(" \\| ");
        long checks = town.count("authority_check");
        long entries = town.count("audit_event WHERE kind = 'consent-rejected'");

        HttpResponse<String> answer =
                town.ask("de-linde-direct", parts[1].replace('\'', '"').replace("%s", CHILD));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("consent-not-valid", parts[0].split(":")[0])
                .doesNotContain(CHILD);
        town.register.verify(0, postRequestedFor(anyUrl()));
        assertThat(town.count("authority_check")).isEqualTo(checks);
        assertThat(town.count("audit_event WHERE kind = 'consent-rejected'")).isEqualTo(entries + 1);
    }

    @Test
    void aPupilOfAnotherSchoolIsNotThereAndNobodyIsAsked() throws Exception {
        town.tells("joint-parents");
        town.child("own");

        HttpResponse<String> answer =
                town.ask("het-anker-direct", "{\"subject\": \"own\", \"number\": \"" + CHILD + "\", \"holders\": []}");

        assertThat(TestTown.read(answer.body()).path("title").asText()).isEqualTo("not-found");
        town.register.verify(0, postRequestedFor(anyUrl()));
    }
}
