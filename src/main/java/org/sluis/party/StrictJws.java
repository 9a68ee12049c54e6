package org.sluis.party;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluis.keys.Ed25519Signer;

/**
 * Reads a signed JWT more strictly than its library (RFC 7515, RFC 8725): compact form only, canonical base64url, an
 * algorithm of the list given, a key that is found by its kid alone, and no header that brings or changes a key.
 */
public final class StrictJws {
    /** Asymmetric only: whoever can verify cannot sign. */
    static final Set<JWSAlgorithm> ALLOWED =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final int LONGEST = 8192;
    private static final Set<String> HEADERS = Set.of("alg", "kid", "typ", "x5t", "x5t#S256");

    private StrictJws() {}

    /** The JWT, its signature verified by exactly one of the keys; empty when anything at all is wrong. */
    public static Optional<SignedJWT> verified(String token, Set<JWSAlgorithm> algorithms, JWKSet keys) {
        return parsed(token, algorithms).filter(jwt -> verifies(jwt, keys));
    }

    /** The JWT with a header that may be looked at; nothing in it is true yet. */
    public static Optional<SignedJWT> parsed(String token, Set<JWSAlgorithm> algorithms) {
        if (token.length() > LONGEST || !canonical(token)) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean plain = HEADERS.containsAll(jwt.getHeader().getIncludedParams())
                    && jwt.getHeader().getKeyID() != null
                    && algorithms.contains(jwt.getHeader().getAlgorithm());
            return plain ? Optional.of(jwt) : Optional.empty();
        } catch (ParseException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static boolean canonical(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || !Base64URL.encode(new Base64URL(part).decode())
                            .toString()
                            .equals(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean verifies(SignedJWT jwt, JWKSet keys) {
        List<JWK> named = keys.getKeys().stream()
                .filter(key -> jwt.getHeader().getKeyID().equals(key.getKeyID()))
                .toList();
        try {
            return named.size() == 1 && fits(named.get(0), jwt.getHeader().getAlgorithm()) && signed(jwt, named.get(0));
        } catch (JOSEException wrongKey) {
            return false;
        }
    }

    /** The algorithms of the list that a key of this kind and curve can have made; none for any other kind. */
    static Set<JWSAlgorithm> fitting(JWK key) {
        if (key instanceof RSAKey) {
            return Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
        } else if (key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve())) {
            return Set.of(JWSAlgorithm.ES256);
        } else if (key instanceof OctetKeyPair okp && Curve.Ed25519.equals(okp.getCurve())) {
            return Set.of(JWSAlgorithm.EdDSA);
        }
        return Set.of();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        return fitting(key).contains(algorithm)
                && (key.getAlgorithm() == null || key.getAlgorithm().getName().equals(algorithm.getName()))
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    private static boolean signed(SignedJWT jwt, JWK key) throws JOSEException {
        if (key instanceof OctetKeyPair okp) {
            // RFC 8037. The library's own verifier is nothing without Tink.
            return Ed25519Signer.verify(
                    okp.getDecodedX(), jwt.getSigningInput(), jwt.getSignature().decode());
        }
        return jwt.verify(key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier(key.toRSAKey()));
    }
}
