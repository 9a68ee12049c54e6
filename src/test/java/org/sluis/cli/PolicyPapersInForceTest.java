package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.policy.Packs;

/** The papers of what is in force, asked over HTTP of a real gateway; and of one that does not tell the truth. */
class PolicyPapersInForceTest {
    private static final Path POLICIES = Path.of("consent-policies");
    private static final String PLAN = "020-school-plan-to-youth-care";

    @TempDir
    private static Path folder;

    @TempDir
    private Path out;

    private static TestGateway gateway;
    private static Path drafts;

    @BeforeAll
    static void open() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        gateway = new TestGateway(
                "server.port=" + port, "sluis.auth.issuer=http://localhost:" + port, "sluis.delivery.workers=0");
        gateway.client(TestGateway.TENANT, "linde-1", "de-linde");
        Files.writeString(folder.resolve("linde-1.jwk"), gateway.privateKey("linde-1"));
        as("person", "add", "medewerker-1", "--account=linde-1");
        as("person", "role", "medewerker-1", "privacy-officer", "--until=2044-08-01");
        as("policy", "close", "policy", PLAN);
        as("policy", "close", "recipient", "jeugdhulp-oever");
        drafts = folder.resolve("drafts");
        try (Stream<Path> files = Files.walk(POLICIES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = drafts.resolve(POLICIES.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        replace(drafts.resolve("030-signal-to-youth-team/policy.yaml"), "retain-days: 180", "retain-days: 91");
        replace(drafts.resolve("law/nl/law.yaml"), "consent-max-months: 12", "consent-max-months: 6");
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void theySayWhatTheGatewaySaysAndNotWhatTheFolderSays() throws IOException {
        assertThat(papers(gateway.url().toString(), "--in-force", "--as=de-linde")
                        .code())
                .isZero();
        String digest = Packs.load(POLICIES).digest();
        for (String file : List.of("register", "dpia", "recipients", "annex", "parents")) {
            assertThat(text("nl/" + file + ".md").lines().limit(20))
                    .as(file)
                    .anyMatch(
                            line -> line.matches(
                                    ".*\\*\\*Dit (is wat van kracht was|zijn de regels die golden) op \\d+ [a-z]+ 20\\d\\d om \\d\\d:\\d\\d uur.*"))
                    .anyMatch(line -> line.contains(digest))
                    .anyMatch(line -> line.contains("Jeugdhulp Oever"));
        }
        assertThat(text("en/register.md"))
                .contains("as Sluis at " + gateway.url() + " says", "**approved by nobody**: as it was shipped")
                .contains("**(closed: nothing goes)**")
                .contains("180 days at most")
                .doesNotContain("91 days", "as they are written in the folder");
        assertThat(text("en/parents.md"))
                .contains("**This is not shared now.** It is closed.", "A consent lasts 12 months at most.");
        assertThat(text("en/parents.md").split("not shared now\\.", -1)).hasSize(2);
        assertThat(text("nl/register.csv").lines().skip(1)).allMatch(line -> line.contains("\"van kracht op "));
        assertThat(text("nl/register.csv").lines().filter(line -> line.startsWith("\"" + PLAN)))
                .singleElement()
                .asString()
                .contains("Z\",\"ja\",\"" + digestOfPlan());

        assertThat(papers(null).code()).isZero();
        assertThat(text("en/register.md"))
                .contains("91 days at most", "as they are written in the folder")
                .doesNotContain("180 days at most, ", "In force since");
        assertThat(text("en/parents.md")).contains("A consent lasts 6 months at most.");
    }

    /** What a gateway gives under a digest counts only where it has that digest. */
    @ParameterizedTest
    @CsvSource({
        "packs/, retain-days: 365, retain-days: 5000, is not under the digest it was asked by",
        "packs/, id: " + PLAN + ", id: 020-other, is not under the digest it was asked by",
        "packs/, from: 16, from: 14, what the gateway gives as the law is not under the digest",
        "policies, '\"state\":\"in-force\"', '\"state\":\"not-trusted\"', does not verify at the gateway"
    })
    void ofAGatewayThatDoesNotTellTheTruthNoPaperIsWritten(String path, String is, String instead, String told)
            throws IOException {
        HttpServer liar = between((asked, body) -> asked.contains(path) ? body.replace(is, instead) : body);
        try {
            Said said = papers("http://localhost:" + liar.getAddress().getPort(), "--in-force", "--as=de-linde");
            assertThat(said.code()).as(said.out() + said.err()).isEqualTo(Sluis.TOLD_NO);
            assertThat(said.err()).contains(told);
        } finally {
            liar.stop(0);
        }
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void betweenThatTellsTheTruthTheyAreWritten() throws IOException {
        HttpServer honest = between((asked, body) -> body);
        try {
            assertThat(papers("http://localhost:" + honest.getAddress().getPort(), "--in-force", "--as=de-linde")
                            .code())
                    .isZero();
        } finally {
            honest.stop(0);
        }
        assertThat(out.resolve("nl/register.csv")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "--in-force, say who asks with --as PARTY",
        "--as=de-linde, --as is for --in-force",
        "--in-force --as=de-linde --date=2026-11-22, --date is for the folder",
        "--in-force --as=De_Linde, is not the id of a party"
    })
    void whatIsAskedWronglyIsToldAndWritesNothing(String options, String told) {
        Said said = papers(gateway.url().toString(), options.split(" "));
        assertThat(said.code()).as(said.out()).isEqualTo(Sluis.ASKED_WRONGLY);
        assertThat(said.err()).contains(told);
        assertThat(out).isEmptyDirectory();
    }

    private Said papers(@Nullable String at, String... options) {
        List<String> all = new ArrayList<>(List.of("policy", "papers", "--out=" + out, "--policies=" + drafts));
        if (at != null) {
            all.addAll(List.of("--gateway=" + at, "--client=linde-1", "--key=" + folder.resolve("linde-1.jwk")));
        }
        all.addAll(List.of(options));
        return sluis(all.toArray(String[]::new));
    }

    /** Gives what the real gateway gives, changed. @param change of the path and the body */
    private static HttpServer between(BinaryOperator<String> change) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/token", exchange -> respond(exchange, "{\"access_token\":\"t\"}"));
        server.createContext("/v1/policies", exchange -> {
            String path = exchange.getRequestURI().getPath();
            respond(exchange, change.apply(path, gateway.get("linde-1", path).body()));
        });
        server.start();
        return server;
    }

    private static void respond(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String digestOfPlan() {
        for (JsonNode each :
                TestTown.read(gateway.get("linde-1", "/v1/policies").body()).path("policies")) {
            if (each.path("policy").asText().equals(PLAN)) {
                return each.path("digest").asText();
            }
        }
        throw new AssertionError(PLAN);
    }

    private String text(String file) throws IOException {
        return Files.readString(out.resolve(file));
    }

    private static void replace(Path file, String is, String instead) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(is);
        Files.writeString(file, before.replace(is, instead));
    }

    private static void as(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(
                "--as=de-linde",
                "--gateway=" + gateway.url(),
                "--client=linde-1",
                "--key=" + folder.resolve("linde-1.jwk")));
        Said said = sluis(all.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isZero();
    }
}
