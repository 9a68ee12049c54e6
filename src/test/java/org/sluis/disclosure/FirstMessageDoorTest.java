package org.sluis.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** A mapping that was changed and writes what is no FHIR is found out by its first message, which is held and goes nowhere. */
class FirstMessageDoorTest {
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";

    @TempDir
    private Path connectors;

    @Test
    void whatIsNoFhirIsHeldBeforeItIsAccepted() throws Exception {
        copy(Path.of("routes/connectors"), connectors);
        Path mapping = connectors.resolve("fhir-r4/fhir-r4.mapping.yaml");
        String right = Files.readString(mapping);
        assertThat(right).contains("intent: plan\n");
        Files.writeString(mapping, right.replace("intent: plan\n", "intent: plann\n"));
        try (TestGateway gateway =
                new TestGateway("sluis.delivery.workers=0", "sluis.connectors.folder=" + connectors)) {
            TestTown town = new TestTown(gateway);
            town.childWithBothParentsConsent("first");

            HttpResponse<String> answer = gateway.post("de-linde-direct", DOOR, town.plan("first", "first-1"));

            JsonNode refused = TestTown.read(answer.body());
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(refused.path("title").asText()).isEqualTo("recipient-profile-not-met");
            assertThat(refused.path("where").toString()).contains("CarePlan").doesNotContain("Veldkamp", "plann");
            long waiting = gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                            connection, "SELECT count(*) FROM outbox", row -> row.getLong(1))
                    .orElseThrow());
            assertThat(waiting).isZero();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }
}
