package org.sluis.party.person;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.keys.Ed25519Signer;
import org.sluis.party.StrictJws;

/**
 * What an approver signs: JWS compact (RFC 7515), EdDSA over Ed25519 (RFC 8037), {@code typ} {@value #TYPE}, the kid the
 * key's thumbprint (RFC 7638), exactly these claims.
 *
 * @param digest of the proposal's content, SHA-256 in hex
 * @param person whose key it is
 * @param issuedAt {@code iat}, whole seconds
 */
public record Approval(UUID proposal, String digest, UUID person, Instant issuedAt) {
    /** So that no other signed claims are taken for an approval. */
    public static final String TYPE = "sluis-approval+jwt";

    private static final Set<JWSAlgorithm> EDDSA = Set.of(JWSAlgorithm.EdDSA);
    private static final Set<String> CLAIMS = Set.of("proposal", "digest", "person", "iat");

    /** @param key a private Ed25519 key */
    public String sign(OctetKeyPair key) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .type(new JOSEObjectType(TYPE))
                .keyID(PersonKey.thumbprint(key))
                .build();
        Map<String, Object> claims = new TreeMap<>(Map.of(
                "proposal", proposal.toString(),
                "digest", digest,
                "person", person.toString(),
                "iat", issuedAt.getEpochSecond()));
        String input = header.toBase64URL() + "." + Base64URL.encode(JSONObjectUtils.toJSONString(claims));
        byte[] signature =
                new Ed25519Signer(header.getKeyID(), key.getDecodedD()).sign(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + Base64URL.encode(signature);
    }

    /** The kid it names; nothing in it is true yet. @throws Refused APPROVAL_NOT_VALID when it is no approval at all */
    static String kid(String jws) {
        return StrictJws.parsed(jws, EDDSA)
                .filter(jwt -> jwt.getHeader().getType() != null
                        && TYPE.equals(jwt.getHeader().getType().getType()))
                .map(jwt -> jwt.getHeader().getKeyID())
                .orElseThrow(() -> refused("/:not-an-approval"));
    }

    /** @throws Refused APPROVAL_NOT_VALID when the key did not sign it or it says too little or too much */
    static Approval verified(String jws, PersonKey key) {
        kid(jws);
        SignedJWT jwt = StrictJws.verified(jws, EDDSA, new JWKSet(key.jwk()))
                .orElseThrow(() -> refused("/:not-signed-by-this-key"));
        Map<String, Object> claims = jwt.getPayload().toJSONObject();
        if (claims == null || !claims.keySet().equals(CLAIMS) || !(claims.get("iat") instanceof Long seconds)) {
            throw refused("/:other-claims");
        }
        try {
            return new Approval(
                    id(claims, "proposal"),
                    String.valueOf(claims.get("digest")),
                    id(claims, "person"),
                    Instant.ofEpochSecond(seconds));
        } catch (java.time.DateTimeException tooFar) {
            throw refused("/iat:not-a-time");
        }
    }

    private static UUID id(Map<String, Object> claims, String name) {
        return Optional.of(String.valueOf(claims.get(name)))
                .flatMap(Form::uuid)
                .orElseThrow(() -> refused("/" + name + ":not-an-id"));
    }

    static Refused refused(String where) {
        return new Refused(Reason.APPROVAL_NOT_VALID, where);
    }
}
