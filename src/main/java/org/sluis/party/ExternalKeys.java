package org.sluis.party;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;

/** Keys of an external issuer, from where the configuration says; never from where a token says. */
final class ExternalKeys {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int LARGEST = 64 * 1024;

    private ExternalKeys() {}

    /** A file, read again whenever a new token is verified: replacing it rotates the keys. */
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
     * An https address; fetched again after five minutes, or when a kid is unknown, at most every 30 s. No redirect is
     * followed.
     */
    static TokenIssuer.Keys https(URI address) {
        if (!"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("sluis.auth.jwks-uri must begin with https:");
        }
        JWKSource<SecurityContext> source = source(
                address,
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build());
        return kid -> {
            try {
                return new JWKSet(source.get(
                        new JWKSelector(new JWKMatcher.Builder().keyID(kid).build()), null));
            } catch (KeySourceException unreachable) {
                return new JWKSet();
            }
        };
    }

    static JWKSource<SecurityContext> source(URI address, HttpClient http) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(address.toURL(), url -> fetch(http, url))
                    .build();
        } catch (java.net.MalformedURLException notAnAddress) {
            throw new IllegalArgumentException("sluis.auth.jwks-uri is not an address", notAnAddress);
        }
    }

    private static Resource fetch(HttpClient http, URL url) throws IOException {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(url.toString()))
                            .timeout(PATIENCE)
                            .build(),
                    BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                byte[] bytes = body.readNBytes(LARGEST);
                if (answer.statusCode() != 200 || bytes.length == LARGEST) {
                    throw new IOException("no keys: status " + answer.statusCode());
                }
                return new Resource(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), "application/json");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
