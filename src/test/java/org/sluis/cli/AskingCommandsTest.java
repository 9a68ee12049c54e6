package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.client.ClientKey;

/** What the commands about asking send, and how they show what comes back. */
class AskingCommandsTest {
    private static final String ID = "6f1c8a5e-0a52-4d0a-9f0a-3d1c55c0f001";
    private static final String SHEET = """
            {"about": {"nl": "uw kind", "en": "your child"}, "questions": [{"question": 1, "from": "De Linde", "to": "De Brug",
             "purpose": {"nl": "Het plan delen", "en": "Sharing the plan"}, "period": {"from": "2026-11-23", "until": "2027-08-01"},
             "categories": [{"category": "PLAN", "nl": "Het plan", "en": "The plan", "needed": true},
                            {"category": "LEARNING", "nl": "Leren", "en": "Learning", "needed": false}]}]}""";

    @TempDir
    private Path folder;

    private final InputStream keyboard = System.in;
    private final List<String> asked = new ArrayList<>();
    private HttpServer gateway;
    private int opens = 200;

    @BeforeEach
    void aGatewayThatSaysWhatItIsTold() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/oauth2/token", exchange -> respond(exchange, 200, "{\"access_token\":\"t\"}"));
        gateway.createContext("/v1/consent-requests", exchange -> respond(exchange, 201, """
                {"code": "7K2M-0000-0000-0000", "grantors": [{"state": "answered"}, {"state": "waiting"}]}"""));
        gateway.createContext("/v1/answers/open", exchange -> respond(exchange, opens, opens == 200 ? SHEET : """
                {"title": "code-not-valid", "detail": "This code is not valid."}"""));
        gateway.createContext("/v1/answers", exchange -> respond(exchange, 200, "{\"state\": \"answered\"}"));
        gateway.start();
        ClientKey.readOrMake(folder.resolve("key.jwk"), "de-linde-direct-1");
    }

    @AfterEach
    void stop() {
        System.setIn(keyboard);
        gateway.stop(0);
    }

    private void respond(HttpExchange exchange, int code, String body) throws IOException {
        String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.getRequestURI().getPath().startsWith("/oauth2")) {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " " + said);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Said asSchool(String... words) {
        return sluis(Stream.concat(
                        Stream.of(words),
                        Stream.of("--as=de-linde", "--gateway=" + url(), "--key=" + folder.resolve("key.jwk")))
                .toArray(String[]::new));
    }

    private String url() {
        return "http://localhost:" + gateway.getAddress().getPort();
    }

    @Test
    void theSchoolAsksMakesACodeAndLooks() {
        assertThat(asSchool("consent", "ask", "--subject=WL-1", "--recipient=de-brug", "--purpose=signal")
                        .code())
                .isZero();
        assertThat(asSchool("consent", "ask", "--refusal=" + ID, "--from=2026-11-23", "--answer-purpose=x")
                        .code())
                .isZero();
        Said code = asSchool("consent", "code", ID, "--grantor=child", "--by=m-12");
        Said looked = asSchool("consent", "asked", ID);

        assertThat(code.out()).startsWith("For this person alone: 7K2M-0000-0000-0000");
        assertThat(looked.out()).startsWith("1 of 2 answered.");
        assertThat(asked.get(0))
                .startsWith("POST /v1/consent-requests {\"subject\":\"WL-1\",\"recipient\":\"de-brug\"");
        assertThat(asked.get(1)).contains("\"refusal\":\"" + ID, "\"until\":\"2027-11-23\",\"answerPurpose\":\"x\"");
        assertThat(asked.get(2)).endsWith("/codes {\"grantor\":\"child\",\"by\":\"m-12\",\"verified\":\"in-person\"}");
        assertThat(asked.get(3)).isEqualTo("GET /v1/consent-requests/" + ID + " ");
    }

    @Test
    void whatIsWantedIsSaidOneWay() {
        assertThat(asSchool("consent", "ask", "--subject=WL-1", "--recipient=x", "--purpose=y", "--refusal=" + ID)
                        .code())
                .isEqualTo(2);
        assertThat(asSchool("consent", "ask").code()).isEqualTo(2);
        assertThat(asSchool("consent", "asked", "nothing").code()).isEqualTo(2);
    }

    @Test
    void aPersonReadsWhatIsAskedAndAnswersEachPart() {
        type("7k2m 0000 0000 0000\nja\nmaybe\nnee\n");
        Said said = sluis("consent", "answer", "--gateway=" + url());

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains(
                        "De Linde -> De Brug, over uw kind, 2026-11-23 - 2027-08-01:",
                        "Het plan delen",
                        "Typ ja of nee")
                .contains("Het plan (anders gaat er niets): ja of nee?", "Leren: ja of nee?", "vastgelegd");
        assertThat(asked)
                .last()
                .asString()
                .isEqualTo("POST /v1/answers {\"code\":\"7k2m 0000 0000 0000\",\"answers\":"
                        + "[{\"question\":1,\"categories\":{\"PLAN\":\"yes\",\"LEARNING\":\"no\"}}]}");
    }

    @Test
    void aCodeThatOpensNothingAnswersNothing() throws IOException {
        opens = 404;
        Path code = Files.writeString(folder.resolve("code"), "0000-0000-0000-0000\n");
        Said said = sluis("consent", "answer", "--gateway=" + url(), "--code-file=" + code);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("code-not-valid");
        assertThat(asked).hasSize(1);
    }

    @Test
    void whoStopsHalfwayAnsweredNothing() {
        type("0000-0000-0000-0000\nyes\n");
        Said said = sluis("consent", "answer", "--gateway=" + url(), "--language=en");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("your child", "Sharing the plan");
        assertThat(said.err()).contains("nothing was answered");
        assertThat(asked).hasSize(1);
    }

    private static void type(String lines) {
        System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    }
}
