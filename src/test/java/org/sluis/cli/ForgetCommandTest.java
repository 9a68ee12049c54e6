package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;

/** Two privacy officers erase a pupil by the command alone; a hold that both placed keeps them from it until both lifted it. */
class ForgetCommandTest {
    private static final Pattern PROPOSAL = Pattern.compile("\"proposal\"\\s*:\\s*\"([0-9a-f-]{36})\"");
    private static final String PUPIL = "leerling-7795";

    @TempDir
    private static Path folder;

    private static TestGateway gateway;

    @BeforeAll
    static void open() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        gateway = new TestGateway(
                "server.port=" + port, "sluis.auth.issuer=http://localhost:" + port, "sluis.delivery.workers=0");
        for (String client : List.of("linde-1", "linde-2")) {
            gateway.client(TestGateway.TENANT, client, "de-linde");
            Files.writeString(folder.resolve(client + ".jwk"), gateway.privateKey(client));
        }
        as(0, "linde-1", "person", "add", "medewerker-1", "--account=linde-1");
        as(0, "linde-1", "person", "role", "medewerker-1", "privacy-officer", "--until=2044-08-01");
        as(0, "linde-1", "person", "key", "medewerker-1", "--new=" + folder.resolve("one.jwk"));
        as(0, "linde-1", "person", "add", "medewerker-2", "--account=linde-2");
        agreed(as(0, "linde-2", "person", "role", "medewerker-2", "privacy-officer", "--until=2044-08-01"));
        new TestTown(gateway).childWithBothParentsConsent(PUPIL);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void aPupilIsErasedByTwoOnceNoHoldLiesOnIt() {
        String hold = agreed(as(0, "linde-2", "forget", "hold", "--subject=" + PUPIL, "--reason=complaint"));
        assertThat(as(0, "linde-2", "forget", "place", hold).out()).contains("Placed.");
        assertThat(as(1, "linde-2", "forget", "propose", "--subject=" + PUPIL, "--reason=asked-for")
                        .out())
                .contains("legal-hold");
        String lifting =
                agreed(as(0, "linde-2", "forget", "hold", "--subject=" + PUPIL, "--reason=complaint", "--lift"));
        assertThat(as(0, "linde-2", "forget", "place", lifting, "--lift").out()).contains("Lifted.");

        String alone = proposal(as(0, "linde-2", "forget", "propose", "--subject=" + PUPIL, "--reason=asked-for"));
        assertThat(as(1, "linde-2", "forget", "erase", alone).out()).contains("Refused");
        assertThat(as(0, "linde-1", "audit", "search", "--subject=" + PUPIL).out())
                .contains("consent-recorded");
        as(0, "linde-1", "approve", alone, "--sign-with=" + folder.resolve("one.jwk"));
        assertThat(as(0, "linde-2", "forget", "erase", alone).out()).contains("Erased.");
        assertThat(as(1, "linde-2", "forget", "propose", "--subject=" + PUPIL, "--reason=asked-for")
                        .out())
                .contains("not-found");
        assertThat(as(0, "linde-1", "audit", "search", "--subject=" + PUPIL).out())
                .contains("search: 0 entries");
    }

    /** Signed by the first officer. Gives the proposal. */
    private static String agreed(Said proposed) {
        as(0, "linde-1", "approve", proposal(proposed), "--sign-with=" + folder.resolve("one.jwk"));
        return proposal(proposed);
    }

    private static String proposal(Said said) {
        return PROPOSAL.matcher(said.out())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static Said as(int code, String client, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--as=de-linde",
                "--gateway=" + gateway.url(),
                "--client=" + client,
                "--key=" + folder.resolve(client + ".jwk")));
        Said said = sluis(all.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        return said;
    }
}
