package org.sluis.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * What is kept of a message that was accepted, to know a repeat by and to ask its recipient for it back: wrapped by itself,
 * since it may be about nobody.
 *
 * @param digest keyed, of its bytes: 32 bytes
 * @param messageId the sender's own
 * @param issued the ids in it that its recipient alone knows, each as {@code element=id}
 */
public record Kept(byte[] digest, String messageId, List<String> issued) {
    private static final int DIGEST_BYTES = 32;
    private static final String PUPIL = "subject.pairwiseId=";
    /** In no UTF-8, so in no id. */
    private static final int BEHIND_ID = 0xFF;

    /** Under the current epoch. Pass the {@link EpochGate} first. */
    public Wrapped wrapped(KeyFolder keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(digest, 0, DIGEST_BYTES);
        bytes.writeBytes(messageId.getBytes(UTF_8));
        if (!issued.isEmpty()) {
            bytes.write(BEHIND_ID);
            bytes.writeBytes(String.join("\n", issued).getBytes(UTF_8));
        }
        return keys.wrap(bytes.toByteArray());
    }

    /** @throws org.sluis.keys.KeyDestroyed @throws SecurityException as {@link KeyFolder#unwrap} */
    public static Kept open(KeyFolder keys, Wrapped wrapped) {
        byte[] bytes = keys.unwrap(wrapped);
        int end = DIGEST_BYTES;
        while (end < bytes.length && (bytes[end] & 0xFF) != BEHIND_ID) {
            end++;
        }
        return new Kept(
                Arrays.copyOf(bytes, DIGEST_BYTES),
                new String(bytes, DIGEST_BYTES, end - DIGEST_BYTES, UTF_8),
                end == bytes.length
                        ? List.of()
                        : List.of(new String(bytes, end + 1, bytes.length - end - 1, UTF_8).split("\n")));
    }

    /**
     * What the recipient can find the pupil by, under the current epoch. Pass the {@link EpochGate} first.
     *
     * @return null for what is about nobody, and where it is not known any more who was told
     */
    public byte @Nullable [] toldMark(Vault vault, String tenant, @Nullable String recipient) {
        if (recipient == null) {
            return null;
        }
        return issued.stream()
                .filter(each -> each.startsWith(PUPIL))
                .findFirst()
                .map(each -> vault.mark(Marked.TOLD, tenant, recipient, each.substring(PUPIL.length())))
                .orElse(null);
    }

    @Override
    public String toString() {
        return "Kept[]";
    }
}
