package org.sluis.disclosure;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sluis.audit.AuditReceipt;
import org.sluis.keys.Ed25519Signer;
import org.sluis.keys.KeyFolder;

/**
 * Signed receipts: JWS (RFC 7515), EdDSA over Ed25519 (RFC 8037). Whoever holds one can show that this entry was promised
 * a place in the log, before it has one.
 */
final class Receipts {
    private final KeyFolder keys;

    Receipts(KeyFolder keys) {
        this.keys = keys;
    }

    /** Compact form; the claims are the disclosure, the entry, its leaf hash and the time. */
    String sign(AuditReceipt receipt) {
        Map<String, Object> claims = new TreeMap<>();
        claims.put("at", receipt.at().toString());
        claims.put("disclosure", receipt.disclosure().toString());
        claims.put("entry", receipt.entry().toString());
        claims.put("leaf", receipt.leaf());
        return sign("sluis-receipt+jwt", claims);
    }

    /** Signs any content-free claims under the receipt key; the type keeps one kind from being taken for another. */
    String sign(String type, Map<String, Object> claims) {
        Ed25519Signer signer = keys.signer("receipt");
        Map<String, Object> header = new TreeMap<>(Map.of("alg", "EdDSA", "kid", signer.keyId(), "typ", type));
        String input = encode(header) + "." + encode(claims);
        return input + "." + Base64URL.encode(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The public keys that verify receipts, current first (RFC 7517). */
    Map<String, Object> jwks() {
        List<Map<String, Object>> published = keys.signers("receipt").stream()
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
