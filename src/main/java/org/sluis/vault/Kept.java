package org.sluis.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * What is kept of a message that was accepted, to know a repeat by: wrapped by itself, since it may be about nobody.
 *
 * @param digest keyed, of its bytes: 32 bytes
 * @param messageId the sender's own
 */
public record Kept(byte[] digest, String messageId) {
    private static final int DIGEST_BYTES = 32;

    /** Under the current epoch. Pass the {@link EpochGate} first. */
    public Wrapped wrapped(KeyFolder keys) {
        byte[] id = messageId.getBytes(UTF_8);
        return keys.wrap(ByteBuffer.allocate(DIGEST_BYTES + id.length)
                .put(digest, 0, DIGEST_BYTES)
                .put(id)
                .array());
    }

    /** @throws org.sluis.keys.KeyDestroyed @throws SecurityException as {@link KeyFolder#unwrap} */
    public static Kept open(KeyFolder keys, Wrapped wrapped) {
        byte[] bytes = keys.unwrap(wrapped);
        return new Kept(
                Arrays.copyOf(bytes, DIGEST_BYTES),
                new String(bytes, DIGEST_BYTES, bytes.length - DIGEST_BYTES, UTF_8));
    }

    @Override
    public String toString() {
        return "Kept[]";
    }
}
