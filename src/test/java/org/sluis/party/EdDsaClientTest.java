package org.sluis.party;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;

/** Clients that sign with Ed25519 (RFC 8037), at the token endpoint; the JDK signs, so two libraries must agree. */
@ExtendWith(RealPostgres.class)
class EdDsaClientTest {
    private static final OctetKeyPair ED = Town.ed25519("linde-ed");

    @TempDir
    private static Path folder;

    private static Node node;

    @BeforeAll
    static void start(Database database) {
        node = Node.start(database, folder.resolve("keys"));
        DirectoryFile.load(Path.of("test-fixtures/people/parties.yaml"))
                .register(
                        node.the(Registrar.class),
                        Map.of(
                                "de-linde-direct", Town.jwks(ED),
                                "het-anker-direct", Town.jwks(Town.ANKER_KEY),
                                "klasboek", Town.jwks(Town.RSA_KEY)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aDirectoryFilesClientGetsATokenForItsParty() throws Exception {
        String token = Town.at(node, "de-linde-direct", ED).token(null);

        assertThat(Town.who(node, token).body()).isEqualTo("waterlee-scholen de-linde-direct de-linde");
    }

    @Test
    void whatTheJdkSignedIsAccepted() throws Exception {
        assertThat(ask(made("EdDSA", "linde-ed", "de-linde-direct", jdk(ED))).statusCode())
                .isEqualTo(200);
        assertThat(ask(made("RS256", "rsa-1", "klasboek", rsa("SHA256withRSA"))).body())
                .as("a vendor that named no party")
                .contains("invalid_scope");
        assertThat(ask(made("ES256", "anker-1", "het-anker-direct", elliptic())).statusCode())
                .isEqualTo(200);
    }

    static Stream<Map.Entry<String, String>> bad() throws Exception {
        Signer ed = jdk(ED);
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("another Ed25519 key", linde("EdDSA", jdk(Town.ed25519("linde-ed"))));
        bad.put("one bit changed", linde("EdDSA", changed(ed, 0)));
        bad.put("one bit of the second half changed", linde("EdDSA", changed(ed, 40)));
        bad.put("a signature that is too short", linde("EdDSA", input -> java.util.Arrays.copyOf(ed.sign(input), 63)));
        for (String name : new String[] {"Ed25519", "Ed448", "EDDSA", "ES256", "RS256", "PS256", "RS1"}) {
            bad.put(name + " said of an Ed25519 signature", linde(name, ed));
        }
        bad.put("none", linde("none", ed));
        byte[] known = ED.toPublicJWK().getDecodedX();
        for (String[] mac :
                new String[][] {{"HS256", "HmacSHA256"}, {"HS384", "HmacSHA384"}, {"HS512", "HmacSHA512"}}) {
            bad.put(mac[0] + " under the public key", linde(mac[0], input -> mac(mac[1], known, input)));
        }
        bad.put("EdDSA under an RSA key", made("EdDSA", "rsa-1", "klasboek", rsa("SHA256withRSA")));
        bad.put("EdDSA under an elliptic key", made("EdDSA", "anker-1", "het-anker-direct", elliptic()));
        bad.put("RS1", made("RS1", "rsa-1", "klasboek", rsa("SHA1withRSA")));
        bad.put("RS512", made("RS512", "rsa-1", "klasboek", rsa("SHA512withRSA")));
        return bad.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refuses(Map.Entry<String, String> assertion) throws Exception {
        HttpResponse<String> answer = ask(assertion.getValue());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    /** Signs the bytes of header and claims. */
    interface Signer {
        byte[] sign(byte[] input) throws Exception;
    }

    private static String linde(String algorithm, Signer signer) throws Exception {
        return made(algorithm, "linde-ed", "de-linde-direct", signer);
    }

    /** Put together by hand: a library would not write most of these. */
    private static String made(String algorithm, String kid, String client, Signer signer) throws Exception {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}";
        String claims = Town.good().issuer(client).subject(client).build().toString();
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        return input + "." + Base64URL.encode(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Signer jdk(OctetKeyPair key) throws Exception {
        return signature(
                "Ed25519",
                KeyFactory.getInstance("Ed25519")
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, key.getDecodedD())));
    }

    private static Signer rsa(String algorithm) throws Exception {
        return signature(algorithm, Town.RSA_KEY.toPrivateKey());
    }

    private static Signer elliptic() throws Exception {
        return signature("SHA256withECDSAinP1363Format", Town.ANKER_KEY.toPrivateKey());
    }

    private static Signer signature(String algorithm, PrivateKey key) {
        return input -> {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        };
    }

    private static Signer changed(Signer signer, int at) {
        return input -> {
            byte[] signature = signer.sign(input);
            signature[at] ^= 1;
            return signature;
        };
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] input) throws Exception {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(input);
    }

    private static HttpResponse<String> ask(String assertion) throws Exception {
        return new TokenClient(Town.HTTP, node.at("/"), Town.assertion("unused", ED)).ask(assertion, null);
    }
}
