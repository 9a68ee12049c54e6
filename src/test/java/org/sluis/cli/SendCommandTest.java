package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** What {@code send} asks over HTTP, and how it tells the answers. */
class SendCommandTest {
    private static final String ID = "6f1c8a5e-0a52-4d0a-9f0a-3d1c55c0f001";

    @TempDir
    private Path folder;

    private HttpServer gateway;
    private final List<String> asked = new ArrayList<>();
    private String message = "test-fixtures/disclosures/plan-noor.json";
    private String decideAt = "";
    private String supplement = "";
    private List<String> contentType = List.of();
    private String token = "{\"access_token\":\"t\"}";
    private int tokenStatus = 200;
    private int status = 202;
    private String answer = "{\"disclosure\":\"" + ID + "\",\"state\":\"waiting\",\"receipt\":\"r\"}";
    private String state = "delivered";

    @BeforeEach
    void aGatewayThatSaysWhatItIsTold() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/oauth2/token", exchange -> respond(exchange, tokenStatus, token));
        gateway.createContext("/v1/doors/", exchange -> {
            decideAt = String.valueOf(exchange.getRequestHeaders().getFirst("Sluis-Decide-At"));
            supplement = String.valueOf(exchange.getRequestHeaders().getFirst("Sluis-Supplement"));
            contentType = exchange.getRequestHeaders().get("Content-Type");
            respond(exchange, status, answer);
        });
        gateway.createContext(
                "/v1/disclosures/",
                exchange -> respond(exchange, 200, "{\"state\":\"" + state + "\",\"reason\":\"consent-withdrawn\"}"));
        gateway.start();
        ClientKey.readOrMake(folder.resolve("key.jwk"), "de-linde-direct-1");
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private void respond(HttpExchange exchange, int code, String body) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Said send(String... more) {
        return sluis(Stream.concat(
                        Stream.of(
                                "send",
                                message,
                                "--as=de-linde",
                                "--connector=rest-json",
                                "--purpose=plan-coordination",
                                "--to=jeugdhulp-oever",
                                "--key=" + folder.resolve("key.jwk"),
                                "--gateway=http://localhost:"
                                        + gateway.getAddress().getPort() + "/"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void whatIsAcceptedIsToldInWordsAndWhole() {
        Said said = send();

        assertThat(said.code()).isZero();
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).startsWith("Accepted and recorded; ").contains("\"receipt\" : \"r\"");
        assertThat(asked)
                .containsExactly("POST /oauth2/token", "POST /v1/doors/rest-json/plan-coordination/jeugdhulp-oever");
        assertThat(decideAt).isEqualTo("null");
    }

    @Test
    void aDayIsNoonInAmsterdam() {
        send("--at", "2026-07-01");
        assertThat(decideAt).isEqualTo("2026-07-01T10:00:00Z");

        send("--at", "2026-12-01T08:30:00Z");
        assertThat(decideAt).isEqualTo("2026-12-01T08:30:00Z");
    }

    @Test
    void whatTheFormatHasNoPlaceForGoesBesideIt() {
        send(
                "--supplement",
                "voice.parentsAbsent=Verhuisd, 100% = ander adres",
                "--supplement",
                "voice.pupilAbsent=Één");
        assertThat(supplement)
                .isEqualTo(
                        "voice.parentsAbsent=Verhuisd%2C%20100%25%20%3D%20ander%20adres, voice.pupilAbsent=%C3%89%C3%A9n");
        assertThat(contentType).containsExactly("application/json");

        message = "test-fixtures/connectors/oso/without-inzage/in.xml";
        send();
        assertThat(supplement).isEqualTo("null");
        assertThat(contentType).containsExactly("application/xml");
    }

    @Test
    void aRefusalIsToldWithItsReasonAndPlace() {
        status = 422;
        answer =
                "{\"title\":\"free-text-to-look-at\",\"outcome\":\"hold\",\"detail\":\"Read it.\",\"where\":[\"goal.description[1]: bsn\"]}";

        Said said = send();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .startsWith("Held: not sent, and a person must look at it (free-text-to-look-at, HTTP 422). Read it.")
                .contains("  at goal.description[1]: bsn");
    }

    @Test
    void waitingFollowsItToItsEnd() {
        Said said = send("--wait");

        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Delivered.");
        assertThat(asked).endsWith("GET /v1/disclosures/" + ID);
    }

    @Test
    void whatIsStoppedMeanwhileIsANo() {
        state = "stopped";

        Said said = send("--wait");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("Nothing was delivered: stopped, consent-withdrawn.");
    }

    @Test
    void aKeyThatIsNotAcceptedSaysSo() {
        tokenStatus = 401;
        token = "{\"error\":\"invalid_client\"}";

        Said said = send();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("gives client de-linde-direct no token").contains("invalid_client");
    }
}
