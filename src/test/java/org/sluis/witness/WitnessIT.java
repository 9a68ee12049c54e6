package org.sluis.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.cli.Typed;

/** {@code ./sluis witness} as a process: killed, it knows on its next start what it cosigned. */
class WitnessIT {
    @TempDir
    Path temp;

    @Test
    void cosignsAndRemembersWhatItCosignedWhenItIsKilled() throws Exception {
        Path log = Files.writeString(temp.resolve("log-key"), WitnessTest.key(WitnessTest.LOG) + "\n");
        String key = "";
        for (int[] step : new int[][] {{0, 3}, {3, 7}}) {
            Process process = started(log);
            try {
                BufferedReader out = process.inputReader(UTF_8);
                String told = out.readLine();
                assertThat(VerifierKey.readWitness(told)).isPresent();
                assertThat(key).isIn("", told);
                key = told;
                String listening = process.errorReader(UTF_8).readLine();
                assertThat(listening).startsWith("witness: listening on 127.0.0.1:");
                int port = Integer.parseInt(listening.substring(listening.lastIndexOf(':') + 1));
                assertThat(post(port, WitnessTest.request(step[0], step[1]))).isEqualTo(200);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void saysWhatItIsAskedWrongly() throws IOException {
        Path none = Files.writeString(temp.resolve("none"), "no key\n");
        assertThat(Typed.sluis("witness", temp.toString(), "--name", "w", "--log", none.toString())
                        .code())
                .isEqualTo(2);
        Path log = Files.writeString(temp.resolve("log-key"), WitnessTest.key(WitnessTest.LOG) + "\n");
        assertThat(Typed.sluis("witness", temp.resolve("w").toString(), "--name", "A B", "--log", log.toString())
                        .out())
                .contains("not a name for a witness: A B");
    }

    private Process started(Path log) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=logback-plain.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.sluis.cli.Sluis",
                        "witness",
                        temp.resolve("witness").toString(),
                        "--name",
                        "witness.test/w1",
                        "--log",
                        log.toString(),
                        "--port",
                        "0"))
                .start();
    }

    private static int post(int port, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/add-checkpoint"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
