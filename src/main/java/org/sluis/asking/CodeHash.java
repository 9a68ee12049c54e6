package org.sluis.asking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;

/**
 * HMAC-SHA-256 of a code's secret, under a key that is not in the database and is another for each invitation: a copy of
 * the database is no help in guessing, and a hash opens one invitation alone.
 */
final class CodeHash {
    private static final String USE = "dedupe";

    private final KeyFolder keys;
    private final String of;

    /** @param of what kind of code: the hash of one kind is never that of another */
    CodeHash(KeyFolder keys, String of) {
        this.keys = keys;
        this.of = of;
    }

    String epoch() {
        return keys.currentEpoch(USE);
    }

    byte[] hash(String epoch, String tenant, UUID invitation, Code code) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = keys.derive(USE, epoch, of, tenant, invitation.toString());
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(code.secret().getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("HMAC-SHA-256 is missing from this JVM", absent);
        }
    }

    /** In constant time. A code whose key was destroyed matches nothing. */
    boolean matches(byte[] hash, String epoch, String tenant, UUID invitation, Code code) {
        try {
            return MessageDigest.isEqual(hash, hash(epoch, tenant, invitation, code));
        } catch (KeyDestroyed gone) {
            return false;
        }
    }
}
