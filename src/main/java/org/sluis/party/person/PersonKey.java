package org.sluis.party.person;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.keys.Ed25519Signer;

/**
 * An enrolled Ed25519 key (RFC 8037).
 *
 * @param x the public key, base64url
 * @param revokedAt null while it counts
 */
record PersonKey(
        UUID person, String thumbprint, String x, @Nullable Instant revokedAt) {

    /** @throws IllegalArgumentException with a code, for anything but a public Ed25519 key that can sign alone */
    static OctetKeyPair parse(String jwk) {
        OctetKeyPair key;
        try {
            key = OctetKeyPair.parse(jwk);
        } catch (ParseException | IllegalArgumentException notOne) {
            throw new IllegalArgumentException("not-ed25519");
        }
        if (key.isPrivate()) {
            throw new IllegalArgumentException("private");
        }
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean canonical = Base64URL.encode(key.getDecodedX()).equals(key.getX());
        if (!Curve.Ed25519.equals(key.getCurve()) || !signs || !canonical || !Ed25519Signer.sound(key.getDecodedX())) {
            throw new IllegalArgumentException("not-ed25519");
        }
        return key;
    }

    /** RFC 7638. */
    static String thumbprint(OctetKeyPair key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** As a JWK whose kid is its thumbprint. */
    OctetKeyPair jwk() {
        return new OctetKeyPair.Builder(Curve.Ed25519, new Base64URL(x))
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.EdDSA)
                .keyID(thumbprint)
                .build();
    }
}
