package org.sluis.delivery.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestAuthority;
import org.sluis.TestAuthority.Issued;
import org.sluis.TestClock;

/** What a server really presents is what is told of it: over sockets, with certificates of an issuer of the test's own. */
class HandshakeTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final TestAuthority KNOWN = new TestAuthority("Waterlee CA");
    private static final TestAuthority UNKNOWN = new TestAuthority("Nobody CA");

    @ParameterizedTest
    @CsvSource({
        "localhost, -300, 31, GOOD",
        "localhost, -300, 29, ENDS_SOON",
        "localhost, -300, -1, ENDED",
        "localhost, 2, 300, NOT_BEGUN",
        "elsewhere.example, -300, 300, OTHER_NAME"
    })
    void periodAndNameAreThoseThatArePresented(String host, int from, int until, Condition expected) throws Exception {
        Instant end = NOW.plus(Duration.ofDays(until));
        try (TlsServer server = new TlsServer(KNOWN.issue(host, NOW.plus(Duration.ofDays(from)), end))) {
            Presented presented = look(server.at());
            assertThat(presented.at(NOW)).isEqualTo(expected);
            assertThat(presented.until()).isEqualTo(end);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.bytes()).as("said after the handshake").isZero();
        }
    }

    @Test
    void whoeverNobodyHereTrustsIsTold() throws Exception {
        try (TlsServer server =
                new TlsServer(UNKNOWN.issue("localhost", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(300))))) {
            assertThat(look(server.at()).at(NOW)).isEqualTo(Condition.UNTRUSTED);
        }
        try (TlsServer server =
                new TlsServer(KNOWN.issue("localhost", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(300))))) {
            assertThat(new Handshake(Handshake.jvm(), new TestClock(NOW))
                            .with(server.at())
                            .at(NOW))
                    .as("by the JVM's own trust, which the senders go by")
                    .isEqualTo(Condition.UNTRUSTED);
        }
    }

    /** Which certificate would be for whom is not known, but that the server's own is good is. */
    @Test
    void aServerThatAsksForACertificateIsLookedAtAllTheSame() throws Exception {
        Issued good = KNOWN.issue("localhost", NOW.minusSeconds(60), NOW.plus(Duration.ofDays(300)));
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (TlsServer server = new TlsServer(good, protocol)) {
                assertThat(look(server.at()).at(NOW)).isEqualTo(Condition.GOOD);
            }
        }
    }

    @Test
    void anOldCertificateThatIsPresentedBesideAndNotNeededIsNoEnd() throws Exception {
        KeyPair pair = TestAuthority.pair();
        Instant end = NOW.plus(Duration.ofDays(200));
        Issued good = KNOWN.issue(pair, "localhost", NOW.minusSeconds(60), end);
        Issued old = KNOWN.issue(pair, "localhost", NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(3)));
        assertThat(Presented.of(
                                Condition.GOOD,
                                new java.security.cert.X509Certificate[] {good.chain()[0], old.chain()[0]},
                                NOW)
                        .until())
                .isEqualTo(end);
    }

    @Test
    void whatIsNoTlsAndWhoDoesNotAnswerAreToldApart() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
            Thread answering = new Thread(() -> {
                try (Socket one = plain.accept()) {
                    one.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    one.getInputStream().readAllBytes();
                } catch (java.io.IOException gone) {
                    // It had heard enough.
                }
            });
            answering.start();
            assertThat(look(URI.create("https://localhost:" + plain.getLocalPort()))
                            .at(NOW))
                    .isEqualTo(Condition.NO_TLS);
            answering.join();
            assertThat(look(URI.create("https://localhost:" + plain.getLocalPort()))
                            .at(NOW))
                    .as("takes the connection, and is silent")
                    .isEqualTo(Condition.UNSEEN);
        }
        assertThat(look(URI.create("https://localhost:1/")).at(NOW)).isEqualTo(Condition.UNSEEN);
        assertThat(look(URI.create("https://nowhere.invalid/")).at(NOW)).isEqualTo(Condition.UNSEEN);
    }

    private static Presented look(URI address) throws Exception {
        return new Handshake(Handshake.of(KNOWN.trust()), new TestClock(NOW)).with(address);
    }
}
