package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.client.ClientKey;
import org.sluis.policy.Folder;
import picocli.CommandLine;

/** What the commands say when they are asked wrongly, or when nothing answers. */
class CommandsTest {
    private static final String[] NOOR = {
        "send",
        "test-fixtures/disclosures/plan-noor.json",
        "--as",
        "de-linde",
        "--connector",
        "rest-json",
        "--purpose",
        "plan-coordination",
        "--to",
        "jeugdhulp-oever"
    };

    @TempDir
    private Path folder;

    record Said(int code, String out, String err) {}

    static Said sluis(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sluis.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    static List<List<String>> everyCommand() {
        List<List<String>> all = new ArrayList<>();
        collect(Sluis.line(), List.of(), all);
        return all;
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> into) {
        into.add(path);
        for (Map.Entry<String, CommandLine> each : command.getSubcommands().entrySet()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(each.getKey());
            collect(each.getValue(), longer, into);
        }
    }

    @Test
    void thereAreCommands() {
        assertThat(everyCommand())
                .contains(List.of("demo"), List.of("serve"), List.of("send"), List.of("audit", "verify"))
                .hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandHasHelpThatSaysWhatItIsFor(List<String> command) {
        List<String> asked = new ArrayList<>(command);
        asked.add("--help");

        Said said = sluis(asked.toArray(String[]::new));

        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out().lines().findFirst().orElse(""))
                .startsWith(("Usage: ./sluis " + String.join(" ", command)).strip());
        assertThat(said.out().lines().count()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void theLawIsHeldAgainstItsVectors() {
        Said said = sluis("law", "test");

        assertThat(said.code()).isZero();
        assertThat(said.out()).containsPattern("(?m)^nl +R31 .* Wmo 2015 art. 5.2.6$");
        assertThat(said.out().lines().reduce((first, last) -> last).orElse(""))
                .matches("law: 50 of 50 rows, [4-9][0-9]{2} vectors, 0 wrong");
        assertThat(sluis("law", "test", "--vectors", folder.toString()).code()).isEqualTo(1);
        assertThat(sluis("law", "test", "--laws", "nowhere").code()).isEqualTo(2);
    }

    @Test
    void aGroupOfCommandsAloneAsksForOne() {
        for (String group :
                List.of("consent", "warnings", "law", "policy", "connector", "party", "person", "emergency", "audit")) {
            Said said = sluis(group);

            assertThat(said.code()).as(group).isEqualTo(2);
            assertThat(said.err()).as(group).contains("./sluis " + group + " --help");
        }
    }

    @Test
    void anUnknownCommandIsAskedWrongly() {
        Said said = sluis("sned");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("sned").contains("./sluis --help");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        String[] asked = NOOR.clone();
        asked[1] = "no-such.json";

        Said said = sluis(asked);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("there is no file no-such.json").contains("./sluis send --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"16-11-2026", "2026-11-31", "tomorrow", "2026-11-16T09:00"})
    void aDateThatIsNoneIsNamed(String date) {
        Said said = sluis(with(NOOR, "--at", date));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--at '" + date + "'").contains("2026-11-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jeugdhulp", "a", "../x"})
    void aRecipientThatIsNoIdIsNamed(String to) {
        String[] asked = NOOR.clone();
        asked[9] = to;

        Said said = sluis(asked);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--to '" + to + "'");
    }

    @Test
    void anAddressThatIsNoneIsNamed() {
        Said said = sluis(with(NOOR, "--gateway", "localhost:8080"));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--gateway").contains("http://localhost:8080");
    }

    @Test
    void aMissingKeySaysWhereAndWhatToDo() {
        Said said = sluis(with(NOOR, "--key", folder.resolve("none.jwk").toString()));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err())
                .contains("no private key in " + folder)
                .contains("--key")
                .contains("demo --keep");
    }

    @Test
    void aGatewayThatDoesNotRunSaysHowToStartOne() throws IOException {
        Path key = folder.resolve("de-linde-direct.jwk");
        ClientKey.readOrMake(key, "de-linde-direct-1");
        String nobody = "http://localhost:" + closedPort();

        Said said = sluis(with(NOOR, "--key", key.toString(), "--gateway", nobody));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .contains("no gateway answers at " + nobody)
                .contains("./sluis serve")
                .contains("--gateway");
    }

    @Test
    void aFolderWithoutALogIsNoLog() {
        Said said = sluis("audit", "verify", folder.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(folder + " holds no exported log");
    }

    @Test
    void aLogIsNotExportedOverOtherFiles() throws IOException {
        Files.writeString(folder.resolve("something"), "else");

        Said said = sluis("audit", "export", folder.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is not an empty folder");
    }

    @Test
    void aWithdrawalOfWhatIsNoIdIsAskedWrongly() {
        Said said = sluis("consent", "withdraw", "that-one", "--as", "de-linde");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("'that-one' is not the id of a consent");
    }

    @Test
    void thePoliciesOfTheHouseAreRight() {
        Said said = sluis("policy", "test");

        assertThat(said.code()).isZero();
        assertThat(said.out()).startsWith("policy: ").endsWith(", 0 wrong\n");
    }

    @Test
    void lintSaysWhatIsWrongWhereAndWhatToWriteInstead() throws IOException {
        Folder.copyAll(folder);
        Said right = sluis("policy", "lint", folder.toString());
        assertThat(right.code()).isZero();
        assertThat(right.out()).endsWith("lint: 13 policies, 0 errors, 0 warnings\n");

        Folder.replace(
                folder.resolve("030-signal-to-youth-team/policy.yaml"),
                "discloser: {kind: school}",
                "discloser: {kind: scool}");
        Said wrong = sluis("policy", "lint", folder.toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out())
                .startsWith("030-signal-to-youth-team/policy.yaml\n     9  error    scool is no kind of party\n"
                        + "                 → write school\n")
                .endsWith("lint: 12 policies, 1 errors, 0 warnings\n");

        Said json = sluis("policy", "lint", "--json", folder.toString());
        assertThat(json.code()).isEqualTo(1);
        JsonNode first = new ObjectMapper().readTree(json.out()).get(0);
        assertThat(first.get("file").asText()).isEqualTo("030-signal-to-youth-team/policy.yaml");
        assertThat(first.get("line").asInt()).isEqualTo(9);
        assertThat(first.get("severity").asText()).isEqualTo("error");
        assertThat(first.get("instead").asText()).isEqualTo("write school");

        assertThat(sluis("policy", "lint", folder.resolve("nowhere").toString()).code())
                .isEqualTo(2);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
