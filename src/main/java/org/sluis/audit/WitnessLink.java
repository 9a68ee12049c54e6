package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.sluis.audit.proof.VerifierKey;

/**
 * Where a witness listens, and the key that counts as its own.
 *
 * @param url ends without a slash
 */
record WitnessLink(URI url, VerifierKey key) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 65_536;
    private static final Pattern LINE = Pattern.compile("(https?://\\S+[^/\\s])/? (\\S+)");

    /** @param status of HTTP */
    record Answer(int status, String body) {}

    /** @throws IllegalArgumentException for anything but an address, a space and a witness's verifier key */
    static WitnessLink read(String line) {
        var parts = LINE.matcher(line);
        VerifierKey key =
                parts.matches() ? VerifierKey.readWitness(parts.group(2)).orElse(null) : null;
        if (key == null) {
            throw new IllegalArgumentException(
                    "sluis.log.witnesses: each line is the address of a witness, a space, and its verifier key");
        }
        return new WitnessLink(URI.create(parts.group(1)), key);
    }

    /** @throws IOException where there is no answer */
    Answer addCheckpoint(HttpClient http, String request) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
                            .timeout(PATIENCE)
                            .POST(HttpRequest.BodyPublishers.ofString(request, UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Answer(answer.statusCode(), new String(body.readNBytes(MOST_BYTES), UTF_8));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        }
    }
}
