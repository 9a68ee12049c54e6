package org.sluis.client;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The gateway's public keys from its {@code /v1/keys}: asked again when one signs that is not known yet. */
public final class PublishedKeys {
    /** Anyone can write an id that is not known: the gateway is not to be asked for each. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final URI page;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
    private Map<String, byte[]> known = Map.of();
    private long asked = System.nanoTime() - PAUSE.toNanos();

    public PublishedKeys(URI page) {
        this.page = page;
    }

    /** The Ed25519 key of this id (RFC 8037); none when the gateway publishes none, or cannot be asked now. */
    synchronized Optional<byte[]> key(String kid) {
        if (!known.containsKey(kid) && System.nanoTime() - asked >= PAUSE.toNanos()) {
            asked = System.nanoTime();
            known = fetch().orElse(known);
        }
        return Optional.ofNullable(known.get(kid));
    }

    private Optional<Map<String, byte[]>> fetch() {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build(),
                    HttpResponse.BodyHandlers.ofString());
            Map<String, byte[]> keys = new HashMap<>();
            for (JWK key : JWKSet.parse(answer.body()).getKeys()) {
                if (key instanceof OctetKeyPair okp && Curve.Ed25519.equals(okp.getCurve())) {
                    keys.put(okp.getKeyID(), okp.getDecodedX());
                }
            }
            return Optional.of(keys);
        } catch (IOException | ParseException away) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
