package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Rows;
import org.sluis.database.SqlFailed;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;
import org.sluis.vault.Marked;
import org.sluis.vault.Pseudonyms;
import org.sluis.vault.Vault;

/** What two persons decide about forgetting, and epochs that turn under a gateway that works on. */
class EpochTurnTest {
    private static Officers officers;
    private static TestTown town;
    private static KeyFolder keys;
    private static Transactions transactions;
    private static EpochTurn turn;

    @BeforeAll
    static void open() {
        officers = new Officers();
        town = new TestTown(officers.gateway);
        keys = officers.gateway.bean(KeyFolder.class);
        transactions = officers.gateway.bean(Transactions.class);
        turn = officers.gateway.bean(EpochTurn.class);
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void everyColumnUnderAnEpochIsKnownToTheTurn() {
        Set<String> known = new TreeSet<>(List.of(
                "answer_code.key_epoch",
                "console_account.epoch",
                "console_invitation.epoch",
                "outbox.pseudonym_epoch",
                "withdrawal_code.key_epoch"));
        WrappedRows.ALL.forEach(each -> known.add(each.table() + "." + each.epoch()));
        MarkedRows.TABLES.forEach(table -> known.add(table + ".mark_epoch"));
        known.addAll(List.of(
                "acceptance.digest_epoch",
                "destroyed_epoch.epoch",
                "erasure.wrap_epoch",
                "erasure.index_epoch",
                "removal.wrap_epoch",
                "removal.index_epoch"));
        List<String> there = transactions.across(connection -> Rows.query(
                connection,
                "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'sluis'"
                        + " AND column_name LIKE '%epoch' AND table_name <> 'epoch'",
                row -> row.getString(1)));
        assertThat(new TreeSet<>(there)).isEqualTo(known);
    }

    @Test
    void aBirthDateStandsInNoColumnOfDates() {
        List<String> dates = transactions.across(connection -> Rows.query(
                connection,
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'sluis' AND data_type = 'date'",
                row -> row.getString(1)));
        assertThat(dates).isNotEmpty().doesNotContain("subject", "birthday", "warning", "holder", "outbox");
    }

    @Test
    void whatWasBrokenOffGoesOnAndIsRecordedOnce() {
        town.childWithBothParentsConsent("broken-off-1");
        String old = keys.currentEpoch("wrap");
        keys.rotate("wrap");
        officers.gateway
                .bean(Ledger.class)
                .alone(
                        Ledger.NOBODY,
                        session -> Rows.update(
                                session.connection(),
                                "INSERT INTO destroyed_epoch (tenant, epoch, event) VALUES ('gateway', ?, ?)",
                                old,
                                session.record(Event.of(
                                                        EventKind.EPOCH_DESTROYED,
                                                        Ledger.NOBODY,
                                                        java.time.Instant.now())
                                                .with("epoch", old))
                                        .entry()));

        List<Long> told = new ArrayList<>();
        EpochTurn.Turned turned = turn.complete(told::add);

        assertThat(turned.destroyed()).contains(old);
        assertThat(turned.anew()).isPositive().isEqualTo(told.get(told.size() - 1));
        assertThat(keys.epochs("wrap")).hasSize(1).doesNotContain(old);
        assertThat(officers.entries("gateway", "epoch-destroyed").stream().filter(entry -> entry.contains(old)))
                .hasSize(1);
        assertThat(turn.complete(told::add).destroyed()).isEmpty();
        assertThat(officers.gateway
                        .get("de-linde-direct", "/v1/consents?subject=broken-off-1")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void pupilsAndMessagesGoOnComingWhileEpochsTurn() throws Exception {
        town.childWithBothParentsConsent("turning-0");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch begun = new CountDownLatch(3);
        List<Future<Integer>> working = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            int of = thread;
            working.add(threads.submit(() -> {
                for (int i = 0; i < 12; i++) {
                    town.child("turning-" + of + "-" + i);
                    town.child("turning-same-" + i);
                    String plan = town.plan("turning-0", "turning-" + i);
                    assertThat(officers.gateway
                                    .post("de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", plan)
                                    .statusCode())
                            .isEqualTo(202);
                    begun.countDown();
                }
                return 0;
            }));
        }
        begun.await();
        for (int i = 0; i < 4; i++) {
            rotate();
            turn.complete(done -> {});
        }
        for (Future<Integer> each : working) {
            each.get();
        }
        threads.shutdown();
        turn.complete(done -> {});
        assertThat(keys.epochs("wrap")).hasSize(1);
        assertThat(count("SELECT count(*) FROM acceptance a JOIN outbox o USING (tenant, disclosure)"
                        + " WHERE o.purpose = 'plan-coordination'"))
                .as("each message once, whichever epoch it came under")
                .isEqualTo(12);
        String told = new Pseudonyms(keys, TestGateway.TENANT, "de-brug").ofPupil("de-linde", "turning-0");
        byte[] mark = officers.gateway.bean(Vault.class).mark(Marked.TOLD, TestGateway.TENANT, "de-brug", told);
        assertThat(count("SELECT count(*) FROM acceptance WHERE told_mark = '\\x"
                        + HexFormat.of().formatHex(mark) + "'"))
                .as("who was told can still speak of the pupil")
                .isEqualTo(12);
        assertThat(Secrets.of(transactions).matches(keys, Set.of("turning-same-3"), Set.of(), Set.of(), Set.of()))
                .contains("mark turning-same-3", "sealed turning-same-3");
        assertThat(count("SELECT count(*) FROM audit_erasable WHERE epoch <> '" + keys.currentEpoch("wrap") + "'"))
                .isZero();
    }

    private static void rotate() {
        transactions.across(connection -> {
            org.sluis.vault.EpochGate.close(connection);
            keys.rotate("wrap");
            return keys.rotate("index");
        });
    }

    @Test
    void whatWaitsIsStoppedAndAHoldKeepsAPupil() {
        town.childWithBothParentsConsent("held-1");
        JsonNode sent = TestTown.read(officers.gateway
                .post(
                        "de-linde-direct",
                        "/v1/doors/rest-json/plan-coordination/de-brug",
                        town.plan("held-1", "held-message-1"))
                .body());
        JsonNode erasure = agreed("/v1/erasures", "unlawful");
        JsonNode hold = agreed("/v1/legal-holds", "complaint"); // after two agreed to erase it
        assertThat(post("/v1/legal-holds/" + id(hold) + "/placing")).isEqualTo(204);
        Officers.refused(
                officers.gateway.post("linde-1", "/v1/erasures/" + id(erasure) + "/completion", ""),
                409,
                "legal-hold",
                null);
        assertThatThrownBy(() -> transactions.within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT * FROM erase_subject(?, (SELECT subject FROM legal_hold WHERE proposal = ?), ?)",
                                row -> row.getString(1),
                                TestGateway.TENANT,
                                UUID.fromString(id(hold)),
                                UUID.fromString(id(erasure)))))
                .as("nor by whoever has the application's login")
                .isInstanceOf(SqlFailed.class);
        JsonNode lifting = agreed("/v1/legal-holds/liftings", "complaint");
        assertThat(post("/v1/legal-holds/liftings/" + id(lifting) + "/lifting")).isEqualTo(204);

        assertThat(post("/v1/erasures/" + id(erasure) + "/completion")).isEqualTo(200);

        assertThat(officers.entries("delivery-stopped")).anySatisfy(entry -> assertThat(entry)
                .contains("subject-erased", sent.path("disclosure").asText())
                .doesNotContain("\"subject\":"));
        assertThat(officers.entries("legal-hold-placed")).hasSize(1);
        assertThat(officers.entries("legal-hold-lifted")).hasSize(1);
        new ForgettingWatch(turn, officers.gateway.bean(Retention.class), transactions, Duration.ofDays(1)).round();
        assertThat(turn.pending().erasures()).as("not a day old").isEqualTo(1);
        new ForgettingWatch(turn, officers.gateway.bean(Retention.class), transactions, Duration.ZERO).round();
        assertThat(turn.pending().erasures()).isZero();
    }

    /** Neither who may not, nor whose pupil it is not, nor without a proposal of exactly this. */
    @Test
    void nobodyErasesAlone() {
        town.childWithBothParentsConsent("alone-1");
        String form = "{\"subject\":\"alone-1\",\"reason\":\"asked-for\"}";
        Officers.refused(officers.gateway.post("linde-3", "/v1/erasures", form), 403, "role-missing", null);
        Officers.refused(officers.gateway.post("anker-1", "/v1/erasures", form), 404, "not-found", null);
        Officers.refused(
                officers.gateway.post("linde-1", "/v1/erasures", form.replace("asked-for", "because")),
                422,
                "consent-not-valid",
                "/reason:unknown");
        UUID subject = transactions.within(TestGateway.TENANT, connection -> officers.gateway
                .bean(org.sluis.consent.Register.class)
                .subject(connection, officers.caller("linde-1"), "alone-1")
                .orElseThrow());
        assertThatThrownBy(() -> transactions.within(
                        TestGateway.TENANT,
                        connection -> Rows.query(
                                connection,
                                "SELECT * FROM erase_subject(?, ?, ?)",
                                row -> row.getString(1),
                                TestGateway.TENANT,
                                subject,
                                UUID.randomUUID())))
                .isInstanceOf(SqlFailed.class);
        assertThatThrownBy(() -> transactions.within(
                        TestGateway.TENANT,
                        connection -> Rows.update(connection, "DELETE FROM subject_key WHERE subject = ?", subject)))
                .isInstanceOf(SqlFailed.class);
    }

    private static JsonNode agreed(String path, String reason) {
        JsonNode proposal = officers.proposed(
                officers.gateway.post("linde-1", path, "{\"subject\":\"held-1\",\"reason\":\"" + reason + "\"}"));
        Officers.inForce(
                officers.approve("linde-2", proposal, Officers.signed(proposal, officers.second, officers.secondKey)));
        return proposal;
    }

    private static String id(JsonNode proposal) {
        return proposal.path("proposal").asText();
    }

    private static int post(String path) {
        return officers.gateway.post("linde-1", path, "").statusCode();
    }

    private static long count(String sql) {
        return transactions.within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getLong(1))
                .get(0));
    }
}
