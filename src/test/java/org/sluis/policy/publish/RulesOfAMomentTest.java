package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.person.Approval;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Officers;
import org.sluis.policy.InForce;
import org.sluis.policy.pack.PackSource;
import org.sluis.policy.publish.RuleChange.Kind;

/** Which rules hold at which moment, and that two who change them at once do so one after the other. */
class RulesOfAMomentTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OEVER = "jeugdhulp-oever";

    private static Officers officers;

    @BeforeAll
    static void open() {
        officers = new Officers();
        rules("");
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void whatWasClosedOrOpenedSinceIsNotSaidOfAnEarlierMoment() {
        String policy = "010-plan-notice-to-youth-team";
        Instant before = moment();
        close("policy", policy);
        close("recipient", "de-brug");
        close("connector", "oso");
        Instant closed = moment();
        reopened(reopen("recipient", "de-brug"));
        reopened(reopen("connector", "oso"));

        assertThat(state(rules("?at=" + before), policy)).isEqualTo("in-force");
        assertThat(rules("?at=" + before).path("closedRecipients").toString()).doesNotContain("de-brug");
        assertThat(state(rules("?at=" + closed), policy)).isEqualTo("closed");
        assertThat(rules("?at=" + closed).path("closedRecipients").toString()).contains("de-brug");
        assertThat(rules("?at=" + closed).path("closedConnectors").toString()).contains("oso");
        assertThat(rules("").path("closedRecipients").toString()).doesNotContain("de-brug");
        assertThat(rules("").path("closedConnectors").toString()).doesNotContain("oso");
    }

    @Test
    void howManyNobodyApprovedIsCounted() {
        JsonNode rules = rules("");
        long nobody = 0;
        for (JsonNode each : rules.path("policies")) {
            nobody += each.path("approvedBy").isEmpty() ? 1 : 0;
        }
        assertThat(rules.path("approvedByNobody").asLong()).isEqualTo(nobody).isGreaterThan(8);
        assertThat(TestTown.read(officers.gateway.get("linde-1", "/v1/about").body())
                        .path("approvedByNobody")
                        .asLong())
                .isGreaterThanOrEqualTo(nobody);
    }

    /** By this node too, that looked before its moment and saw no change since. */
    @Test
    void itIsDecidedByFromItsMomentOn() {
        PackSource draft = PublishingTest.wider();
        Instant moment = Instant.now().plusSeconds(6).truncatedTo(ChronoUnit.SECONDS);
        approved(officers.proposed(PublishingTest.propose(officers, draft, moment)));
        assertThat(decides(draft)).isFalse();
        await().atMost(Duration.ofSeconds(60)).until(() -> decides(draft));
        assertThat(Instant.now()).isAfterOrEqualTo(moment);
    }

    @Test
    void whatDoesNotFitAnyMoreIsNotApproved() {
        PackSource shipped = PublishingTest.shipped();
        PackSource elsewhere = PublishingTest.with(shipped, "{kind: youth-care-provider}", "{kind: youth-team}");
        Map<String, String> files = new TreeMap<>(shipped.files());
        files.replaceAll((name, text) -> text.replace("id: " + shipped.id(), "id: 021-the-same-way"));
        approved(officers.proposed(PublishingTest.propose(officers, elsewhere)));
        JsonNode fits = officers.proposed(
                PublishingTest.propose(officers, new PackSource("021-the-same-way", new TreeMap<>(files))));
        approved(officers.proposed(PublishingTest.propose(officers, shipped)));
        Officers.refused(approve(fits), 422, "policy-not-valid", "are those of");
    }

    @Test
    void ofTwoProposalsToReopenOneOpensAndTheOtherFindsNothingClosed() {
        close("recipient", OEVER);
        JsonNode one = officers.proposed(reopen("recipient", OEVER));
        JsonNode two = officers.proposed(reopen("recipient", OEVER));
        approved(one);
        Officers.refused(approve(two), 404, "not-found", null);
    }

    @Test
    void whoeverChangesTheRulesAtOnceDoesSoOneAfterTheOther() {
        List<JsonNode> proposals = IntStream.range(0, 8)
                .mapToObj(each -> officers.proposed(PublishingTest.propose(officers, PublishingTest.shipped())))
                .toList();
        assertThat(proposals.parallelStream().map(RulesOfAMomentTest::approve).toList())
                .extracting(HttpResponse::statusCode)
                .containsOnly(201);
        assertThat(IntStream.range(0, 8)
                        .parallel()
                        .mapToObj(each -> posted("linde-3", "/v1/closings", "kind", "recipient", "name", "het-anker"))
                        .toList())
                .extracting(HttpResponse::statusCode)
                .containsOnly(204);
        assertThat(TestTown.read(officers.gateway
                                .get("linde-1", "/v1/policies/changes")
                                .body())
                        .path("changes"))
                .allMatch(change -> change.path("trusted").asBoolean());
    }

    /** Both wait for the one that is under way, and take their place behind it. */
    @Test
    void whoeverChangesTheRulesWaitsForWhoWasFirst() {
        JsonNode proposal = officers.proposed(PublishingTest.propose(officers, PublishingTest.shipped()));
        List<CompletableFuture<Integer>> behind = officers.gateway
                .bean(Ledger.class)
                .alone(Officers.TENANT, session -> {
                    Connection connection = session.connection();
                    RuleRows.lock(connection, Officers.TENANT);
                    officers.gateway
                            .bean(Recording.class)
                            .closed(
                                    session,
                                    officers.caller("linde-3"),
                                    Kind.RECIPIENT,
                                    "het-anker",
                                    officers.operator);
                    List<CompletableFuture<Integer>> waiting = List.of(
                            CompletableFuture.supplyAsync(
                                    () -> approve(proposal).statusCode()),
                            CompletableFuture.supplyAsync(
                                    () -> posted("linde-3", "/v1/closings", "kind", "recipient", "name", "het-anker")
                                            .statusCode()));
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> Rows.query(
                                                    connection,
                                                    "SELECT DISTINCT pid FROM pg_locks WHERE NOT granted",
                                                    row -> row.getInt(1))
                                            .size()
                                    > 1);
                    return waiting;
                });
        assertThat(behind.stream().map(CompletableFuture::join)).containsExactly(201, 204);
    }

    /** Whoever sends holds the rules; and a node with another law than the one in force sends nothing. */
    @Test
    void noRuleChangesWhileSomethingIsSentByIt() {
        InForce inForce = officers.gateway.bean(InForce.class);
        Transactions transactions = officers.gateway.bean(Transactions.class);
        String epoch = " sluis.epoch WHERE tenant = '" + Officers.TENANT + "' AND name = 'policy'";
        String change = "DO $$ BEGIN PERFORM 1 FROM" + epoch + " FOR UPDATE NOWAIT; END $$";
        transactions.within(Officers.TENANT, connection -> {
            assertThat(inForce.lockedForSend(connection, Officers.TENANT)).isPresent();
            assertThatThrownBy(() -> officers.asOwner(change)).hasStackTraceContaining("could not obtain lock");
            return true;
        });
        officers.asOwner(change);

        String law = rules("").path("law").asText();
        String says = "UPDATE sluis.epoch SET version = version + 1, digest = '%s' WHERE tenant = '" + Officers.TENANT
                + "' AND name = 'policy'";
        officers.asOwner(says.formatted("1".repeat(64)));
        try {
            assertThat(transactions
                            .<Boolean>within(
                                    Officers.TENANT, connection -> inForce.lockedForSend(connection, Officers.TENANT)
                                            .isPresent())
                            .booleanValue())
                    .isFalse();
        } finally {
            officers.asOwner(says.formatted(law));
        }
    }

    private static boolean decides(PackSource draft) {
        return officers.gateway.bean(InForce.class).of(Officers.TENANT).packs().all().stream()
                .anyMatch(policy -> policy.pack().digest().equals(draft.digest()));
    }

    /** Between what was changed and what will be, on the clock of the database too. */
    private static Instant moment() {
        Instant moment = Instant.now().plusMillis(5);
        await().pollInterval(Duration.ofMillis(2)).until(() -> Instant.now().isAfter(moment.plusMillis(5)));
        return moment;
    }

    private static void close(String kind, String name) {
        assertThat(posted("linde-3", "/v1/closings", "kind", kind, "name", name).statusCode())
                .isEqualTo(204);
    }

    private static HttpResponse<String> reopen(String kind, String name) {
        UUID id = UUID.randomUUID();
        String content = FourEyes.digest(SignedContent.reopening(kind, name));
        String signature = new Approval(id, content, officers.first, Instant.now()).sign(officers.firstKey);
        return posted(
                "linde-1",
                "/v1/reopenings",
                "proposal",
                id.toString(),
                "kind",
                kind,
                "name",
                name,
                "signature",
                signature);
    }

    private static void reopened(HttpResponse<String> proposed) {
        approved(officers.proposed(proposed));
    }

    private static void approved(JsonNode proposal) {
        Officers.inForce(approve(proposal));
    }

    private static HttpResponse<String> approve(JsonNode proposal) {
        return officers.approve("linde-2", proposal, Officers.signed(proposal, officers.second, officers.secondKey));
    }

    private static HttpResponse<String> posted(String client, String path, String... keysAndValues) {
        Map<String, String> body = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            body.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return officers.gateway.post(client, path, JSON.valueToTree(body).toString());
    }

    private static JsonNode rules(String query) {
        return TestTown.read(
                officers.gateway.get("linde-1", "/v1/policies" + query).body());
    }

    private static String state(JsonNode rules, String id) {
        for (JsonNode each : rules.path("policies")) {
            if (each.path("policy").asText().equals(id)) {
                return each.path("state").asText();
            }
        }
        throw new AssertionError(id + " is not there");
    }
}
