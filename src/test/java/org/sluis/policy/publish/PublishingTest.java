package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestClock;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Transactions;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Registrar;
import org.sluis.party.person.Approval;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Officers;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.InForce;
import org.sluis.policy.pack.PackSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Over HTTP, on the real database: opening takes two persons who sign, closing takes one, and what runs is what was signed. */
class PublishingTest {
    static final String PLAN = "020-school-plan-to-youth-care";
    static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Officers officers;
    private static TestTown town;

    @BeforeAll
    static void open() {
        officers = new Officers();
        town = new TestTown(officers.gateway);
        town.childWithBothParentsConsent("p-1");
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void whatWasShippedIsInForceAndNobodyApprovedIt() {
        JsonNode rules = rules("");
        assertThat(rules.path("policies")).hasSizeGreaterThan(9);
        assertThat(rules.path("policies"))
                .allSatisfy(policy -> assertThat(policy.path("digest").asText()).matches("[0-9a-f]{64}"));
        assertThat(officers.entries("policy-published"))
                .hasSizeGreaterThan(9)
                .anyMatch(entry -> entry.contains("\"approved-by\":[\"nobody\"]") && entry.contains(PLAN));
        assertThat(officers.entries("law-in-force")).hasSize(1);
    }

    @Test
    void ofManyWhoComeFirstOnePutsTheRulesInForce() {
        String late = "late-scholen";
        Registrar registrar = officers.gateway.bean(Registrar.class);
        registrar.registerTenant(late, "Stichting Late Scholen");
        registrar.register(new Party(
                late, new PartyId("de-linde"), PartyKind.SCHOOL, "Een late Linde", null, null, null, null, null, 1));
        officers.gateway.client(late, "late-1", "de-linde");
        officers.gateway.token("late-1");
        String path = "/v1/policies/packs/" + shipped().digest() + "/words";
        assertThat(IntStream.range(0, 12)
                        .parallel()
                        .mapToObj(each -> each % 2 == 0
                                ? post("late-1", path, Map.of("word", "accepted"))
                                : officers.gateway.get("late-1", "/v1/policies"))
                        .toList())
                .extracting(HttpResponse::statusCode)
                .containsOnly(200, 403);
        assertThat(officers.entries(late, "law-in-force")).hasSize(1);
    }

    @Test
    void twoPersonsPublishAndTheNextMessageGoesByIt() {
        assertThat(send("two-1")).isEqualTo(202);
        PackSource narrower = narrower();
        JsonNode proposal = proposed(propose("linde-1", narrower, null, officers.first, officers.firstKey));
        assertThat(send("two-2")).isEqualTo(202);
        Officers.refused(
                officers.approve("linde-1", proposal, signed(proposal, officers.first, officers.firstKey)),
                403,
                "same-person",
                null);
        Officers.refused(
                officers.approve("linde-3", proposal, signed(proposal, officers.operator, officers.operatorKey)),
                403,
                "role-missing",
                null);
        assertThat(digest()).isNotEqualTo(narrower.digest());
        double byNobody = officers.gateway.bean(Approvals.class).byNobody();
        boolean shippedOnly = policy(rules("")).path("approvedBy").isEmpty();
        Officers.inForce(officers.approve("linde-2", proposal, signed(proposal, officers.second, officers.secondKey)));

        assertThat(digest()).isEqualTo(narrower.digest());
        assertThat(officers.gateway.bean(Approvals.class).byNobody())
                .as("one less to be warned of, unless it was approved before")
                .isEqualTo(byNobody - (shippedOnly ? 1 : 0));
        JsonNode policy = policy(rules(""));
        assertThat(policy.path("approvedBy").toString())
                .contains(officers.first.toString(), officers.second.toString());
        String released = officers.entries("disclosure-released")
                .get(officers.entries("disclosure-released").size() - 1);
        assertThat(send("two-3")).isEqualTo(202);
        String now = officers.entries("disclosure-released")
                .get(officers.entries("disclosure-released").size() - 1);
        assertThat(released).contains("action.frequency");
        assertThat(now).contains(narrower.digest());
        assertThat(JSON.valueToTree(facts(now).path("released")).toString()).doesNotContain("goal.evaluation");
        assertThat(officers.entries("proposed")).last().asString().contains("\"signature\":", "\"signed-at\":");
        assertThat(officers.entries("approved")).last().asString().contains("\"signature\":");
        assertThat(rules("?at=" + Instant.now().minusSeconds(3600)).path("policies"))
                .isEmpty();
        Officers.refused(
                officers.gateway.get("linde-1", "/v1/policies?at=yesterday"), 400, "parameter-not-supported", "at");

        String earlier = shipped().digest();
        JsonNode back = proposed(propose("linde-2", earlier, officers.second, officers.secondKey));
        Officers.inForce(officers.approve("linde-1", back, signed(back, officers.first, officers.firstKey)));
        assertThat(digest()).isEqualTo(earlier);
    }

    @Test
    void oneClosesAtOnceAndTwoOpenAgain() {
        assertThat(send("close-1")).isEqualTo(202);
        assertThat(post("linde-3", "/v1/closings", Map.of("kind", "recipient", "name", "de-brug"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(refusal("close-2")).isEqualTo("policy-closed");
        JsonNode reopening = proposed(reopen("recipient", "de-brug", officers.first, officers.firstKey));
        assertThat(refusal("close-3")).isEqualTo("policy-closed");
        Officers.inForce(
                officers.approve("linde-2", reopening, signed(reopening, officers.second, officers.secondKey)));
        assertThat(rules("").path("closedRecipients")).isEmpty();
        assertThat(send("close-4")).isEqualTo(202);

        assertThat(post("linde-3", "/v1/closings", Map.of("kind", "connector", "name", "rest-json"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(refusal("close-5")).isEqualTo("connector-closed");
        JsonNode again = proposed(reopen("connector", "rest-json", officers.first, officers.firstKey));
        Officers.inForce(officers.approve("linde-2", again, signed(again, officers.second, officers.secondKey)));

        assertThat(post("linde-1", "/v1/closings", Map.of("kind", "policy", "name", PLAN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(refusal("close-6")).isEqualTo("policy-closed");
        assertThat(policy(rules("")).path("state").asText()).isEqualTo("closed");
        Officers.refused(reopen("policy", PLAN, officers.first, officers.firstKey), 404, "not-found", null);
        JsonNode back = proposed(propose("linde-2", digest(), officers.second, officers.secondKey));
        Officers.inForce(officers.approve("linde-1", back, signed(back, officers.first, officers.firstKey)));
        assertThat(policy(rules("")).path("state").asText()).isEqualTo("in-force");
        assertThat(send("close-7")).isEqualTo(202);
        assertThat(officers.entries("closed")).hasSizeGreaterThan(2);
        assertThat(officers.entries("reopened")).hasSize(2);
    }

    @Test
    void anotherNodeGoesByItAfterHalfASecondAndAtOnceWhenItSends() {
        TestClock clock = new TestClock(Instant.now());
        List<String> arguments = new ArrayList<>(officers.gateway.arguments());
        arguments.add("--sluis.delivery.workers=0");
        try (ConfigurableApplicationContext other = TestGateway.node(clock, arguments)) {
            InForce there = other.getBean(InForce.class);
            DecisionPoint before = there.of(Officers.TENANT);
            assertThat(there.of(Officers.TENANT)).isSameAs(before);
            assertThat(post("linde-3", "/v1/closings", Map.of("kind", "recipient", "name", "jeugdteam-waterlee"))
                            .statusCode())
                    .isEqualTo(204);

            assertThat(there.of(Officers.TENANT)).isSameAs(before);
            Transactions transactions = other.getBean(Transactions.class);
            DecisionPoint cleared =
                    transactions.within(Officers.TENANT, connection -> there.lockedForSend(connection, Officers.TENANT)
                            .orElseThrow());
            assertThat(cleared).isNotSameAs(before);

            DecisionPoint sent = there.of(Officers.TENANT);
            post("linde-3", "/v1/closings", Map.of("kind", "recipient", "name", "jeugdteam-waterlee"));
            assertThat(there.of(Officers.TENANT)).isSameAs(sent);
            clock.set(clock.instant().plusMillis(500));
            assertThat(there.of(Officers.TENANT)).isNotSameAs(sent);
        }
    }

    @Test
    void itBeginsAtItsMoment() {
        Instant later = Instant.now().plusSeconds(86_400);
        JsonNode proposal =
                proposed(propose("linde-1", narrower(), later.toString(), officers.first, officers.firstKey));
        Officers.inForce(officers.approve("linde-2", proposal, signed(proposal, officers.second, officers.secondKey)));
        assertThat(digest()).isNotEqualTo(narrower().digest());
        JsonNode then = rules("?at=" + later.plusSeconds(1));
        assertThat(policy(then).path("digest").asText()).isEqualTo(narrower().digest());
    }

    @Test
    void whatCannotBeInForceIsNotProposed() {
        PackSource shipped = shipped();
        Officers.refused(
                propose(
                        "linde-1",
                        with(shipped, "rule: REQUIRED", "rule: REQIRED"),
                        null,
                        officers.first,
                        officers.firstKey),
                422,
                "policy-not-valid",
                PLAN + "/policy.yaml:");
        Officers.refused(
                propose("linde-1", shipped, null, officers.second, officers.secondKey), 403, "key-not-enrolled", null);
        Officers.refused(
                propose("linde-3", shipped, null, officers.operator, officers.operatorKey), 403, "role-missing", null);
        PackSource backwards = java.util.Objects.requireNonNull(
                PackSource.read(Path.of("consent-policies"), "040-acknowledgement-to-school", new ArrayList<>()));
        Officers.refused(
                propose("linde-1", backwards, null, officers.first, officers.firstKey), 403, "policy-of-another", null);
        Officers.refused(
                propose("linde-1", "0".repeat(64), officers.first, officers.firstKey),
                422,
                "policy-not-valid",
                "/digest:unknown");
        assertThat(post("linde-1", "/v1/closings", Map.of("kind", "recipient", "name", "nobody-here"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("anker-1", "/v1/policies", Map.of("proposal", "x")).statusCode())
                .isEqualTo(422);
        assertThat(officers.entries("policy-rejected"))
                .hasSizeGreaterThan(4)
                .noneMatch(entry -> entry.contains("REQIRED"));
    }

    @Test
    void theRecipientAcceptsAndTheDataProtectionOfficerAdvises() {
        String path = "/v1/policies/packs/" + shipped().digest() + "/words";
        Officers.refused(post("linde-1", path, Map.of("word", "accepted")), 403, "policy-of-another", null);
        Officers.refused(post("linde-1", path, Map.of("word", "advised-for")), 403, "role-missing", null);
        assertThat(post("linde-1", "/v1/policies/packs/" + "0".repeat(64) + "/words", Map.of("word", "accepted"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static int send(String message) {
        return officers.gateway
                .post("de-linde-direct", DOOR, town.plan("p-1", message))
                .statusCode();
    }

    private static String refusal(String message) {
        HttpResponse<String> answer = officers.gateway.post("de-linde-direct", DOOR, town.plan("p-1", message));
        return TestTown.read(answer.body()).path("title").asText();
    }

    private static JsonNode rules(String query) {
        return TestTown.read(
                officers.gateway.get("linde-1", "/v1/policies" + query).body());
    }

    private static JsonNode policy(JsonNode rules) {
        for (JsonNode each : rules.path("policies")) {
            if (each.path("policy").asText().equals(PLAN)) {
                return each;
            }
        }
        throw new AssertionError(PLAN + " is not there");
    }

    private static String digest() {
        return policy(rules("")).path("digest").asText();
    }

    private static JsonNode facts(String entry) {
        return TestTown.read(entry).path("facts");
    }

    static PackSource shipped() {
        return java.util.Objects.requireNonNull(PackSource.read(Path.of("consent-policies"), PLAN, new ArrayList<>()));
    }

    static PackSource narrower() {
        return with(
                shipped(), "{element: goal.evaluation, rule: OPTIONAL}", "{element: goal.evaluation, rule: FORBIDDEN}");
    }

    /** Releases what the shipped one forbids. */
    static PackSource wider() {
        return with(
                shipped(), "{element: subject.gender, rule: FORBIDDEN}", "{element: subject.gender, rule: OPTIONAL}");
    }

    static PackSource with(PackSource source, String from, String to) {
        Map<String, String> files = new TreeMap<>(source.files());
        assertThat(files.get("policy.yaml")).contains(from);
        files.put("policy.yaml", files.get("policy.yaml").replace(from, to));
        return new PackSource(source.id(), new TreeMap<>(files));
    }

    private static JsonNode proposed(HttpResponse<String> answer) {
        return officers.proposed(answer);
    }

    private static String signed(JsonNode proposal, UUID person, OctetKeyPair key) {
        return Officers.signed(proposal, person, key);
    }

    private static HttpResponse<String> propose(
            String client, PackSource source, @Nullable String effective, UUID person, OctetKeyPair key) {
        Instant moment =
                effective == null ? null : Instant.parse(effective).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        ObjectNode body = JSON.createObjectNode();
        body.set("pack", JSON.valueToTree(Map.of("id", source.id(), "files", source.files())));
        if (moment != null) {
            body.put("effective", moment.toString());
        }
        return propose(client, body, source.id(), source.digest(), moment, person, key);
    }

    private static HttpResponse<String> propose(String client, String digest, UUID person, OctetKeyPair key) {
        return propose(client, JSON.createObjectNode().put("digest", digest), PLAN, digest, null, person, key);
    }

    private static HttpResponse<String> propose(
            String client,
            ObjectNode body,
            String policy,
            String digest,
            @Nullable Instant effective,
            UUID person,
            OctetKeyPair key) {
        UUID id = UUID.randomUUID();
        String content = FourEyes.digest(SignedContent.publishing(policy, digest, effective));
        body.put("proposal", id.toString())
                .put("signature", new Approval(id, content, person, Instant.now()).sign(key));
        return officers.gateway.post(client, "/v1/policies", body.toString());
    }

    /** By the first officer. */
    static HttpResponse<String> propose(Officers officers, PackSource source) {
        return propose(officers, source, null);
    }

    /** The same, to begin at a moment in whole seconds. */
    static HttpResponse<String> propose(Officers officers, PackSource source, @Nullable Instant effective) {
        UUID id = UUID.randomUUID();
        String content = FourEyes.digest(SignedContent.publishing(source.id(), source.digest(), effective));
        ObjectNode body = JSON.createObjectNode();
        body.set("pack", JSON.valueToTree(Map.of("id", source.id(), "files", source.files())));
        if (effective != null) {
            body.put("effective", effective.toString());
        }
        body.put("proposal", id.toString())
                .put("signature", new Approval(id, content, officers.first, Instant.now()).sign(officers.firstKey));
        return officers.gateway.post("linde-1", "/v1/policies", body.toString());
    }

    private static HttpResponse<String> reopen(String kind, String name, UUID person, OctetKeyPair key) {
        UUID id = UUID.randomUUID();
        String content = FourEyes.digest(SignedContent.reopening(kind, name));
        return post(
                "linde-1",
                "/v1/reopenings",
                Map.of(
                        "proposal",
                        id.toString(),
                        "kind",
                        kind,
                        "name",
                        name,
                        "signature",
                        new Approval(id, content, person, Instant.now()).sign(key)));
    }

    private static HttpResponse<String> post(String client, String path, Map<String, String> body) {
        return officers.gateway.post(client, path, JSON.valueToTree(body).toString());
    }
}
