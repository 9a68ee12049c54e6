package org.sluis.party.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.party.person.Officers.inForce;
import static org.sluis.party.person.Officers.jws;
import static org.sluis.party.person.Officers.refused;
import static org.sluis.party.person.Officers.signed;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may approve what another proposed: over real HTTP, with keys and signatures of the JDK. */
class FourEyesTest {
    private static final String HEADER = "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"sluis-approval+jwt\"}";
    private static final String CLAIMS =
            "{\"proposal\":\"PROPOSAL\",\"digest\":\"DIGEST\",\"person\":\"PERSON\",\"iat\":NOW}";

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
    void whatASecondOfficerApprovesIsInForceAndItsSignatureKept() {
        JsonNode proposal = town.proposed(town.role("linde-1", town.operator, "audit-reviewer"));
        assertThat(town.listed("linde-1", town.operator).path("roles").toString())
                .doesNotContain("audit-reviewer");

        String jws = made(HEADER, CLAIMS, proposal, town.second, town.secondKey);
        JsonNode approved = inForce(town.approve("linde-1", proposal, jws));

        assertThat(approved.path("approvedBy").asText()).isEqualTo(town.second.toString());
        assertThat(town.listed("linde-1", town.operator).path("roles").toString())
                .contains("audit-reviewer");
        String path = "/v1/proposals/" + proposal.path("proposal").asText();
        assertThat(town.gateway.get("linde-3", path).body())
                .contains(jws)
                .contains("\"proposedBy\":\"" + town.first + "\"");
        assertThat(town.entries("approved").toString())
                .contains(proposal.path("digest").asText(), PersonKey.thumbprint(town.secondKey));
        assertThat(town.entries("person-role-given").toString())
                .contains("\"proposal\":\"" + proposal.path("proposal").asText());
    }

    @Test
    void onePersonIsOnePersonWhateverTheAccountAndTheKey() {
        for (String account : List.of("linde-1", "linde-1b")) {
            JsonNode proposal = town.proposed(account);
            for (OctetKeyPair key : List.of(town.firstKey, town.firstOtherKey)) {
                String jws = signed(proposal, town.first, key);
                refused(town.approve("linde-1b", proposal, jws), 403, "same-person", null);
                refused(town.approve("linde-2", proposal, jws), 403, "same-person", null);
            }
        }
        assertThat(town.entries("approval-refused").toString()).contains("\"reason\":\"same-person\"");
    }

    @Test
    void whomItIsAboutDoesNotApproveIt() {
        JsonNode proposal = town.proposed(town.role("linde-3", town.second, "region"));

        refused(
                town.approve("linde-3", proposal, signed(proposal, town.second, town.secondKey)),
                403,
                "same-person",
                null);
        inForce(town.approve("linde-3", proposal, signed(proposal, town.first, town.firstKey)));
    }

    @Test
    void afterADayAProposalIsExpired() {
        JsonNode proposal = town.proposed("linde-1");
        String id = proposal.path("proposal").asText();
        older(id, "24 hours 1 second");

        refused(approve(proposal), 403, "proposal-expired", null);
        older(id, "-2 seconds");
        inForce(approve(proposal));
    }

    @ParameterizedTest
    @CsvSource({
        "DIGEST, 0000000000000000000000000000000000000000000000000000000000000000, /digest:another",
        "PROPOSAL, 6f1c8a5e-0a52-4d0a-9f0a-3d1c55c0f001, /proposal:another",
        "PROPOSAL, nothing, /proposal:not-an-id",
        "PERSON, 6f1c8a5e-0a52-4d0a-9f0a-3d1c55c0f001, /person:not-of-this-key",
        "NOW, 1000000000, /iat:not-now",
        "NOW, 4000000000, /iat:not-now",
        "NOW, 9223372036854775807, /iat:not-a-time",
        "NOW, '\"1000000000\"', /:other-claims",
        "'{', '{\"aud\":\"sluis\",', /:other-claims",
        "sluis-approval+jwt, at+jwt, /:not-an-approval",
        "EdDSA, none, /:not-an-approval",
        "EdDSA, HS256, /:not-an-approval",
        "'\"typ\"', '\"crit\":[\"x\"],\"x\":1,\"typ\"', /:not-an-approval"
    })
    void anApprovalThatSaysSomethingElseIsNone(String of, String other, String where) {
        JsonNode proposal = town.proposed("linde-1");
        String header = HEADER.replace(of, of.equals("{") ? of : other);

        String jws = made(header, CLAIMS.replace(of, other), proposal, town.second, town.secondKey);

        refused(town.approve("linde-1", proposal, jws), 422, "approval-not-valid", where);
    }

    @Test
    void anApprovalOfOneProposalIsNoneOfAnotherOfTheSameContent() {
        JsonNode one = town.proposed("linde-1");
        JsonNode other = town.proposed("linde-1");
        String path = "/v1/persons/" + town.operator + "/roles";
        String body = "{\"role\":\"region\",\"until\":\"2044-08-01T00:00:00Z\"}";
        JsonNode again = town.proposed(town.gateway.post("linde-1", path, body));
        assertThat(one.path("digest")).isEqualTo(other.path("digest")).isNotEqualTo(again.path("digest"));

        String jws = signed(one, town.second, town.secondKey);

        inForce(town.approve("linde-1", one, jws));
        refused(town.approve("linde-1", other, jws), 422, "approval-not-valid", "/proposal:another");
        refused(town.approve("linde-1", one, jws), 409, "proposal-decided", null);
    }

    @Test
    void anotherKeyThanTheOneNamedOrNoneThatIsEnrolledDoesNotApprove() {
        JsonNode proposal = town.proposed("linde-1");
        String header = HEADER.replace("KID", PersonKey.thumbprint(town.secondKey));

        String jws = made(header, CLAIMS, proposal, town.second, town.operatorKey);
        refused(town.approve("linde-1", proposal, jws), 422, "approval-not-valid", "/:not-signed-by-this-key");

        refused(
                town.approve("linde-1", proposal, signed(proposal, town.second, Officers.key())),
                403,
                "key-not-enrolled",
                null);
        refused(
                town.approve("linde-1", proposal, signed(proposal, town.second, town.operatorKey)),
                422,
                "approval-not-valid",
                "/person:not-of-this-key");
        refused(town.approve("linde-1", proposal, "what is this"), 422, "approval-not-valid", "/:not-an-approval");
    }

    @Test
    void aRevokedKeyDoesNotApproveAndBelongsToItsPersonForEver() {
        OctetKeyPair lost = Officers.key();
        town.approved("linde-2", town.enrol("linde-2", town.second, lost), town.first, town.firstKey);
        JsonNode proposal = town.proposed("linde-1");
        String jws = signed(proposal, town.second, lost);

        inForce(town.revoke("linde-2", town.second, lost));

        refused(town.approve("linde-1", proposal, jws), 403, "key-revoked", null);
        refused(town.enrol("linde-1", town.operator, lost), 409, "key-of-another", null);
        assertThat(town.entries("person-key-revoked").toString()).contains(PersonKey.thumbprint(lost));
        assertThat(town.listed("linde-1", town.second).path("keys").toString()).contains("\"revokedAt\":\"2");
    }

    @Test
    void whoLacksTheRoleAtThatMomentDoesNotApprove() {
        JsonNode proposal = town.proposed("linde-1");
        refused(
                town.approve("linde-1", proposal, signed(proposal, town.operator, town.operatorKey)),
                403,
                "same-person",
                null);
        JsonNode about = town.proposed(town.role("linde-1", town.second, "region"));
        String jws = signed(about, town.operator, town.operatorKey);
        refused(town.approve("linde-1", about, jws), 403, "role-missing", null);

        town.approved("linde-1", town.role("linde-1", town.operator, "privacy-officer"), town.second, town.secondKey);
        String path = "/v1/persons/" + town.operator + "/roles";
        inForce(town.gateway.post("linde-3", path, "{\"role\":\"privacy-officer\",\"ended\":true}"));

        refused(town.approve("linde-1", about, jws), 403, "role-missing", null);
        assertThat(town.entries("person-role-ended").toString()).contains("\"role\":\"privacy-officer\"");
    }

    @Test
    void anotherOrganisationAndAnotherTenantHaveNoPart() {
        JsonNode proposal = town.proposed("linde-1");
        String path = "/v1/proposals/" + proposal.path("proposal").asText();
        String jws = signed(proposal, town.anker, town.ankerKey);

        for (String client : List.of("anker-1", "het-anker-direct", "other-1")) {
            refused(town.approve(client, proposal, jws), 404, "not-found", null);
            refused(town.gateway.get(client, path), 404, "not-found", null);
        }
        refused(town.approve("linde-1", proposal, jws), 403, "key-not-enrolled", null);
        assertThat(town.gateway.get("other-1", "/v1/persons").body()).isEqualTo("{\"persons\":[]}");
    }

    @Test
    void ofTwoApprovalsAtOnceOneDecides() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID somebody = town.person("de-linde-direct", "medewerker-at-once-" + round);
            JsonNode proposal = town.proposed(town.role("linde-3", somebody, "region"));
            List<String> signatures =
                    List.of(signed(proposal, town.first, town.firstKey), signed(proposal, town.second, town.secondKey));
            List<Integer> answers = new ArrayList<>();
            ExecutorService both = Executors.newFixedThreadPool(2);
            try {
                List<Future<HttpResponse<String>>> asked = new ArrayList<>();
                for (String jws : signatures) {
                    asked.add(both.submit(() -> town.approve("linde-3", proposal, jws)));
                }
                for (Future<HttpResponse<String>> each : asked) {
                    answers.add(each.get().statusCode());
                }
            } finally {
                both.shutdown();
            }
            assertThat(answers).containsExactlyInAnyOrder(201, 409);
        }
    }

    static HttpResponse<String> approve(JsonNode proposal) {
        return town.approve("linde-1", proposal, signed(proposal, town.second, town.secondKey));
    }

    private static String made(String header, String claims, JsonNode proposal, UUID person, OctetKeyPair key) {
        return jws(
                header.replace("KID", PersonKey.thumbprint(key)),
                claims.replace("PROPOSAL", proposal.path("proposal").asText())
                        .replace("DIGEST", proposal.path("digest").asText())
                        .replace("PERSON", person.toString())
                        .replace("NOW", "" + Instant.now().getEpochSecond()),
                key);
    }

    private static void older(String id, String by) {
        assertThat(town.asOwner("UPDATE sluis.proposal SET proposed_at = proposed_at - interval '" + by
                        + "', expires_at = expires_at - interval '" + by + "' WHERE id = '" + id + "'"))
                .isEqualTo(1);
    }
}
