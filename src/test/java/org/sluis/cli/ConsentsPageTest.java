package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;

/** The examples of {@code docs/consents.md}, at a real gateway. */
class ConsentsPageTest {
    private static final String SCHOOL = "de-linde-direct";

    @TempDir
    private static Path folder;

    private static TestGateway gateway;

    @BeforeAll
    static void open() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        gateway = new TestGateway(
                "server.port=" + port, "sluis.auth.issuer=http://localhost:" + port, "sluis.delivery.workers=0");
        Files.writeString(folder.resolve("key.jwk"), gateway.privateKey(SCHOOL));
        HttpResponse<String> pupil = gateway.post(SCHOOL, "/v1/subjects", """
                {"localId": "WL-2017-031", "birthDate": "2017-03-14", "holders": [{"localId": "WL-V-0311", "kind": "112"},
                 {"localId": "WL-V-0312", "kind": "112"}]}""");
        assertThat(pupil.statusCode()).as(pupil.body()).isEqualTo(200);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void theTableIsImportedAsThePageTells() throws IOException {
        Path table = Files.writeString(folder.resolve("consents.csv"), example("csv", 0));
        JsonNode told = TestTown.read(example("json", 1));
        Path report = folder.resolve("rejected.csv");

        Said said = imported(table, "--report=" + report);
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(1);
        assertThat(said.out().lines())
                .containsExactly(
                        "Sending " + told.path("lines") + " lines.",
                        told.path("recorded") + " recorded, 0 on record already, 1 rejected.",
                        "     5  /proof/digest:missing");
        assertThat(report).hasContent("line,fault\r\n5,/proof/digest:missing\r\n");
        assertThat(told.path("rejected").toString()).isEqualTo("[{\"line\":5,\"faults\":[\"/proof/digest:missing\"]}]");

        Said again = imported(table);
        assertThat(again.out()).contains("0 recorded, 3 on record already, 1 rejected.");
        Path right =
                Files.writeString(folder.resolve("right.csv"), example("csv", 0).replaceFirst("(?m)^.*;\n\\z", ""));
        assertThat(imported(right).code()).isZero();
    }

    @Test
    void theFormIsTakenAsItStands() {
        HttpResponse<String> answer = gateway.post(SCHOOL, "/v1/consents", example("json", 0));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void whatIsNoTableIsNotSentAndAnotherHeaderSaysWhatIsExpected() throws IOException {
        assertThat(imported(folder.resolve("nothing.csv")).code()).isEqualTo(2);
        Said broken = imported(Files.writeString(folder.resolve("broken.csv"), "subject\n\"a\"b\n"));
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("no CSV", "not-well-formed line 2");
        Said other = imported(Files.writeString(folder.resolve("other.csv"), "leerling\nWL-2017-031\n"));
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("consent-not-valid", "/header/0:unknown", "/header:expected:subject,");
    }

    private static Said imported(Path file, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "consent",
                "import",
                file.toString(),
                "--as=de-linde",
                "--gateway=" + gateway.url(),
                "--key=" + folder.resolve("key.jwk")));
        words.addAll(List.of(more));
        return sluis(words.toArray(String[]::new));
    }

    private static String example(String language, int number) {
        try {
            Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```")
                    .matcher(Files.readString(Path.of("docs/consents.md")));
            for (int i = 0; i <= number; i++) {
                assertThat(block.find()).isTrue();
            }
            return block.group(1);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
