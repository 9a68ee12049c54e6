package org.sluis.party;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's keys, fetched again when they are five minutes old or a kid is unknown, but at most every 30 s, so that
 * whoever makes up kids cannot hammer the issuer. What is fetched replaces what was known; after five minutes without an
 * answer nothing is known.
 */
final class FetchedKeys implements TokenIssuer.Keys {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration APART = Duration.ofSeconds(30);
    private static final JWKSet NONE = new JWKSet();

    /** Where the keys are. */
    interface Source {
        JWKSet fetch() throws IOException;
    }

    private record Fetched(JWKSet keys, Instant at) {}

    private final Source source;
    private final Clock clock;
    private Instant tried = Instant.MIN;
    private volatile Fetched last = new Fetched(NONE, Instant.MIN);

    FetchedKeys(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public JWKSet now(String kid) {
        if (known().getKeyByKeyId(kid) == null) {
            fetch();
        }
        return known();
    }

    private JWKSet known() {
        Fetched fetched = last;
        return clock.instant().isBefore(fetched.at().plus(KEPT)) ? fetched.keys() : NONE;
    }

    /** Only callers without their key wait here; after the first of them it is too soon for the others. */
    private synchronized void fetch() {
        Instant now = clock.instant();
        if (now.isBefore(tried.plus(APART))) {
            return;
        }
        tried = now;
        try {
            last = new Fetched(source.fetch(), now);
        } catch (IOException | RuntimeException unusable) {
            LOG.warn("no keys of the token issuer from sluis.auth.jwks-uri: {}", unusable.toString());
        }
    }
}
