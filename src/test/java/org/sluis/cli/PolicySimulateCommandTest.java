package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;

/** A privacy officer tries a folder of policies, at a real gateway. */
class PolicySimulateCommandTest {
    private static final Path POLICIES = Path.of("consent-policies");
    private static final String PLAN = "020-school-plan-to-youth-care/policy.yaml";

    @TempDir
    private static Path folder;

    @TempDir
    private Path drafts;

    private static TestGateway gateway;

    @BeforeAll
    static void open() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        gateway = new TestGateway(
                "server.port=" + port, "sluis.auth.issuer=http://localhost:" + port, "sluis.delivery.workers=0");
        gateway.client(TestGateway.TENANT, "linde-1", "de-linde");
        Files.writeString(folder.resolve("linde-1.jwk"), gateway.privateKey("linde-1"));
        as(0, "person", "add", "medewerker-1", "--account=linde-1");
        as(0, "person", "role", "medewerker-1", "privacy-officer", "--until=2044-08-01");
        TestTown town = new TestTown(gateway);
        town.childWithBothParentsConsent("c-1");
        assertThat(gateway.post(
                                "de-linde-direct",
                                "/v1/doors/rest-json/plan-coordination/de-brug",
                                town.plan("c-1", "c-1"))
                        .statusCode())
                .isEqualTo(202);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(POLICIES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = drafts.resolve(POLICIES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void tellsForWhomWhatVanishesInTheWordsOfTheDictionary() throws IOException {
        write("goal.evaluation, rule: OPTIONAL", "goal.evaluation, rule: FORBIDDEN");
        Said said = simulate(0);
        assertThat(said.out())
                .contains("Drafts that differ from what is in force: 020-school-plan-to-youth-care\n")
                .contains("020-school-plan-to-youth-care, to de-brug (youth-care-provider)\n")
                .containsPattern("(?m)^ +1 × vanishes +goal\\.evaluation  Evaluatie")
                .containsPattern("(?m)^ +for instance [0-9a-f-]{36}$");
        assertThat(said.out().lines().reduce((a, b) -> b).orElse(""))
                .matches("simulate: 1 decisions, 0 open, 0 close, 0 elements appear, 1 vanish in [0-9.]+ s");
        assertThat(said.err()).isEmpty();
        assertThat(simulate(0, "--lang=en").out()).containsPattern("vanishes +goal\\.evaluation  Evaluation");
    }

    @Test
    void tellsWhyWhatClosesCloses() throws IOException {
        write("from: 2014-08-01", "from: 2044-08-01");
        write("review-by: 2027", "review-by: 2045");
        assertThat(simulate(0, "--since=3d", "--lang=en").out())
                .containsPattern("(?m)^ +1 × closes +becomes: policy-not-in-force \\([A-Z]")
                .contains(" 0 open, 1 close, 0 elements appear,");
    }

    @Test
    void theReportAsJsonIsNothingElse() {
        Said said = simulate(0, "--json");
        assertThat(TestTown.read(said.out()).path("changes")).isEmpty();
        assertThat(said.out()).contains("\"differs\" : false").doesNotContain("simulate:");
    }

    @Test
    void aDraftWithAFaultIsToldWithItsLineAndNothingIsAsked() throws IOException {
        write("goal.evaluation, rule: OPTIONAL", "goal.evaluation, rule: MAYBE");
        assertThat(simulate(1).out()).containsPattern(PLAN + ":[0-9]+: ").contains("nothing was tried");
    }

    @Test
    void whatIsAskedWronglyIsNamed() {
        assertThat(simulate(2, "--since=month").err())
                .contains("--since 'month'")
                .contains("30d");
        assertThat(simulate(2, "--lang=fr").err()).contains("--lang");
        assertThat(simulate(2, "--policies=nowhere").err()).contains("there is no folder nowhere");
    }

    private void write(String written, String instead) throws IOException {
        String policy = Files.readString(drafts.resolve(PLAN));
        assertThat(policy).contains(written);
        Files.writeString(drafts.resolve(PLAN), policy.replace(written, instead));
    }

    private Said simulate(int code, String... more) {
        List<String> all = new ArrayList<>(List.of("policy", "simulate"));
        if (Stream.of(more).noneMatch(each -> each.startsWith("--policies"))) {
            all.add("--policies=" + drafts);
        }
        all.addAll(List.of(more));
        return as(code, all.toArray(String[]::new));
    }

    private static Said as(int code, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--as=de-linde",
                "--gateway=" + gateway.url(),
                "--client=linde-1",
                "--key=" + folder.resolve("linde-1.jwk")));
        Said said = sluis(all.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        return said;
    }
}
