package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestClock;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.springframework.context.ConfigurableApplicationContext;

/** A lease ends when the database says so, whatever time it is on the node that would like to have the row. */
class LeaseClockTest {
    private static final PartyId RECIPIENT = new PartyId("de-brug");

    @ParameterizedTest
    @ValueSource(longs = {3600, -3600, 259_200})
    void isNotTakenOverEarly(long seconds) {
        TestClock clock = new TestClock();
        try (TestGateway holder = new TestGateway("sluis.delivery.workers=0");
                ConfigurableApplicationContext other = TestGateway.node(
                        clock,
                        Stream.concat(holder.arguments().stream(), Stream.of("--sluis.delivery.workers=0"))
                                .toList())) {
            TestTown town = new TestTown(holder);
            town.childWithBothParentsConsent("lease");
            assertThat(holder.post(
                                    "de-linde-direct",
                                    "/v1/doors/rest-json/plan-coordination/de-brug",
                                    town.plan("lease", "lease-1"))
                            .statusCode())
                    .isEqualTo(202);
            Leased held = next(holder.bean(Claim.class)).cleared().get(0);

            clock.set(Instant.now().plus(Duration.ofSeconds(seconds)));
            assertThat(next(other.getBean(Claim.class))).isEqualTo(Claim.Step.NOTHING);

            Transactions transactions = holder.bean(Transactions.class);
            transactions.within(
                    TestGateway.TENANT,
                    connection -> Rows.update(
                            connection, "UPDATE outbox SET lease_until = clock_timestamp() - interval '1 second'"));
            assertThat(next(other.getBean(Claim.class)).cleared())
                    .as("when it has ended")
                    .hasSize(1);
            holder.bean(Settle.class).delivered(held);
            List<String> states = transactions.within(
                    TestGateway.TENANT,
                    connection -> Rows.query(connection, "SELECT state FROM outbox", row -> row.getString(1)));
            assertThat(states).as("whose lease ended settles nothing").containsExactly("sending");
        }
    }

    private static Claim.Step next(Claim claim) {
        return claim.next(TestGateway.TENANT, RECIPIENT, 1);
    }
}
