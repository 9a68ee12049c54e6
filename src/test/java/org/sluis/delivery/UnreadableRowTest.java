package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.keys.KeyFolder;
import org.sluis.protect.Sealing;

/** What cannot be opened or decided again is never sent, is told to its sender, and keeps nobody behind it waiting. */
class UnreadableRowTest {
    private final AtomicInteger sent = new AtomicInteger();
    private TestGateway gateway;
    private TestTown town;

    @BeforeEach
    void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aPayloadThatDoesNotOpenIsParked() {
        String disclosure = accept("unreadable");
        RealPostgres.asOwner(
                gateway.bean(Database.class), "UPDATE sluis.outbox SET key_epoch = 'wrap-000000-destroyed'");

        assertThat(dispatcher().once(TestGateway.TENANT)).isTrue();

        assertThat(sent).hasValue(0);
        assertThat(became(disclosure).path("state").asText()).isEqualTo("parked");
        assertThat(dispatcher().once(TestGateway.TENANT)).isFalse();
    }

    /** Whom it is about cannot be told any more: the key was destroyed, by mistake or with another folder. */
    @Test
    void whomNobodyCanTellIsHeldAndTheNextOneGoes() {
        String disclosure = accept("untold");
        KeyFolder keys = gateway.bean(KeyFolder.class);
        keys.destroyEpoch(keys.currentEpoch("wrap"));
        String behind = accept("behind-untold");

        assertThat(dispatcher().once(TestGateway.TENANT)).isTrue();
        assertThat(dispatcher().once(TestGateway.TENANT)).isTrue();

        assertThat(became(disclosure).path("state").asText()).isEqualTo("held");
        assertThat(became(disclosure).path("reason").asText()).isEqualTo("disclosure-failed");
        assertThat(became(behind).path("state").asText()).isEqualTo("delivered");
        assertThat(sent).hasValue(1);
    }

    @Test
    void aDecisionThatCannotBeReadIsHeldAndTheNextOneGoes() {
        String disclosure = accept("other-version");
        // The application itself may not change what a decision saw.
        RealPostgres.asOwner(
                gateway.bean(Database.class),
                "UPDATE sluis.outbox SET decision = replace(decision, '\"facts\"', '\"acts\"')");
        String behind = accept("behind");

        assertThat(dispatcher().once(TestGateway.TENANT)).isTrue();
        assertThat(dispatcher().once(TestGateway.TENANT)).isTrue();

        assertThat(became(disclosure).path("state").asText()).isEqualTo("held");
        assertThat(became(disclosure).path("reason").asText()).isEqualTo("disclosure-failed");
        assertThat(became(behind).path("state").asText()).isEqualTo("delivered");
        assertThat(sent).hasValue(1);
    }

    private String accept(String child) {
        town.childWithBothParentsConsent(child);
        HttpResponse<String> answer = gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", town.plan(child, child));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        gateway.bean(Tenants.class).all();
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(
                gateway.bean(Claim.class),
                gateway.bean(Sealing.class),
                (cleared, payload) -> sent.incrementAndGet(),
                gateway.bean(Settle.class),
                gateway.bean(Tenants.class),
                new Lanes(8));
    }

    private JsonNode became(String disclosure) {
        return TestTown.read(
                gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure).body());
    }
}
