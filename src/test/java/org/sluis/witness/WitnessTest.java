package org.sluis.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.ConsistencyProof;
import org.sluis.audit.proof.MerkleProofs;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.canonical.Ids;
import org.sluis.keys.Ed25519Signer;

/** The witness as a log meets it, over real HTTP. */
class WitnessTest {
    private static final String ORIGIN = "sluis.test/log";
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    static final Ed25519Signer LOG = new Ed25519Signer("log-1", new byte[32]);
    private static final Ed25519Signer NEXT =
            new Ed25519Signer("log-2", "next".repeat(8).getBytes(UTF_8));
    private static final List<byte[]> LEAVES = IntStream.range(0, 40)
            .mapToObj(i -> MerkleTree.leaf(("entry " + i).getBytes(UTF_8)))
            .toList();

    @TempDir
    Path temp;

    private final List<String> logs = new ArrayList<>(List.of(key(LOG)));
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        server = new WitnessServer(
                temp.resolve("witness"),
                "witness.test/w1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> List.copyOf(logs),
                Ids.random(),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void cosignsTheFirstThatItIsShownAndEachThatContinuesIt() {
        VerifierKey witness = VerifierKey.readWitness(server.key()).orElseThrow();
        for (int[] step : new int[][] {{0, 3}, {3, 7}, {7, 7}, {7, 8}, {8, 40}}) {
            HttpResponse<String> answer = post(request(step[0], step[1]));
            assertThat(answer.statusCode()).as(step[0] + " to " + step[1]).isEqualTo(200);
            String note = note(step[1]);
            Checkpoint checkpoint = Checkpoint.read(note + answer.body()).orElseThrow();
            assertThat(checkpoint.line(witness, note + answer.body())).contains(answer.body());
            assertThat(checkpoint.line(witness, note)).isEmpty();
            assertThat(Checkpoint.read(note(9)).orElseThrow().line(witness, note(9) + answer.body()))
                    .isEmpty();
            byte[] line = Base64.getDecoder().decode(answer.body().strip().split(" ")[2]);
            assertThat(java.nio.ByteBuffer.wrap(line, 4, 8).getLong()).isEqualTo(NOON.getEpochSecond());
            assertThat(line).hasSize(4 + 8 + 64);
            line[11] ^= 1;
            String another = "— witness.test/w1 " + Base64.getEncoder().encodeToString(line) + "\n";
            assertThat(checkpoint.line(witness, note + another)).isEmpty();
        }
    }

    @Test
    void tellsTheSizeThatItKnowsToWhoBeginsElsewhere() {
        post(request(0, 7));
        for (int[] step : new int[][] {{0, 9}, {3, 9}, {8, 9}, {0, 3}, {3, 7}, {3, 3}}) {
            HttpResponse<String> answer = post(request(step[0], step[1]));
            assertThat(answer.statusCode()).as(step[0] + " to " + step[1]).isEqualTo(409);
            assertThat(answer.body()).isEqualTo("7\n");
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
        }
    }

    @Test
    void neverCosignsTwoBranches() {
        post(request(0, 7));
        List<byte[]> fork = new ArrayList<>(LEAVES);
        fork.set(5, new byte[32]);
        assertThat(post(request(fork, 7, 7)).statusCode()).isEqualTo(409);
        assertThat(post(request(fork, 7, 9)).statusCode()).isEqualTo(422);
        assertThat(post(new ConsistencyProof(7, List.of(), note(9)).text()).statusCode())
                .isEqualTo(422);
        assertThat(post(new ConsistencyProof(7, List.of(new byte[32]), note(7)).text())
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(request(7, 9)).statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsNoLogOfItsIsRefused() {
        String other = new Checkpoint("other.test/log", 3, root(LEAVES, 3)).sign(LOG.publicKey(), LOG::sign);
        assertThat(post(new ConsistencyProof(0, List.of(), other).text()).statusCode())
                .isEqualTo(404);
        String stranger = new Checkpoint(ORIGIN, 3, root(LEAVES, 3)).sign(NEXT.publicKey(), NEXT::sign);
        assertThat(post(new ConsistencyProof(0, List.of(), stranger).text()).statusCode())
                .isEqualTo(403);
        String forged = note(3).replaceFirst("\n3\n", "\n4\n");
        assertThat(post(new ConsistencyProof(0, List.of(), forged).text()).statusCode())
                .isEqualTo(403);
        assertThat(post(request(0, 3)).statusCode()).isEqualTo(200);
    }

    @Test
    void followsALogThatRotatesItsKey() {
        post(request(0, 3));
        Checkpoint later = Checkpoint.read(note(7)).orElseThrow();
        List<byte[]> path = MerkleProofs.consistency(MerkleTree.of(LEAVES.subList(0, 3)), LEAVES.subList(3, 7));
        String both = note(7) + later.signature(NEXT.publicKey(), NEXT::sign);
        assertThat(post(new ConsistencyProof(3, path, both).text()).statusCode())
                .isEqualTo(200);
        String alone = later.sign(NEXT.publicKey(), NEXT::sign);
        assertThat(post(new ConsistencyProof(7, List.of(), alone).text()).statusCode())
                .isEqualTo(403);
        logs.add(key(NEXT));
        assertThat(post(new ConsistencyProof(7, List.of(), alone).text()).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "old 0\n",
                "old 0\n\n",
                "old 00\n\nNOTE",
                "old -1\n\nNOTE",
                "new 0\n\nNOTE",
                "old 0\nAAAA\n\nNOTE",
                "old 4\n\nNOTE",
                "old 0\n\nNOTE "
            })
    void whatIsMalformedIsRefused(String request) {
        assertThat(post(request.replace("NOTE", note(3))).statusCode()).isEqualTo(400);
        assertThat(post(request(0, 3)).statusCode()).isEqualTo(200);
    }

    @Test
    void answersNothingElse() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        for (String path : List.of("/", "/add-checkpoint/x", "/witness.key")) {
            HttpRequest elsewhere = HttpRequest.newBuilder(address(path))
                    .POST(HttpRequest.BodyPublishers.ofString(request(0, 3)))
                    .build();
            assertThat(http.send(elsewhere, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
        }
        HttpRequest get = HttpRequest.newBuilder(address("/add-checkpoint")).build();
        assertThat(http.send(get, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
        assertThat(post("x".repeat(65_537)).statusCode()).isEqualTo(413);
    }

    @Test
    void remembersAfterARestartAndKeepsItsKey() throws IOException {
        post(request(0, 7));
        String key = server.key();
        server.close();
        Files.writeString(temp.resolve("witness").resolve(state().getFileName() + ".new"), "cut off");
        start();
        assertThat(server.key()).isEqualTo(key);
        assertThat(post(request(0, 9)).body()).isEqualTo("7\n");
        assertThat(post(request(7, 9)).statusCode()).isEqualTo(200);
    }

    @Test
    void twoWitnessesDoNotShareAFolder() {
        assertThatThrownBy(this::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another witness");
    }

    @Test
    void cosignsNothingWhereItCannotTellWhatItKnew() throws IOException {
        post(request(0, 7));
        for (String damaged : List.of("", note(7).replace(ORIGIN, "other.test/log"), note(7).substring(2))) {
            Files.writeString(state(), damaged);
            assertThat(post(request(7, 9)).statusCode()).isEqualTo(500);
            assertThat(post(request(0, 9)).statusCode()).isEqualTo(500);
        }
    }

    @Test
    void ofManyAtOnceOneIsCosigned() throws Exception {
        int known = 0;
        for (int round = 0; round < 5; round++) {
            int from = known;
            List<CompletableFuture<Integer>> all = IntStream.rangeClosed(from + 1, from + 8)
                    .mapToObj(to -> CompletableFuture.supplyAsync(
                            () -> post(request(from, to)).statusCode() == 200 ? to : 0))
                    .toList();
            List<Integer> cosigned = new ArrayList<>();
            for (CompletableFuture<Integer> each : all) {
                if (each.get() > 0) {
                    cosigned.add(each.get());
                }
            }
            assertThat(cosigned).hasSize(1);
            known = cosigned.get(0);
            assertThat(Checkpoint.read(Files.readString(state())).orElseThrow().size())
                    .isEqualTo(known);
        }
    }

    private Path state() throws IOException {
        try (Stream<Path> files = Files.list(temp.resolve("witness"))) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static String request(int before, int size) {
        return request(LEAVES, before, size);
    }

    private static String request(List<byte[]> leaves, int before, int size) {
        List<byte[]> path = before < 1 || before > size
                ? List.of()
                : MerkleProofs.consistency(MerkleTree.of(leaves.subList(0, before)), leaves.subList(before, size));
        return new ConsistencyProof(before, path, note(leaves, size)).text();
    }

    private static String note(int size) {
        return note(LEAVES, size);
    }

    private static String note(List<byte[]> leaves, int size) {
        return new Checkpoint(ORIGIN, size, root(leaves, size)).sign(LOG.publicKey(), LOG::sign);
    }

    private static byte[] root(List<byte[]> leaves, int size) {
        return MerkleTree.of(leaves.subList(0, size)).root();
    }

    static String key(Ed25519Signer signer) {
        return VerifierKey.of(ORIGIN, signer.publicKey()).text();
    }

    private HttpResponse<String> post(String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address("/add-checkpoint"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + server.port() + path);
    }
}
