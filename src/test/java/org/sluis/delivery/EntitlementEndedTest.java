package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.party.Entitlement;
import org.sluis.party.Registrar;
import org.sluis.protect.Sealing;

/** What a party may send is asked again when it goes: what waits when that ends stays. */
class EntitlementEndedTest {

    @Test
    void whatWaitsWhenTheSenderMaySendNoMoreStays() {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent("waits");
            HttpResponse<String> answer = gateway.post(
                    "de-linde-direct", "/v1/doors/rest-json/plan-coordination/de-brug", town.plan("waits", "waits-1"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            gateway.bean(Tenants.class).all();
            for (String connector : new String[] {"rest-json", "oso"}) {
                gateway.bean(Registrar.class)
                        .register(new Entitlement(
                                TestGateway.TENANT,
                                new PartyId("de-linde"),
                                new Purpose("plan-coordination"),
                                new PartyId("de-brug"),
                                connector,
                                LocalDate.parse("2024-08-01"),
                                LocalDate.now(ZoneOffset.UTC)));
            }

            AtomicInteger sent = new AtomicInteger();
            Dispatcher dispatcher = new Dispatcher(
                    gateway.bean(Claim.class),
                    gateway.bean(Sealing.class),
                    (cleared, payload) -> sent.incrementAndGet(),
                    gateway.bean(Settle.class),
                    gateway.bean(Tenants.class),
                    new Lanes(8));
            assertThat(dispatcher.once(TestGateway.TENANT)).isTrue();

            assertThat(sent).hasValue(0);
            JsonNode became = TestTown.read(gateway.get(
                            "de-linde-direct",
                            "/v1/disclosures/"
                                    + TestTown.read(answer.body())
                                            .path("disclosure")
                                            .asText())
                    .body());
            assertThat(became.path("state").asText()).isEqualTo("stopped");
            assertThat(became.path("reason").asText()).isEqualTo("not-entitled");
        }
    }
}
