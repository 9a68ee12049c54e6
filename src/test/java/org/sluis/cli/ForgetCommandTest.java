package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.cli.CommandsTest.sluis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.database.Transactions;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.roster.Rosters;

/**
 * Two privacy officers erase a pupil by the command alone; a hold that both placed keeps them from it until both lifted it. The
 * operator sees that it is not complete, and completes it.
 */
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

        roster();
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
        theTurnOfTheEpochCompletesIt();
        theRosterNamesTheOtherPupilStill();
    }

    private static void roster() {
        String text = as(0, "linde-1", "roster", "put", written(folder.resolve("roster.xml"), PUPIL, "leerling-7796"))
                .out();
        assertThat(text).contains("2 pupils: 2 new, 0 left, 0 unchanged. It counts until ");
        String wrong = as(1, "linde-1", "roster", "put", written(folder.resolve("twice.xml"), PUPIL, PUPIL))
                .out();
        assertThat(wrong)
                .contains("roster-not-valid", "at line 3:pupil-there-twice")
                .doesNotContain(PUPIL);
    }

    private static String written(Path file, String... pupils) {
        String text = """
                <EDEX><school><peildatum>%s</peildatum><brincode>99ZA</brincode><xsdversie>2.1</xsdversie></school>
                <leerlingen><leerling key="%s"/>
                <leerling key="%s"/></leerlingen></EDEX>
                """.formatted(LocalDate.now(ZoneOffset.UTC), pupils[0], pupils[1]);
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Its key was wrapped anew, and the mark of who was erased is gone. */
    private static void theRosterNamesTheOtherPupilStill() {
        assertThat(as(0, "linde-1", "roster", "show").out()).contains("\"pupils\" : 1");
        Rosters rosters = gateway.bean(Rosters.class);
        Transactions transactions = gateway.bean(Transactions.class);
        Party linde = gateway.bean(Directory.class)
                .find(TestGateway.TENANT, new PartyId("de-linde"))
                .orElseThrow();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        transactions.within(TestGateway.TENANT, connection -> {
            rosters.demand(connection, linde, "leerling-7796", today);
            assertThatThrownBy(() -> rosters.demand(connection, linde, PUPIL, today))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.SUBJECT_NOT_ON_ROSTER));
            return true;
        });
    }

    private static void theTurnOfTheEpochCompletesIt() {
        String day = LocalDate.now(ZoneOffset.UTC).toString().substring(0, 8);
        assertThat(doctor()).contains("note     1 erasures are not complete, the oldest since " + day);
        Ran pending = forget("complete", "--pending");
        assertThat(pending.code()).isZero();
        assertThat(pending.said())
                .contains("The oldest erasure that is not complete is of " + day, "erasures: 0 completed, 1 pending")
                .doesNotContain("anew");
        Ran completed = forget("complete");
        assertThat(completed.code()).as(completed.said()).isZero();
        assertThat(completed.said())
                .containsPattern("(?m)^[0-9,]+ rows wrapped or marked anew so far$")
                .containsPattern("(?m)^[1-9][0-9]* rows wrapped or marked anew; 2 keys destroyed$")
                .endsWith("erasures: 1 completed, 0 pending\n");
        assertThat(doctor()).contains("ok       every erasure is complete").doesNotContain("not complete");
        assertThat(forget("complete").said()).endsWith("erasures: 0 completed, 0 pending\n");
    }

    private record Ran(int code, String said) {}

    private static String doctor() {
        return ran(
                        List.of("./sluis", "doctor"),
                        "SERVER_PORT",
                        "" + gateway.url().getPort())
                .said();
    }

    /** As a process of its own, beside the gateway. */
    private static Ran forget(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback-plain.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "org.sluis.cli.Sluis",
                "forget"));
        command.addAll(List.of(words));
        List<String> settings = new ArrayList<>();
        for (String argument : gateway.arguments()) {
            String[] pair = argument.substring(2).split("=", 2);
            if (pair[0].startsWith("SLUIS_DB_")) {
                settings.addAll(List.of(pair));
            } else if (pair[0].equals("sluis.data")) {
                command.add("--data=" + pair[1]);
            }
        }
        return ran(command, settings.toArray(String[]::new));
    }

    private static Ran ran(List<String> command, String... settings) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (int i = 0; i < settings.length; i += 2) {
            builder.environment().put(settings[i], settings[i + 1]);
        }
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), said);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
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
