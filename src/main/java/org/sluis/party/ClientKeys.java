package org.sluis.party;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sluis.keys.Ed25519Signer;

/** The public keys that a client may have: RSA from 2048 bits, P-256 and Ed25519, for signatures, each under a kid of its own. */
final class ClientKeys {
    private static final int RSA_BITS = 2048;
    private static final int RSA_BITS_MOST = 8192;
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    /** CVE-2017-15361 (ROCA): a modulus of that faulty library is a power of 65537 modulo every one of these. */
    private static final List<Integer> ROCA =
            List.of(11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157);

    private ClientKeys() {}

    static JWKSet parse(String jwks) {
        JWKSet set;
        try {
            set = JWKSet.parse(jwks);
        } catch (ParseException | IllegalArgumentException notOne) {
            throw new IllegalArgumentException("not a JWK set");
        }
        require(!set.isEmpty(), "a client needs a key");
        Set<String> kids = new HashSet<>();
        for (JWK key : set.getKeys()) {
            require(key.getKeyID() != null && kids.add(key.getKeyID()), "each key needs a kid of its own");
            require(!key.isPrivate(), "a private key was given: it is not secret any more, make another");
            require(sound(key), "a key is weak or not for signatures: RSA from 2048 bits, P-256 or Ed25519");
        }
        return set;
    }

    private static boolean sound(JWK key) {
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean allowed = key.getAlgorithm() == null
                || StrictJws.fitting(key).stream()
                        .anyMatch(alg -> alg.getName().equals(key.getAlgorithm().getName()));
        return signs && allowed && !StrictJws.fitting(key).isEmpty() && strong(key);
    }

    private static boolean strong(JWK key) {
        try {
            if (key instanceof RSAKey rsa) {
                var publicKey = rsa.toRSAPublicKey();
                int bits = publicKey.getModulus().bitLength();
                BigInteger exponent = publicKey.getPublicExponent();
                return bits >= RSA_BITS
                        && bits <= RSA_BITS_MOST
                        && exponent.compareTo(F4) >= 0
                        && exponent.bitLength() <= 64
                        && exponent.testBit(0)
                        && !roca(publicKey.getModulus());
            }
            if (key instanceof OctetKeyPair okp) {
                return Ed25519Signer.sound(okp.getDecodedX());
            }
            // Nimbus has checked that the point of an elliptic key is on its curve.
            return true;
        } catch (JOSEException notAKey) {
            return false;
        }
    }

    static boolean roca(BigInteger modulus) {
        return ROCA.stream().allMatch(prime -> {
            BigInteger rest = modulus.mod(BigInteger.valueOf(prime));
            BigInteger power = BigInteger.ONE;
            for (int i = 0; i < prime; i++) {
                if (power.equals(rest)) {
                    return true;
                }
                power = power.multiply(F4).mod(BigInteger.valueOf(prime));
            }
            return false;
        });
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
