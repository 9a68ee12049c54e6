package org.sluis.party.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.party.person.Officers.TENANT;
import static org.sluis.party.person.Officers.inForce;
import static org.sluis.party.person.Officers.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestTown;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Persons, accounts, roles and keys, as an organisation's own client registers them over HTTP. */
class PersonsTest {
    private static Officers town;

    @BeforeAll
    static void open() {
        town = new Officers();
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void anOrganisationSeesItsOwnPersonsAndNoOthers() {
        JsonNode linde =
                TestTown.read(town.gateway.get("de-linde-direct", "/v1/persons").body());
        JsonNode anker =
                TestTown.read(town.gateway.get("anker-1", "/v1/persons").body());

        assertThat(linde.path("persons").findValuesAsText("reference"))
                .startsWith("medewerker-1", "medewerker-2", "medewerker-3");
        assertThat(linde.toString()).doesNotContain(town.anker.toString());
        assertThat(anker.path("persons")).hasSize(1);
        assertThat(town.listed("linde-1", town.first).path("accounts").toString())
                .isEqualTo("[\"linde-1\",\"linde-1b\"]");
        assertThat(town.listed("linde-1", town.first).path("keys")).hasSize(2);
    }

    @Test
    void theLogHasIdsAndThumbprintsOnly() {
        String all = String.join("", town.entries("person-registered"))
                + String.join("", town.entries("person-role-given"))
                + String.join("", town.entries("person-key-enrolled"));

        assertThat(all)
                .contains(town.first.toString(), PersonKey.thumbprint(town.firstKey), "\"clients\":[\"linde-1\"")
                .doesNotContain("medewerker-", town.firstKey.getX().toString());
    }

    @Test
    void onlyTheFirstOfficerAndThatOfficersFirstKeyAreInForceAtOnce() {
        assertThat(town.entries("person-role-given"))
                .filteredOn(entry -> !entry.contains("\"proposal\"") && entry.contains("\"party\":\"de-linde\""))
                .singleElement()
                .asString()
                .contains("privacy-officer", town.first.toString());
        assertThat(town.entries("person-key-enrolled"))
                .filteredOn(entry -> !entry.contains("\"proposal\"") && entry.contains("\"party\":\"de-linde\""))
                .singleElement()
                .asString()
                .contains(PersonKey.thumbprint(town.firstKey));
        // The organisation's shared client is nobody's account: it proposes nothing, for anyone.
        refused(town.role("de-linde-direct", town.operator, "privacy-officer"), 403, "proposer-unknown", null);
        refused(town.enrol("de-linde-direct", town.first, Officers.key()), 403, "proposer-unknown", null);
        refused(town.revoke("de-linde-direct", town.first, town.firstKey), 403, "proposer-unknown", null);
        town.proposed(town.revoke("linde-2", town.first, town.firstKey));
        town.proposed(town.enrol("linde-2", town.second, Officers.key()));
    }

    @Test
    void anOrganisationThatNeverHadAnOfficerGetsNoOtherRoleAndNoOtherKeyFirst() {
        town.gateway.client(TENANT, "brug-1", "de-brug");
        UUID somebody = town.person("brug-1", "mw-7", "brug-1");

        town.proposed(town.role("brug-1", somebody, "operator"));
        town.proposed(town.enrol("brug-1", somebody, Officers.key()));
        inForce(town.role("brug-1", somebody, "privacy-officer"));
        town.proposed(town.role("brug-1", somebody, "privacy-officer"));
        inForce(town.enrol("brug-1", somebody, Officers.key()));
        town.proposed(town.enrol("brug-1", somebody, Officers.key()));

        // Giving up the role does not make the next officer the first one again.
        inForce(town.gateway.post(
                "brug-1", "/v1/persons/" + somebody + "/roles", "{\"role\":\"privacy-officer\",\"ended\":true}"));
        town.proposed(town.role("brug-1", somebody, "privacy-officer"));
    }

    @Test
    void anAccountAReferenceAndAKeyBelongToOnePerson() {
        refused(town.add("linde-1", "medewerker-2"), 409, "person-known", null);
        refused(town.add("linde-1", "medewerker-90", "linde-1b"), 409, "account-of-another", null);
        String elsewhere =
                "{\"reference\":\"%s\",\"accounts\":[{\"issuer\":\"https://login.example.nl/\",\"subject\":\"0a1b\"}]}";
        inForce(town.gateway.post("linde-1", "/v1/persons", elsewhere.formatted("medewerker-91")));
        refused(
                town.gateway.post("linde-1", "/v1/persons", elsewhere.formatted("medewerker-92")),
                409,
                "account-of-another",
                null);
        refused(town.enrol("linde-1", town.operator, town.secondKey), 409, "key-of-another", null);
        refused(town.enrol("anker-1", town.anker, town.secondKey), 409, "key-of-another", null);
    }

    @Test
    void aKeyThatSomebodyElseGotInTheMeantimeIsNotEnrolledByAnApproval() {
        OctetKeyPair key = Officers.key();
        JsonNode one = town.proposed(town.enrol("linde-1", town.operator, key));
        JsonNode two = town.proposed(town.enrol("linde-1", town.operator, key));
        inForce(town.approve("linde-2", one, Officers.signed(one, town.second, town.secondKey)));

        refused(
                town.approve("linde-2", two, Officers.signed(two, town.second, town.secondKey)),
                409,
                "key-of-another",
                null);
        assertThat(town.gateway
                        .get("linde-1", "/v1/proposals/" + two.path("proposal").asText())
                        .body())
                .doesNotContain("approvedBy");
    }

    @Test
    void aVendorsClientAndAnotherOrganisationChangeNothing() {
        assertThatThrownBy(() -> town.gateway
                        .bean(Persons.class)
                        .register(town.caller("klasboek"), () -> new PersonForm("medewerker-80", List.of())))
                .isInstanceOfSatisfying(
                        Refused.class, said -> assertThat(said.reason()).isEqualTo(Reason.OWN_CLIENT_ONLY));
        refused(town.role("anker-1", town.operator, "operator"), 404, "not-found", null);
        refused(town.role("other-1", town.operator, "operator"), 404, "not-found", null);
        refused(town.enrol("anker-1", town.operator, Officers.key()), 404, "not-found", null);
        refused(town.add("anker-1", "medewerker-81", "linde-2"), 422, "person-not-valid", "/accounts/0/client:unknown");
        refused(
                town.add("linde-1", "medewerker-82", "klasboek"),
                422,
                "person-not-valid",
                "/accounts/0/client:unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "persons | {} | /reference:missing",
                "persons | {\"reference\":\"jan-jansen\"} | /reference:not-an-id",
                "persons | {\"reference\":\"Jan 1\"} | /reference:not-an-id",
                "persons | {\"reference\":\"m-1\",\"name\":\"Jan\"} | /:unknown-key",
                "persons | {\"reference\":\"m-1\",\"accounts\":{}} | /accounts:not-a-list",
                "persons | {\"reference\":\"m-1\",\"accounts\":[{}]} | /accounts/0/issuer:missing",
                "persons | {\"reference\":\"m-1\",\"accounts\":[7]} | /accounts/0/issuer:missing",
                "persons | {\"reference\":\"m-1\",\"accounts\":[{\"issuer\":\"https://a\",\"subject\":\"a@b.example\"}]} | /accounts/0/subject:not-an-id",
                "persons | {\"reference\":\"m-1\",\"accounts\":[{\"client\":\"x\",\"issuer\":\"https://a\"}]} | /accounts/0/issuer:one-or-the-other",
                "persons | {\"reference\":\"m-1\",\"accounts\":[{\"client\":\"x\"},{\"client\":\"x\"}]} | /accounts:there-twice",
                "ID/roles | {\"role\":\"director\",\"until\":\"2044-01-01T00:00:00Z\"} | /role:unknown",
                "ID/roles | {\"role\":\"region\"} | /until:missing",
                "ID/roles | {\"role\":\"region\",\"until\":\"2044-01-01\"} | /until:not-a-time",
                "ID/roles | {\"role\":\"region\",\"until\":\"2001-01-01T00:00:00Z\"} | /until:ends-before-it-starts",
                "ID/roles | {\"role\":\"region\",\"from\":\"2001-01-01T00:00:00Z\",\"until\":\"2002-01-01T00:00:00Z\"} | /until:in-the-past",
                "ID/roles | {\"role\":\"region\",\"ended\":true} | /role:not-held",
                "ID/roles | {\"role\":\"region\",\"ended\":\"yes\"} | /ended:not-true",
                "ID/roles | {\"role\":\"region\",\"ended\":true,\"until\":\"2044-01-01T00:00:00Z\"} | /until:one-or-the-other",
                "ID/keys | {\"jwk\":{},\"revoked\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"} | /jwk:one-or-the-other",
                "ID/keys | {} | /jwk:missing",
                "ID/keys | {\"jwk\":\"x\"} | /jwk:not-an-object",
                "ID/keys | {\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}} | /jwk:not-ed25519",
                "ID/keys | {\"jwk\":{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}} | /jwk:not-ed25519",
                "ID/keys | {\"jwk\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}} | /jwk:not-ed25519",
                "ID/keys | {\"revoked\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"} | /revoked:not-enrolled",
                "ID/keys | {\"revoked\":\"short\"} | /revoked:not-an-id",
            })
    void aFormThatIsWrongSaysWhereAndIsRecorded(String path, String body, String where) {
        String to = path.equals("persons") ? "/v1/persons" : "/v1/persons/" + path.replace("ID", "" + town.first);

        refused(town.gateway.post("linde-1", to, body), 422, "person-not-valid", where);

        assertThat(town.entries("person-rejected").toString()).contains(where);
    }

    @Test
    void aPrivateKeyAndWhatIsNoJsonAreRefused() {
        String path = "/v1/persons/" + town.first + "/keys";
        String secret = Officers.key().toJSONString();
        refused(
                town.gateway.post("linde-1", path, "{\"jwk\":" + secret + "}"),
                422,
                "person-not-valid",
                "/jwk:private");
        refused(town.gateway.post("linde-1", "/v1/persons", "{"), 400, "not-well-formed", null);
        refused(town.gateway.post("linde-1", "/v1/persons", ""), 400, "body-empty", null);
        refused(town.gateway.post("linde-1", "/v1/persons", " ".repeat(20_000)), 413, "body-too-large", null);
        for (String id : List.of("x", "6F1C8A5E-0A52-4D0A-9F0A-3D1C55C0F001", "1-1-1-1-1")) {
            assertThat(town.gateway
                            .post("linde-1", "/v1/persons/" + id + "/keys", "{\"jwk\":{}}")
                            .statusCode())
                    .isIn(404, 422);
        }
    }
}
