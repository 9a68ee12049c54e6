package org.sluis.policy.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sluis.TestGateway;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What nobody approved is a standing warning, and nothing but that: in the health answer, in a figure, in a line at the start. */
@ExtendWith(OutputCaptureExtension.class)
class ApprovalsTest {
    private static final String WARNING = "nobody approved 13 of the policies in force";

    @Test
    void aNodeWithPoliciesAsTheyWereShippedSaysSoAndIsFit(CapturedOutput output) throws Exception {
        try (TestGateway gateway = new TestGateway("sluis.delivery.workers=0")) {
            HttpResponse<String> health = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(gateway.url().resolve("/actuator/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"policies\":{\"description\":\"" + WARNING + "\",\"status\":\"UP\"}")
                    .startsWith("{\"status\":\"UP\"");
            assertThat(gateway.bean(Approvals.class).byNobody()).isEqualTo(13);
            assertThat(output.getAll()).as("there was no controller yet").doesNotContain(WARNING);
            try (var other = TestGateway.node(Clock.systemUTC(), gateway.arguments())) {
                assertThat(other.isActive()).isTrue();
            }
            assertThat(output.getAll().split(WARNING, -1)).as("one line").hasSize(2);
        }
    }

    @Test
    void withoutAnySuchPolicyThereIsNoWarning(CapturedOutput output) {
        Approvals all = new Approvals(() -> new History.About(11, 0));
        all.start();
        assertThat(all.health()).isEqualTo(Health.up().build());
        assertThat(all.health().getStatus().getDescription()).isEmpty();
        assertThat(all.byNobody()).isZero();
        assertThat(output.getAll()).doesNotContain("nobody approved");
    }

    @Test
    void whatCannotBeToldIsUnknownAndKeepsNobodyFromStarting(CapturedOutput output) {
        Approvals away = new Approvals(() -> {
            throw new Refused(Reason.LOG_UNAVAILABLE);
        });
        away.start();
        assertThat(away.health().getStatus()).isEqualTo(Status.UNKNOWN);
        assertThat(away.byNobody()).isNaN();
        assertThat(output.getAll()).doesNotContain("nobody approved");
    }
}
