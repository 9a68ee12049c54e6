package org.sluis.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.sluis.connector.Connectors;
import org.sluis.keys.RecipientKey;
import org.sluis.keys.SignedClaims;

/**
 * Seals a payload for its recipient: signed by the gateway, then encrypted to the recipient's own key (RFC 7515, 7516,
 * 7519). It names recipient and disclosure or recall, and is good until the lease of its send ends: a recipient that keeps to that
 * has nothing new once a withdrawal has been answered.
 */
final class Envelope {
    static final String TYPE = "sluis-disclosure+jwt";

    private final SignedClaims claims;
    private final Connectors connectors;
    private final Clock clock;

    Envelope(SignedClaims claims, Connectors connectors, Clock clock) {
        this.claims = claims;
        this.connectors = connectors;
        this.clock = clock;
    }

    /** In compact form; {@code exp} is the last whole second before the lease ends. */
    String seal(Leased cleared, RecipientKey key, byte[] payload) {
        boolean recall = cleared instanceof ClearedRecall;
        return key.seal(claims.sign(
                recall ? RecallTask.ENVELOPE : TYPE,
                Map.of(
                        "aud", cleared.recipient().value(),
                        "jti", cleared.disclosure().toString(),
                        "iat", clock.instant().getEpochSecond(),
                        "exp", cleared.leaseEnd().getEpochSecond(),
                        "content_type",
                                recall
                                        ? RecallTask.CONTENT_TYPE
                                        : connectors.out(cleared.connector()).contentType(),
                        "content", new String(payload, StandardCharsets.UTF_8))));
    }
}
