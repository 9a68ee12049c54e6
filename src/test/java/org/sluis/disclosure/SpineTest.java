package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.gate.Arrival;

/** The order of the spine is a type error, not a convention: any line left out stops every message. */
class SpineTest {
    private static TestGateway gateway;
    private static TestTown town;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
        town.childWithBothParentsConsent("spine-child");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    static List<String> steps() throws Exception {
        List<String> steps = Files.readAllLines(Path.of("routes/disclosure.camel.yaml")).stream()
                .filter(line -> line.contains("- to: bean:"))
                .map(line -> line.replaceAll(".*bean:(\\w+).*", "$1"))
                .toList();
        assertThat(steps).hasSize(11);
        return steps;
    }

    @Test
    void theWholeSpineAccepts() {
        long before = accepted();
        Answer answer =
                gateway.bean(ProducerTemplate.class).requestBody("direct:disclosure", arrival("whole"), Answer.class);
        assertThat(answer.body()).doesNotContainKey("where");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(accepted()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aSpineWithout(String step) throws Exception {
        long before = accepted();
        String whole = Files.readString(Path.of("routes/disclosure.camel.yaml"));
        String without = whole.replaceFirst("(?m)^.*bean:" + step + "\\b.*\n", "")
                .replace("id: disclosure", "id: without-" + step)
                .replace("direct:disclosure", "direct:without-" + step);
        CamelContext camel = gateway.bean(CamelContext.class);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.fromString("without-" + step + ".camel.yaml", without));

        Object answer =
                gateway.bean(ProducerTemplate.class).requestBody("direct:without-" + step, arrival("without-" + step));

        if (step.equals("acknowledge")) {
            assertThat(answer).isNotInstanceOf(Answer.class);
        } else {
            assertThat(answer).isInstanceOfSatisfying(Answer.class, refused -> assertThat(refused.status())
                    .isEqualTo(500));
            assertThat(accepted()).isEqualTo(before);
        }
    }

    private static Arrival arrival(String messageId) {
        return gateway.arrival("de-linde-direct", "plan-coordination", "de-brug", town.plan("spine-child", messageId));
    }

    private static long accepted() {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection, "SELECT count(*) FROM outbox", row -> row.getLong(1))
                .orElseThrow());
    }
}
