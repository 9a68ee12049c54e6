package org.sluis.keys;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Claims of the gateway, signed: JWS compact (RFC 7515), EdDSA over Ed25519 (RFC 8037), under the receipt key. The type
 * keeps one kind of claims from being taken for another. Claims hold ids, codes and times; content
 * only where they are sealed at once to the one who may read it ({@link RecipientKey}).
 */
public final class SignedClaims {
    private static final String USE = "receipt";

    private final KeyFolder keys;

    public SignedClaims(KeyFolder keys) {
        this.keys = keys;
    }

    /** @param type the {@code typ} header, for instance {@code sluis-receipt+jwt} */
    public String sign(String type, Map<String, Object> claims) {
        Ed25519Signer signer = keys.signer(USE);
        Map<String, Object> header = new TreeMap<>(Map.of("alg", "EdDSA", "kid", signer.keyId(), "typ", type));
        String input = encode(header) + "." + encode(claims);
        return input + "." + Base64URL.encode(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The public keys that verify them, current first (RFC 7517). */
    public Map<String, Object> jwks() {
        List<Map<String, Object>> published = keys.signers(USE).stream()
                .<Map<String, Object>>map(signer -> new TreeMap<>(Map.of(
                        "kty", "OKP",
                        "crv", "Ed25519",
                        "use", "sig",
                        "alg", "EdDSA",
                        "kid", signer.keyId(),
                        "x", Base64URL.encode(signer.publicKey()).toString())))
                .toList();
        return Map.of("keys", published);
    }

    private static Base64URL encode(Map<String, Object> json) {
        return Base64URL.encode(JSONObjectUtils.toJSONString(json));
    }
}
