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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.client.ClientKey;

/** What {@code policy explain} says of a case, and asks and says of a disclosure. */
class PolicyExplainCommandTest {
    private static final String ID = "6f1c8a5e-0a52-4d0a-9f0a-3d1c55c0f001";
    private static final String CASE = "consent-policies/030-signal-to-youth-team/deny/one-parent-refuses.yaml";

    @TempDir
    private Path folder;

    private HttpServer gateway;
    private String asked = "";
    private int status = 200;

    @BeforeEach
    void aGatewayThatSaysWhatItIsTold() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/oauth2/token", exchange -> respond(exchange, 200, "{\"access_token\":\"t\"}"));
        gateway.createContext("/v1/disclosures/", exchange -> {
            asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            respond(exchange, status, """
                    {"title": "not-found", "explanation": {"nl": "In het Nederlands.", "en": "In English."}}""");
        });
        gateway.start();
        ClientKey.readOrMake(folder.resolve("key.jwk"), "de-linde-direct-1");
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private static void respond(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Said explain(String... words) {
        return sluis(Stream.concat(
                        Stream.of(
                                "policy",
                                "explain",
                                "--gateway=http://localhost:"
                                        + gateway.getAddress().getPort(),
                                "--key=" + folder.resolve("key.jwk")),
                        Stream.of(words))
                .toArray(String[]::new));
    }

    @Test
    void aCaseIsExplainedHereInBothLanguagesOrOne() {
        Said both = explain(CASE);
        assertThat(both.code()).as(both.err()).isZero();
        assertThat(both.out().lines()).hasSize(2);
        assertThat(both.out()).contains("Het mag niet worden gedeeld.", "It may not be shared.");
        assertThat(explain(CASE, "--lang=nl").out())
                .contains("Het mag niet worden gedeeld.")
                .doesNotContain("It may not be shared.");
        assertThat(asked).isEmpty();
    }

    @Test
    void anEngineerSeesTheTraceOfACase() {
        Said said = explain(CASE, "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(TestTown.read(said.out()).path("reason").asText()).isEqualTo("consent-refused");
        assertThat(TestTown.read(said.out()).path("consents")).isNotEmpty();
    }

    @Test
    void aDisclosureIsAskedOfTheGatewayAsItsSender() {
        Said said = explain(ID, "--as=de-linde", "--lang=en");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).isEqualToIgnoringNewLines("In English.");
        assertThat(asked).isEqualTo("GET /v1/disclosures/" + ID + "/explanation");
        assertThat(TestTown.read(explain(ID, "--as=de-linde", "--json").out()).path("explanation"))
                .hasSize(2);
        status = 404;
        assertThat(explain(ID, "--as=de-linde").code()).isEqualTo(Sluis.TOLD_NO);
    }

    @Test
    void whatIsAskedWronglyIsSaidSo() {
        assertThat(explain(ID))
                .matches(said ->
                        said.code() == Sluis.ASKED_WRONGLY && said.err().contains("say who asks with --as PARTY"));
        assertThat(explain("nowhere.yaml"))
                .matches(
                        said -> said.code() == Sluis.ASKED_WRONGLY && said.err().contains("neither a file nor the id"));
        assertThat(explain(CASE, "--lang=fr"))
                .matches(
                        said -> said.code() == Sluis.ASKED_WRONGLY && said.err().contains("--lang is nl, en or both"));
        assertThat(explain("README.md"))
                .matches(said -> said.code() == Sluis.TOLD_NO && said.err().contains("README.md is no case"));
    }
}
