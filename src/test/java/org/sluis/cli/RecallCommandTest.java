package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.demo.CareSystem;

/** Who was asked to erase sees it and answers, and who sent it sees the answer, by the commands alone, at a real gateway. */
class RecallCommandTest {
    @TempDir
    private static Path folder;

    private static CareSystem care;
    private static TestGateway gateway;
    private static TestTown town;

    @BeforeAll
    static void open() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        care = new CareSystem(0, Files.createTempDirectory("sluis-recalled"), null);
        gateway = new TestGateway(
                "server.port=" + port,
                "sluis.auth.issuer=http://localhost:" + port,
                "sluis.delivery.workers=1",
                "sluis.connectors.fhir-r4.url=" + care.url());
        gateway.client(TestGateway.TENANT, "brug-1", "de-brug");
        for (String client : List.of("de-linde-direct", "brug-1", "het-anker-direct")) {
            Files.writeString(folder.resolve(client + ".jwk"), gateway.privateKey(client));
        }
        town = new TestTown(gateway);
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
        care.close();
    }

    @Test
    void whoWasAskedAnswersAndWhoSentItSeesThat() {
        String consent = town.childWithBothParentsConsent("leerling-schelp").get(1);
        String disclosure = TestTown.read(gateway.post(
                                "de-linde-direct",
                                "/v1/doors/rest-json/plan-coordination/de-brug",
                                town.plan("leerling-schelp", "recalled-by-command"))
                        .body())
                .path("disclosure")
                .asText();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> gateway.get(
                        "de-linde-direct", "/v1/disclosures/" + disclosure)
                .body()
                .contains("\"delivered\""));
        assertThat(as("de-brug", "brug-1", 0, "list").out()).endsWith("recalls: 0\n");
        String recall = TestTown.read(gateway.post("de-linde-direct", "/v1/consents/" + consent + "/withdrawal", "{}")
                        .body())
                .at("/recalls/0")
                .asText();

        for (String[] who : new String[][] {{"de-linde", "de-linde-direct"}, {"de-brug", "brug-1"}}) {
            assertThat(as(who[0], who[1], 0, "list").out())
                    .containsPattern("^recall +what +sender +recipient +purpose +state\n" + recall
                            + " +erase +de-linde +de-brug +plan-coordination +(waiting|sending|delivered)\n")
                    .endsWith("recalls: 1\n")
                    .doesNotContain("schelp");
        }
        assertThat(as("het-anker", "het-anker-direct", 0, "list").out()).endsWith("recalls: 0\n");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> as("de-brug", "brug-1", 0, "list").out().contains(" delivered\n"));

        refused("parameter-not-supported", as("de-brug", "brug-1", 1, "answer", recall, "--answer=gone"));
        refused("not-found", as("de-linde", "de-linde-direct", 1, "answer", recall, "--answer=done"));
        refused(
                "not-found",
                as("de-brug", "brug-1", 1, "answer", UUID.randomUUID().toString(), "--answer=done"));
        as("de-brug", "brug-1", 2, "answer", "recall-1", "--answer=done");
        as("de-brug", "brug-1", 2, "answer", recall);
        assertThat(as("de-brug", "brug-1", 0, "answer", recall, "--answer=kept").out())
                .isEqualTo(recall + " is kept\n");
        assertThat(as("de-linde", "de-linde-direct", 0, "list").out()).endsWith("recalls: 0\n");
        assertThat(gateway.get("de-linde-direct", "/v1/recalls/" + recall).body())
                .contains("\"kept\"");
    }

    private static void refused(String code, Said said) {
        assertThat(said.out() + said.err()).contains(code);
    }

    private static Said as(String party, String client, int code, String... words) {
        List<String> line = new ArrayList<>(List.of("recall"));
        line.addAll(List.of(words));
        line.addAll(List.of(
                "--gateway=" + gateway.url(),
                "--as=" + party,
                "--client=" + client,
                "--key=" + folder.resolve(client + ".jwk")));
        Said said = sluis(line.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        return said;
    }
}
