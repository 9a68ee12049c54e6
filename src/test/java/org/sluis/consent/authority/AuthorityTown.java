package org.sluis.consent.authority;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.sluis.TestCertificate;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.ExportedLines;
import org.sluis.audit.LogExport;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** A gateway that is connected to a register of authority over real HTTPS, and a school that sends signals. */
final class AuthorityTown implements AutoCloseable {
    static final String CHILD = "999947011";
    static final String MOTHER = "999947023";
    static final String FATHER = "999947035";
    static final String THIRD = "999947047";
    static final String FOURTH = "999947059";
    /** Every number of the fixtures. */
    static final List<String> NUMBERS = List.of(CHILD, MOTHER, FATHER, THIRD, FOURTH, "999947060");

    static final String BOTH = holders("ouder-1", MOTHER, "ouder-2", FATHER);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHOOL = "de-linde-direct";
    private static final List<String> CATEGORIES =
            List.of("IDENT", "CONTACT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "VOICE", "SUPPORT", "ATTENDANCE");

    final WireMockServer register;
    final TestGateway gateway;
    final Path key;
    private final TestTown town;
    private final Path folder;
    private final AtomicInteger sent = new AtomicInteger();
    private final StringBuffer answers = new StringBuffer();

    AuthorityTown(Path folder) throws IOException {
        this.folder = folder;
        TestCertificate certificate = TestCertificate.in(folder);
        register = new WireMockServer(options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificate.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(TestCertificate.PASSWORD)
                .keyManagerPassword(TestCertificate.PASSWORD));
        register.start();
        key = Files.writeString(folder.resolve("key"), "X-API-KEY: sleutel-van-waterlee\n");
        gateway = new TestGateway(
                "sluis.delivery.workers=0",
                "sluis.authority.register.url=" + address("localhost"),
                "sluis.authority.register.key-file=" + key,
                "sluis.authority.register.bundle=register",
                "spring.ssl.bundle.pem.register.truststore.certificate=file:" + certificate.pem());
        town = new TestTown(gateway);
    }

    String address(String host) {
        return "https://" + host + ":" + register.httpsPort() + "/haalcentraal/api/brp/personen";
    }

    /** From now on it answers with this fixture. */
    void tells(String fixture) throws IOException {
        tells(aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody(Files.readString(Path.of("test-fixtures/authority", fixture + ".json"))));
    }

    void tells(ResponseDefinitionBuilder answer) {
        register.resetAll();
        register.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** A child on record with two parents by the school's own word, both asked and saying yes unless told otherwise. */
    void child(String localId, String... whoSaysYes) {
        town.child(localId);
        for (String holder : whoSaysYes) {
            yes(localId, holder);
        }
    }

    void yes(String localId, String holder) {
        town.consent(SCHOOL, localId, holder, "grant", "signal", "jeugdteam-waterlee", CATEGORIES);
    }

    static String holders(String... idsAndNumbers) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < idsAndNumbers.length; i += 2) {
            all.add("{\"localId\": \"" + idsAndNumbers[i] + "\", \"number\": \"" + idsAndNumbers[i + 1] + "\"}");
        }
        return "[" + String.join(", ", all) + "]";
    }

    HttpResponse<String> check(String localId, String holders) {
        return ask(
                SCHOOL,
                "{\"subject\": \"" + localId + "\", \"number\": \"" + CHILD + "\", \"holders\": " + holders + "}");
    }

    HttpResponse<String> ask(String client, String body) {
        HttpResponse<String> answer = gateway.post(client, "/v1/authority-checks", body);
        answers.append(answer.headers().map()).append(answer.body()).append('\n');
        return answer;
    }

    /** What is on record after a check that was taken. */
    JsonNode checked(String localId, String holders) {
        HttpResponse<String> answer = check(localId, holders);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    /** What becomes of a signal about the child: {@code sent}, or the reason why not. */
    String signal(String localId) throws IOException {
        ObjectNode signal = (ObjectNode) JSON.readTree(
                Path.of("test-fixtures/disclosures/signal-noor.json").toFile());
        signal.put("messageId", "authority-" + sent.incrementAndGet());
        ((ObjectNode) signal.path("pupil"))
                .put("id", localId)
                .put("birthDate", TestTown.birthDate().toString());
        HttpResponse<String> answer =
                gateway.post(SCHOOL, "/v1/doors/rest-json/signal/jeugdteam-waterlee", signal.toString());
        return answer.statusCode() == 202
                ? "sent"
                : TestTown.read(answer.body()).path("title").asText();
    }

    long count(String table) {
        return gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> Rows.one(
                        connection, "SELECT count(*) AS n FROM " + table, row -> row.getLong("n"))
                .orElseThrow());
    }

    /** Every answer of the gateway so far. */
    String answers() {
        return answers.toString();
    }

    String tables() {
        return RealPostgres.rows(gateway.bean(Database.class));
    }

    /** All of it: an export goes as far as a checkpoint does, which is within a second. */
    String log() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!covered()) {
            assertThat(System.nanoTime()).as("a checkpoint that covers all").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        Path export = folder.resolve("export-" + sent.incrementAndGet());
        gateway.bean(LogExport.class).write(export);
        return String.join("\n", ExportedLines.of(export));
    }

    private boolean covered() {
        return gateway.bean(Database.class).transactions().across(connection -> Rows.query(
                        connection,
                        "SELECT (SELECT max(size) FROM audit_checkpoint) = (SELECT count(*) FROM audit_event)",
                        row -> row.getBoolean(1))
                .get(0));
    }

    @Override
    public void close() {
        gateway.close();
        register.stop();
    }
}
