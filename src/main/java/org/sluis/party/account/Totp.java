package org.sluis.party.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;

/**
 * Codes by time (RFC 6238: six digits, thirty seconds, HMAC-SHA-1, which every authenticator app knows). The secret is derived
 * from a key outside the database and a nonce in it, so it is kept nowhere.
 */
final class Totp {
    private static final String USE = "dedupe";
    private static final int SECRET_BYTES = 20;
    private static final long STEP = Duration.ofSeconds(30).toSeconds();

    private final KeyFolder keys;
    private final TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();

    Totp(KeyFolder keys) {
        this.keys = keys;
    }

    String epoch() {
        return keys.currentEpoch(USE);
    }

    /** @throws KeyDestroyed when the epoch's key is gone: who signed in by it is invited again */
    byte[] secret(String epoch, String tenant, UUID person, byte[] nonce) {
        byte[] derived = keys.derive(
                USE,
                epoch,
                "console-code",
                tenant,
                person.toString(),
                HexFormat.of().formatHex(nonce));
        return Arrays.copyOf(derived, SECRET_BYTES);
    }

    /** The time step that the code is of: now, the one before or the one after, and later than the last that was used. */
    OptionalLong step(byte[] secret, String code, Instant now, long last) {
        long current = now.getEpochSecond() / STEP;
        return LongStream.rangeClosed(current - 1, current + 1)
                .filter(step -> step > last)
                .filter(step -> MessageDigest.isEqual(ascii(at(secret, step)), ascii(code)))
                .findFirst();
    }

    private String at(byte[] secret, long step) {
        try {
            Key key = new SecretKeySpec(secret, codes.getAlgorithm());
            return codes.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP));
        } catch (InvalidKeyException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
