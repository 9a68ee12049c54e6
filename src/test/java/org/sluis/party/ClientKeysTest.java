package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeysTest {
    private static final OctetKeyPair ED = Town.ed25519("ed-1");

    @Test
    void takesEllipticAndRsaKeysForSignatures() {
        JWKSet set = new JWKSet(List.of(Town.LINDE_KEY.toPublicJWK(), Town.RSA_KEY.toPublicJWK()));

        assertThat(ClientKeys.parse(set.toString()).getKeys()).hasSize(2);
    }

    @Test
    void takesAnEd25519Key() {
        assertThat(ClientKeys.parse(Town.jwks(ED)).getKeys()).containsExactly(ED.toPublicJWK());
        assertThat(ClientKeys.parse(okp("Ed25519", ED.getX().toString(), ",\"alg\":\"EdDSA\",\"use\":\"sig\""))
                        .getKeys())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X25519", "Ed448", "X448", "P-256", "ed25519"})
    void refusesAnOctetKeyOfAnyOtherCurve(String curve) {
        refuses(okp(curve, ED.getX().toString(), ""));
    }

    /** RFC 8032 section 5.1.3: not of 32 bytes, not a point, not canonical, of order 1, 2, 4 and 8, and a key plus one of order 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "16a567fe7d4ef5482ab4012c369bf8c5f11e8d0c2559dcda50fde59708f8aee5"
            })
    void refusesAnEd25519KeyThatIsNoSoundPoint(String point) {
        refuses(okp("Ed25519", Base64URL.encode(HexFormat.of().parseHex(point)).toString(), ""));
    }

    @Test
    void refusesAnAlgorithmThatDoesNotFitTheKey() throws Exception {
        for (String algorithm : List.of("ES256", "RS256", "HS256", "none", "RS1", "Ed25519", "Ed448")) {
            refuses(okp("Ed25519", ED.getX().toString(), ",\"alg\":\"" + algorithm + "\""));
        }
        refuses(Town.jwks(
                new RSAKey.Builder(Town.RSA_KEY).algorithm(JWSAlgorithm.EdDSA).build()));
        refuses(Town.jwks(new com.nimbusds.jose.jwk.ECKey.Builder(Town.LINDE_KEY)
                .algorithm(JWSAlgorithm.RS256)
                .build()));
        refuses(okp("Ed25519", ED.getX().toString(), ",\"use\":\"enc\""));
    }

    @Test
    void refusesAPrivateKey() {
        refuses(new JWKSet(Town.LINDE_KEY).toString(false));
        refuses(new JWKSet(ED).toString(false));
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

    private static String okp(String curve, String x, String more) {
        return "{\"keys\":[{\"kty\":\"OKP\",\"kid\":\"a\",\"crv\":\"" + curve + "\",\"x\":\"" + x + "\"" + more + "}]}";
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
