package org.sluis.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import org.sluis.canonical.Ids;
import org.sluis.keys.Ed25519Signer;

/** A private key of a party, an OAuth2 client's or its envelopes', as a JWK (RFC 7517) in a file that its owner alone may read. */
public final class ClientKey {
    private ClientKey() {}

    /** The key in this file; {@link Trouble} when there is none or it is not a private key with a kid. */
    public static JWK read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new Trouble(
                    "no private key in " + file, "Name the file with --key, or let ./sluis demo --keep make one.");
        }
        try {
            JWK key = JWK.parse(Files.readString(file));
            if (key.isPrivate() && key.getKeyID() != null) {
                return key;
            }
        } catch (ParseException notAKey) {
            // Said below, without a word of what is in the file.
        }
        throw new Trouble(
                file + " does not hold a private key",
                "Give a JWK (RFC 7517) with a kid: P-256, Ed25519, or RSA from 2048 bits.");
    }

    /** The key in this file, made there first if there is none: P-256, for signatures. */
    public static JWK readOrMake(Path file, String kid) throws IOException {
        return readOrMake(file, kid, KeyUse.SIGNATURE);
    }

    /** The key that envelopes are sealed to, made first if there is none: P-256, for encryption. */
    public static ECKey readOrMakeForEnvelopes(Path file, String kid) throws IOException {
        return readOrMake(file, kid, KeyUse.ENCRYPTION).toECKey();
    }

    /**
     * A new Ed25519 key (RFC 8037) of a person, to approve with; its kid is its thumbprint (RFC 7638).
     *
     * @throws Trouble when the file is there: a key is never written over
     */
    public static OctetKeyPair makeForApprovals(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new Trouble(file + " is there already", "Name another file, or enrol that key with --enrol.");
        }
        byte[] seed = Ids.random().bytes(32);
        Base64URL x = Base64URL.encode(new Ed25519Signer("", seed).publicKey());
        try {
            OctetKeyPair key = new OctetKeyPair.Builder(Curve.Ed25519, x)
                    .d(Base64URL.encode(seed))
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint()
                    .build();
            write(file, key);
            return key;
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    /** The Ed25519 key in this file; {@link Trouble} for any other. */
    public static OctetKeyPair readForApprovals(Path file) throws IOException {
        if (read(file) instanceof OctetKeyPair key && Curve.Ed25519.equals(key.getCurve())) {
            return key;
        }
        throw new Trouble(
                file + " does not hold an Ed25519 key", "Make one with ./sluis person key PERSON --new FILE.");
    }

    private static JWK readOrMake(Path file, String kid, KeyUse use) throws IOException {
        if (!Files.exists(file)) {
            write(file, make(kid, use));
        }
        return read(file);
    }

    /** The public half as the JWK set that the directory wants. */
    public static String publicJwks(JWK key) {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private static ECKey make(String kid, KeyUse use) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyUse(use).keyID(kid).generate();
        } catch (JOSEException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static void write(Path file, JWK key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".jwk", ownerOnly);
        Files.writeString(whole, key.toJSONString());
        Files.move(whole, file);
    }
}
