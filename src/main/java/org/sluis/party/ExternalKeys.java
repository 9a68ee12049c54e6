package org.sluis.party;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Keys of an external issuer, from where the configuration says; never from where a token says. */
final class ExternalKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LARGEST = 64 * 1024;

    private ExternalKeys() {}

    /** A file, read again at each use: replacing it rotates the keys. */
    static TokenIssuer.Keys file(Path file) {
        return kid -> {
            try {
                return JWKSet.load(file.toFile());
            } catch (IOException | ParseException unreadable) {
                return new JWKSet();
            }
        };
    }

    /**
     * An https address. No redirect is followed; headers and body must each be there within three seconds, and 64 KiB is
     * the most.
     *
     * @param trust whose certificates count
     */
    static TokenIssuer.Keys https(String address, SSLContext trust, Clock clock) {
        if (!address.matches("https://[A-Za-z0-9.\\-\\[\\]:]+(/[!-~]*)?")) {
            throw new IllegalArgumentException("sluis.auth.jwks-uri must be an absolute https address");
        }
        URI keys = URI.create(address);
        HttpClient http = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new FetchedKeys(() -> fetch(http, keys), clock);
    }

    private static JWKSet fetch(HttpClient http, URI address) throws IOException {
        try {
            var answer =
                    http.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("status " + answer.statusCode());
                }
                // The timeout of a request ends with the headers: a body that drips would never.
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> close(body));
                return parsed(body.readNBytes(LARGEST + 1));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static JWKSet parsed(byte[] body) throws IOException {
        if (body.length > LARGEST) {
            throw new IOException("more than " + LARGEST + " bytes");
        }
        try {
            return JWKSet.parse(new String(body, StandardCharsets.UTF_8));
        } catch (ParseException notOne) {
            throw new IOException("not a JWK set", notOne);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            throw new UncheckedIOException(alreadyBroken);
        }
    }
}
