package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.client.ClientKey;

/** What {@code consent check} asks over HTTP, and how it tells the answers. */
class CheckCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"state\":\"established\",\"where\":[]} | 0 | on record",
                "503 | {\"title\":\"authority-source-unreachable\",\"outcome\":\"hold\"} | 1 | authority-source-unreachable",
                "422 | {\"title\":\"consent-not-valid\",\"where\":[\"/number:not-valid\"]} | 1 | at /number:not-valid"
            })
    void theFileIsPostedAndTheAnswerTold(int status, String body, int code, String told) throws Exception {
        List<String> asked = new ArrayList<>();
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean token = exchange.getRequestURI().getPath().equals("/oauth2/token");
            asked.add(token ? "token" : exchange.getRequestURI().getPath() + " " + said);
            byte[] answer = (token ? "{\"access_token\":\"t\"}" : body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(token ? 200 : status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        gateway.start();
        try {
            ClientKey.readOrMake(folder.resolve("key.jwk"), "de-linde-direct-1");
            Path file = Files.writeString(folder.resolve("check.json"), "{\"subject\": \"WL-1\"}");
            Said said = CommandsTest.sluis(
                    "consent",
                    "check",
                    file.toString(),
                    "--as",
                    "de-linde",
                    "--gateway",
                    "http://localhost:" + gateway.getAddress().getPort(),
                    "--key",
                    folder.resolve("key.jwk").toString());

            assertThat(said.code()).as(said.err()).isEqualTo(code);
            assertThat(said.out()).contains(told);
            assertThat(asked).containsExactly("token", "/v1/authority-checks {\"subject\": \"WL-1\"}");
        } finally {
            gateway.stop(0);
        }
    }
}
