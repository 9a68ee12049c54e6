package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestGateway;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.canonical.Ids;
import org.sluis.keys.Ed25519Signer;
import org.sluis.keys.KeyFolder;
import org.sluis.witness.WitnessServer;

/** The whole gateway beside a witness: it goes on while the witness is away, and stops when the witness knows more. */
class WitnessedGatewayTest {
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/jeugdhulp-oever";
    private static final int UNAVAILABLE = 503;

    @TempDir
    Path temp;

    private final AtomicReference<List<String>> logs = new AtomicReference<>(List.of());

    @Test
    void tellsOfItsWitnessAndStopsWhenThatKnowsMore() throws Exception {
        WitnessServer first = witness(0);
        int port = first.port();
        Path list = Files.writeString(temp.resolve("witnesses"), "http://localhost:" + port + " " + first.key() + "\n");
        try (TestGateway gateway = new TestGateway("sluis.log.witnesses=" + list, "sluis.delivery.workers=0")) {
            awaitTold(gateway, "\"name\":\"witness.test/w1\",\"behind\":[1-9][0-9]*,\"cosigns\":false");
            logs.set(gateway.bean(LogExport.class).verifierKeys());
            awaitTold(gateway, "\"name\":\"witness.test/w1\",\"behind\":0,\"cosigns\":true");

            first.close();
            assertThat(answered(gateway)).isNotEqualTo(UNAVAILABLE);
            awaitTold(gateway, "\"name\":\"witness.test/w1\",\"behind\":[1-9][0-9]*,\"cosigns\":false");
            assertThat(answered(gateway)).isNotEqualTo(UNAVAILABLE);

            Ed25519Signer signer = gateway.bean(KeyFolder.class).signer("log");
            Checkpoint later = new Checkpoint("sluis.example/log", 100_000, new byte[32]);
            Files.writeString(state(), later.sign(signer.publicKey(), signer::sign));
            try (WitnessServer knowsMore = witness(port)) {
                assertThat(knowsMore.key()).isEqualTo(first.key());
                await().atMost(Duration.ofSeconds(30)).until(() -> answered(gateway) == UNAVAILABLE);
            }
            assertThat(answered(gateway)).isEqualTo(UNAVAILABLE);
        }
    }

    private static int answered(TestGateway gateway) {
        return gateway.post("de-linde-direct", DOOR, "{}").statusCode();
    }

    private static void awaitTold(TestGateway gateway, String pattern) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(gateway.url())).containsPattern(pattern));
    }

    /** What anybody is told. */
    private static String told(URI gateway) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(gateway.resolve("/v1/log/witnesses")).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Path state() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("witness"))) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private WitnessServer witness(int port) throws IOException {
        return new WitnessServer(
                temp.resolve("witness"),
                "witness.test/w1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                logs::get,
                Ids.random(),
                Clock.systemUTC());
    }
}
