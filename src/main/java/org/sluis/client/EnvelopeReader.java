package org.sluis.client;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.sluis.keys.Ed25519Signer;

/**
 * The recipient's side of an envelope, for a recipient to use or to copy: it opens what is sealed to its key (RFC 7516),
 * takes only what a gateway signed for it (RFC 7515), and nothing whose time is over. A recipient that answers 410 to the
 * late is the reason why nothing new arrives after a withdrawal has been answered. Its clock must be right.
 */
public final class EnvelopeReader {
    private static final String DISCLOSURE = "sluis-disclosure+jwt";
    private static final String RECALL = "sluis-recall+jwt";

    private final ECKey key;
    private final String self;
    private final PublishedKeys senders;
    private final Clock clock;

    /**
     * @param recall whether it asks to erase what was told before, and tells nothing
     * @param disclosure its id, or the recall's; of two envelopes with the same one, the second tells nothing new
     */
    public record Opened(boolean recall, String disclosure, String contentType, String content) {
        @Override
        public String toString() {
            return "Opened[" + disclosure + "]";
        }
    }

    /** Why it is not taken. */
    public static final class NotTaken extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;

        NotTaken(int status, String why) {
            super(why);
            this.status = status;
        }

        /** The HTTP status to answer: 410 for one too late, 400 for one not for us, 503 while the signer's key is not known. */
        public int status() {
            return status;
        }
    }

    /** @param self the recipient's id in the gateway's directory */
    public EnvelopeReader(ECKey key, String self, PublishedKeys senders, Clock clock) {
        this.key = key;
        this.self = self;
        this.senders = senders;
        this.clock = clock;
    }

    /** Its content, if it is sealed to us, signed by the gateway, addressed to us, and in time. */
    public Opened open(String envelope) throws NotTaken {
        JWSObject signed = signed(envelope);
        JWTClaimsSet claims = claims(signed);
        demand(claims.getAudience().equals(List.of(self)), "addressed to another");
        Instant ends = claims.getExpirationTime() == null
                ? Instant.MIN
                : claims.getExpirationTime().toInstant();
        if (!clock.instant().isBefore(ends)) {
            throw new NotTaken(410, "its time is over");
        }
        return new Opened(
                RECALL.equals(signed.getHeader().getType().getType()),
                claims.getJWTID(),
                text(claims, "content_type"),
                text(claims, "content"));
    }

    private JWSObject signed(String envelope) throws NotTaken {
        try {
            JWEObject sealed = JWEObject.parse(envelope);
            JWEHeader header = sealed.getHeader();
            demand(
                    JWEAlgorithm.ECDH_ES_A256KW.equals(header.getAlgorithm())
                            && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())
                            && header.getCompressionAlgorithm() == null,
                    "sealed in another way");
            sealed.decrypt(new ECDHDecrypter(key));
            return JWSObject.parse(sealed.getPayload().toString());
        } catch (ParseException | JOSEException | RuntimeException notOurs) {
            throw new NotTaken(400, "does not open");
        }
    }

    private JWTClaimsSet claims(JWSObject signed) throws NotTaken {
        JWSHeader header = signed.getHeader();
        demand(
                "EdDSA".equals(header.getAlgorithm().getName())
                        && header.getType() != null
                        && Set.of(DISCLOSURE, RECALL).contains(header.getType().getType())
                        && header.getKeyID() != null,
                "not a signed disclosure or recall");
        byte[] publicKey = senders.key(header.getKeyID())
                .orElseThrow(() -> new NotTaken(503, "signed under a key that is not known yet"));
        demand(
                Ed25519Signer.verify(
                        publicKey,
                        signed.getSigningInput(),
                        signed.getSignature().decode()),
                "the signature does not fit");
        try {
            return JWTClaimsSet.parse(signed.getPayload().toJSONObject());
        } catch (ParseException notClaims) {
            throw new NotTaken(400, "holds no claims");
        }
    }

    private static String text(JWTClaimsSet claims, String name) throws NotTaken {
        return claims.getClaim(name) instanceof String text ? text : fail(name);
    }

    private static String fail(String name) throws NotTaken {
        throw new NotTaken(400, "has no " + name);
    }

    private static void demand(boolean holds, String otherwise) throws NotTaken {
        if (!holds) {
            throw new NotTaken(400, otherwise);
        }
    }
}
