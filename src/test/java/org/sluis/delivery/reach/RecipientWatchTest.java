package org.sluis.delivery.reach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestAuthority;
import org.sluis.TestClock;
import org.sluis.TestTown;
import org.sluis.database.Transactions;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Directory;
import org.sluis.party.Reception;
import org.sluis.party.person.Officers;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What ends, has ended or cannot be trusted is told before anything waits for it, and nothing about a child with it. */
@ExtendWith(OutputCaptureExtension.class)
class RecipientWatchTest {
    private static final String OEVER = "jeugdhulp-oever";
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final TestAuthority AUTHORITY = new TestAuthority("Waterlee CA");

    @TempDir
    private static Path folder;

    private static TlsServer care;
    private static Officers officers;
    private static TestTown town;
    private static int children;

    @BeforeAll
    static void open() throws Exception {
        AUTHORITY
                .issue("sluis.example", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(20)))
                .write(folder);
        Path over = Files.createDirectory(folder.resolve("over"));
        AUTHORITY
                .issue("sluis.example", NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(60))
                .write(over);
        care = new TlsServer(
                AUTHORITY.issue("localhost", NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2))));
        officers = new Officers(
                "sluis.delivery.workers=0",
                "sluis.connectors.fhir-r4.url=" + care.at(),
                "spring.ssl.bundle.pem.own.keystore.certificate=file:" + folder.resolve("own.pem"),
                "spring.ssl.bundle.pem.own.keystore.private-key=file:" + folder.resolve("own.key"),
                "spring.ssl.bundle.pem.over.keystore.certificate=file:" + over.resolve("own.pem"),
                "spring.ssl.bundle.pem.over.keystore.private-key=file:" + over.resolve("own.key"));
        town = new TestTown(officers.gateway);
    }

    @AfterAll
    static void close() throws Exception {
        officers.close();
        care.close();
    }

    @Test
    void anOperatorIsToldWhatIsWrongAndUntilWhen() throws Exception {
        receives(OEVER, envelopes(NOW.plus(Duration.ofDays(29))));
        officers.gateway.bean(RecipientWatch.class).round();
        assertThat(line("recipients", OEVER + " key")).contains("ends-soon");
        assertThat(line("recipients", "de-brug certificate"))
                .as("of an issuer that the JVM does not know")
                .contains("untrusted " + NOW.minus(Duration.ofDays(2)));
        assertThat(line("own", "own")).contains("ends-soon " + NOW.plus(Duration.ofDays(20)));
        assertThat(told("sluis_recipient_good_days", "recipient=\"" + OEVER + "\"", "what=\"key\""))
                .isBetween(28.0, 29.0);
        assertThat(told("sluis_recipient_good_days", "recipient=\"de-brug\"", "what=\"certificate\""))
                .isZero();
        assertThat(told("ssl_chain_expiry_seconds", "bundle=\"own\"")).isBetween(19 * 86_400.0, 20 * 86_400.0);

        assertThat(line("own", "over")).contains("ended " + NOW.minusSeconds(60));
        assertThat(officers.gateway.get("linde-3", "/actuator/health").statusCode())
                .as("that one way is shut, not the node")
                .isEqualTo(200);

        receives(OEVER, new Reception("fhir-r4", "envelope", URI.create("http://localhost:1/in"), null));
        assertThat(line("recipients", OEVER + " key")).contains("missing");
        officers.gateway.bean(RecipientWatch.class).round();
        assertThat(told("sluis_recipient_good_days", "recipient=\"" + OEVER + "\""))
                .isZero();
    }

    @Test
    void nobodyButAnOperatorIsTold() {
        for (String client : List.of("linde-1", "de-linde-direct")) {
            HttpResponse<String> refused = officers.gateway.get(client, "/v1/delivery/recipients");
            assertThat(refused.statusCode()).as(client).isEqualTo(403);
            assertThat(refused.body()).doesNotContain(OEVER);
        }
    }

    /** Refused at once, in the sender's own answer; nothing of it waits. */
    @Test
    void nothingIsAcceptedForAKeyThatIsNotGoodNow() throws Exception {
        receives(OEVER, envelopes(Instant.now().plus(Duration.ofHours(1))));
        assertThat(accepted(OEVER).statusCode()).isEqualTo(202);
        receives(OEVER, envelopes(Instant.now().minusSeconds(1)));
        HttpResponse<String> refused = accepted(OEVER);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("recipient-without-key");
    }

    /** It may be renewed before it goes: nothing is refused for it, but an operator sees it. */
    @Test
    void aCertificateThatEndedDoesNotKeepAnythingFromBeingAccepted() {
        assertThat(accepted("de-brug").statusCode()).isEqualTo(202);
    }

    @Test
    void aServerIsLookedAtOnceADayAndSoonerWhereSomethingIsTheMatter(CapturedOutput output) throws Exception {
        TestClock clock = new TestClock(NOW);
        List<Fitness> found = new ArrayList<>();
        try (TlsServer server =
                new TlsServer(AUTHORITY.issue("localhost", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(32))))) {
            RecipientWatch watch = watch(server.at(), clock);
            watch.whenLooked(all -> {
                found.clear();
                found.addAll(all);
            });
            watch.round();
            assertThat(of(found, "de-brug").condition()).isEqualTo(Condition.GOOD);
            assertThat(of(found, "de-brug").days(NOW)).hasValue(32);
            clock.set(NOW.plus(Duration.ofHours(23)));
            watch.round();
            assertThat(server.connections())
                    .as("looked at once for two recipients")
                    .isEqualTo(1);
            clock.set(NOW.plus(Duration.ofDays(1)));
            watch.round();
            assertThat(server.connections()).isEqualTo(2);
            clock.set(NOW.plus(Duration.ofDays(2)));
            watch.round();
            assertThat(of(found, "de-brug").condition()).isEqualTo(Condition.ENDS_SOON);
            clock.set(NOW.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(9)));
            watch.round();
            assertThat(server.connections()).isEqualTo(3);
            clock.set(NOW.plus(Duration.ofDays(2)).plus(Duration.ofMinutes(10)));
            watch.round();
            assertThat(server.connections()).isEqualTo(4);
            assertThat(output.getAll().split("recipient de-brug of waterlee-scholen: certificate ends-soon", -1))
                    .as("told once")
                    .hasSize(2);
            clock.set(NOW.plus(Duration.ofDays(32)));
            watch.round();
            assertThat(of(found, "de-brug").condition()).isEqualTo(Condition.ENDED);
            assertThat(of(found, "de-brug").days(clock.instant())).hasValue(0);
        }
    }

    private static RecipientWatch watch(URI server, TestClock clock) throws Exception {
        return new RecipientWatch(
                officers.gateway.bean(Transactions.class),
                officers.gateway.bean(Directory.class),
                connector -> Optional.of(server),
                new Handshake(Handshake.of(AUTHORITY.trust()), clock),
                clock);
    }

    private static Fitness of(List<Fitness> found, String party) {
        return found.stream()
                .filter(each ->
                        each.party().value().equals(party) && each.what().equals("certificate"))
                .findFirst()
                .orElseThrow();
    }

    private static Reception envelopes(Instant until) throws JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256)
                .keyID("oever-with-an-end")
                .expirationTime(Date.from(until))
                .generate();
        return new Reception(
                "fhir-r4",
                "envelope",
                URI.create("http://localhost:1/in"),
                RecipientKey.parse(key.toPublicJWK().toJSONString()));
    }

    private static void receives(String party, @Nullable Reception receives) {
        officers.gateway.receives(party, receives);
    }

    private static HttpResponse<String> accepted(String recipient) {
        String child = "reached-" + children++;
        town.child(child);
        for (String parent : List.of("ouder-1", "ouder-2")) {
            town.consent("de-linde-direct", child, parent, "grant", recipient, TestTown.ALL);
        }
        return officers.gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/plan-coordination/" + recipient, town.plan(child, child));
    }

    /** The one line of a list that begins so, its values in a row. */
    private static String line(String list, String begin) {
        JsonNode rows = TestTown.read(officers.gateway
                        .get("linde-3", "/v1/delivery/recipients")
                        .body())
                .path(list);
        List<String> lines = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> {
                    List<String> values = new ArrayList<>();
                    row.forEach(value -> values.add(value.asText()));
                    return String.join(" ", values);
                })
                .filter(line -> line.startsWith(begin))
                .toList();
        assertThat(lines).as(rows.toString()).hasSize(1);
        return lines.get(0);
    }

    private static double told(String... parts) {
        List<String> lines = officers.gateway
                .bean(PrometheusMeterRegistry.class)
                .scrape()
                .lines()
                .filter(line -> line.startsWith(parts[0]))
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .toList();
        assertThat(lines).as(String.join(" ", parts)).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }
}
