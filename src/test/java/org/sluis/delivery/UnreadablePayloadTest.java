package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.keys.KeyFolder;
import org.sluis.protect.Sealing;

class UnreadablePayloadTest {

    @Test
    void isParkedAndNeverSent() {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent("unreadable");
            HttpResponse<String> answer = gateway.post(
                    "de-linde-direct",
                    "/v1/doors/rest-json/plan-coordination/de-brug",
                    town.plan("unreadable", "unreadable-1"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            KeyFolder keys = gateway.bean(KeyFolder.class);
            keys.destroyEpoch(keys.currentEpoch("wrap"));

            AtomicInteger sent = new AtomicInteger();
            Dispatcher dispatcher = new Dispatcher(
                    gateway.bean(Claim.class),
                    gateway.bean(Sealing.class),
                    (cleared, payload) -> sent.incrementAndGet(),
                    gateway.bean(Settle.class),
                    gateway.bean(Tenants.class));
            gateway.bean(Tenants.class).all();
            assertThat(dispatcher.once(TestGateway.TENANT)).isTrue();

            assertThat(sent).hasValue(0);
            String disclosure = TestTown.read(answer.body()).path("disclosure").asText();
            assertThat(gateway.get("de-linde-direct", "/v1/disclosures/" + disclosure)
                            .body())
                    .contains("parked");
            assertThat(dispatcher.once(TestGateway.TENANT)).isFalse();
        }
    }
}
