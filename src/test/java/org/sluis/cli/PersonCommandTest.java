package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.cli.CommandsTest.Said;

/** An organisation gets its officers by the commands alone, at a real gateway. */
class PersonCommandTest {
    private static final Pattern PROPOSAL = Pattern.compile("\\./sluis approve ([0-9a-f-]{36})");

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
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void fromTheFirstOfficerToTheSecondAndBack() throws Exception {
        as(0, "linde-1", "person", "add", "medewerker-1", "--account=linde-1");
        as(0, "linde-1", "person", "role", "medewerker-1", "privacy-officer", "--until=2044-08-01");
        as(0, "linde-1", "person", "key", "medewerker-1", "--new=" + folder.resolve("one.jwk"));
        as(0, "linde-1", "person", "add", "medewerker-2", "--account=linde-2", "--login=https://login.example.nl=0a1b");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("one.jwk"))))
                .isEqualTo("rw-------");

        Said proposed = as(0, "linde-2", "person", "role", "medewerker-2", "operator", "--until=2044-08-01");
        Said approved = as(0, "linde-2", "approve", proposal(proposed), "--sign-with=" + folder.resolve("one.jwk"));
        assertThat(approved.out())
                .startsWith("Proposed, person-role: {\"change\":\"PERSON_ROLE_GIVEN\"")
                .contains("Approved.");

        proposed = as(0, "linde-2", "person", "key", "medewerker-2", "--new=" + folder.resolve("two.jwk"));
        assertThat(as(1, "linde-2", "approve", proposal(proposed), "--sign-with=" + folder.resolve("two.jwk"))
                        .err())
                .contains("this key is nobody's");
        as(0, "linde-1", "approve", proposal(proposed), "--sign-with=" + folder.resolve("one.jwk"));

        proposed = as(0, "linde-1", "person", "role", "medewerker-2", "operator", "--end");
        assertThat(as(1, "linde-1", "approve", proposal(proposed), "--sign-with=" + folder.resolve("one.jwk"))
                        .out())
                .contains("same-person");
        as(0, "linde-2", "person", "role", "medewerker-2", "operator", "--end");
        assertThat(as(0, "linde-1", "person", "list").out()).contains("medewerker-2");
    }

    @Test
    void aKeyIsNeverWrittenOverAndNobodyElseIsMeant() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.jwk"), "precious");
        as(0, "linde-1", "person", "add", "medewerker-8");

        assertThat(as(1, "linde-1", "person", "key", "medewerker-8", "--new=" + file)
                        .err())
                .contains("is there already");
        assertThat(Files.readString(file)).isEqualTo("precious");
        assertThat(as(2, "linde-1", "person", "key", "medewerker-9", "--new=" + folder.resolve("not.jwk"))
                        .err())
                .contains("nobody is registered as 'medewerker-9'");
        assertThat(folder.resolve("not.jwk")).doesNotExist();
        assertThat(as(2, "linde-1", "person", "role", "medewerker-8", "operator")
                        .err())
                .contains("--until");
        assertThat(as(2, "linde-1", "approve", "x", "--sign-with=" + file).err())
                .contains("not the id of a proposal");
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

    private static String proposal(Said said) {
        return PROPOSAL.matcher(said.out())
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
