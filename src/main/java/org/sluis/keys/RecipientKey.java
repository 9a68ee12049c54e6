package org.sluis.keys;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public key that a recipient's envelopes are sealed to: P-256, under a kid. Who holds the private half, and nobody
 * else, opens them: ECDH-ES+A256KW (RFC 7518 section 4.6) with AES-256-GCM, an ephemeral key each time. Where the JWK names its
 * period ({@code nbf}, {@code exp}, {@code revoked}) or comes with certificates ({@code x5c}, RFC 7517 section 4.7), it is good
 * in what all of these have in common. Who issued the certificates is not looked at: that it is the recipient's key is what
 * its registration says.
 */
public final class RecipientKey {
    private final ECKey key;

    private RecipientKey(ECKey key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException for anything but a public P-256 key for encryption with a kid (RFC 7517) */
    public static RecipientKey parse(String jwk) {
        ECKey key;
        try {
            key = ECKey.parse(jwk);
        } catch (ParseException | IllegalArgumentException notOne) {
            throw new IllegalArgumentException(
                    "a recipient's key is a JWK of kty EC, and the first certificate in it, if any, is of that key");
        }
        require(!key.isPrivate(), "a private key was given: it is not secret any more, make another");
        require(key.getKeyID() != null, "a recipient's key needs a kid");
        require(Curve.P_256.equals(key.getCurve()), "a recipient's key is on P-256");
        require(key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.ENCRYPTION), "a recipient's key has use enc");
        return new RecipientKey(key);
    }

    public String kid() {
        return key.getKeyID();
    }

    /** Whether anything may be sealed to it at that moment: it has begun, has not ended and was not revoked. */
    public boolean goodAt(Instant moment) {
        return begun(moment) && until().filter(end -> !end.isAfter(moment)).isEmpty();
    }

    /** Whether its period has begun. */
    public boolean begun(Instant moment) {
        List<Date> starts = new ArrayList<>();
        if (key.getNotBeforeTime() != null) {
            starts.add(key.getNotBeforeTime());
        }
        certificates().forEach(each -> starts.add(each.getNotBefore()));
        return starts.stream().noneMatch(start -> start.toInstant().isAfter(moment));
    }

    /** From when on it is good no more; nothing where neither it nor a certificate names an end. */
    public Optional<Instant> until() {
        List<Date> ends = new ArrayList<>();
        if (key.getExpirationTime() != null) {
            ends.add(key.getExpirationTime());
        }
        if (key.getKeyRevocation() != null) {
            ends.add(key.getKeyRevocation().getRevocationTime());
        }
        certificates().forEach(each -> ends.add(each.getNotAfter()));
        return ends.stream().map(Date::toInstant).min(Instant::compareTo);
    }

    private List<X509Certificate> certificates() {
        List<X509Certificate> chain = key.getParsedX509CertChain();
        return chain == null ? List.of() : chain;
    }

    /** RFC 7638: names the key itself, whatever its kid. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The signed claims as a JWE in compact form (RFC 7516; nested, RFC 7519 section 5.2). */
    public String seal(String jws) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES_A256KW, EncryptionMethod.A256GCM)
                .keyID(kid())
                .type(JOSEObjectType.JOSE)
                .contentType("JWT")
                .build();
        JWEObject envelope = new JWEObject(header, new Payload(jws));
        try {
            envelope.encrypt(new ECDHEncrypter(key));
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
        return envelope.serialize();
    }

    /** Its members as a JWK. */
    public Map<String, Object> members() {
        return key.toJSONObject();
    }

    /** As a JWK (RFC 7517). */
    public String json() {
        return key.toJSONString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecipientKey that && that.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return "RecipientKey[" + kid() + "]";
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
