package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientKeysTest {
    @Test
    void takesEllipticAndRsaKeysForSignatures() {
        JWKSet set = new JWKSet(List.of(Town.LINDE_KEY.toPublicJWK(), Town.RSA_KEY.toPublicJWK()));

        assertThat(ClientKeys.parse(set.toString()).getKeys()).hasSize(2);
    }

    @Test
    void refusesAPrivateKey() {
        refuses(new JWKSet(Town.LINDE_KEY).toString(false));
    }

    @Test
    void refusesASymmetricKey() {
        refuses(new JWKSet(new OctetSequenceKey.Builder(new byte[32]).keyID("a").build()).toString(false));
    }

    @Test
    void refusesAWeakRsaKey() {
        refuses(Town.jwks(Town.rsa("a", 1024 + 512)));
        refuses(rsa(Town.RSA_KEY.getModulus().decodeToBigInteger(), BigInteger.valueOf(3)));
    }

    @Test
    void refusesAnotherCurve() throws Exception {
        refuses(Town.jwks(new ECKeyGenerator(Curve.P_384).keyID("a").generate()));
        refuses(Town.jwks(new ECKeyGenerator(Curve.SECP256K1)
                .keyID("a")
                .provider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                .generate()));
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        String x = Town.LINDE_KEY.getX().toString();
        refuses(Town.jwks(Town.LINDE_KEY).replace(x, Town.ANKER_KEY.getX().toString()));
    }

    @Test
    void refusesAKeyForEncryptionOrAnotherAlgorithm() throws Exception {
        refuses(Town.jwks(new ECKeyGenerator(Curve.P_256)
                .keyID("a")
                .keyUse(KeyUse.ENCRYPTION)
                .generate()));
        refuses(Town.jwks(
                new RSAKey.Builder(Town.RSA_KEY).algorithm(JWSAlgorithm.RS512).build()));
    }

    @Test
    void refusesTwoKeysUnderOneNameAndAKeyWithout() throws Exception {
        JWK same = new com.nimbusds.jose.jwk.ECKey.Builder(Town.ANKER_KEY)
                .keyID("linde-1")
                .build();
        refuses(new JWKSet(List.of(Town.LINDE_KEY.toPublicJWK(), same.toPublicJWK())).toString());
        refuses(Town.jwks(new ECKeyGenerator(Curve.P_256).generate()));
    }

    @Test
    void refusesWhatIsNoSetOfKeys() {
        refuses("{\"keys\":[]}");
        refuses("[]");
        refuses("");
    }

    /** CVE-2017-15361: the faulty library made primes, and so moduli, that are powers of 65537 modulo a primorial. */
    @Test
    void refusesAKeyOfTheFaultyLibrary() {
        BigInteger primorial = BigInteger.ONE;
        for (int prime = 2; prime <= 167; prime++) {
            if (BigInteger.valueOf(prime).isProbablePrime(50)) {
                primorial = primorial.multiply(BigInteger.valueOf(prime));
            }
        }
        BigInteger rest = BigInteger.valueOf(65537).modPow(BigInteger.valueOf(12345), primorial);
        BigInteger modulus = primorial
                .multiply(BigInteger.ONE.shiftLeft(2047).divide(primorial).add(BigInteger.TWO))
                .add(rest);

        assertThat(modulus.bitLength()).isEqualTo(2048);
        assertThat(ClientKeys.roca(modulus)).isTrue();
        assertThat(ClientKeys.roca(Town.RSA_KEY.getModulus().decodeToBigInteger()))
                .isFalse();
        refuses(rsa(modulus, BigInteger.valueOf(65537)));
    }

    private static String rsa(BigInteger modulus, BigInteger exponent) {
        return Town.jwks(new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(exponent))
                .keyID("a")
                .build());
    }

    private static void refuses(String jwks) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClientKeys.parse(jwks));
    }
}
