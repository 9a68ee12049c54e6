package org.sluis.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;

/**
 * The key of one subject's own. AES-256-GCM with a random nonce; the associated data are controller, column and row, so that
 * nothing sealed can be moved unseen. It lasts as long as the subject does: when an epoch turns it is wrapped anew.
 */
public final class SubjectKey {
    static final int BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String tenant;
    private final byte[] key;
    private final Ids ids;

    SubjectKey(String tenant, byte[] key, Ids ids) {
        this.tenant = tenant;
        this.key = key;
        this.ids = ids;
    }

    /** @param row the id of the row it stands in @return nonce (12 bytes), ciphertext and tag (16 bytes); null for null */
    public byte @Nullable [] seal(Column column, Object row, @Nullable String value) {
        if (value == null) {
            return null;
        }
        byte[] nonce = ids.bytes(NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, column, row).doFinal(value.getBytes(UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("AES-GCM is missing from this JVM", absent);
        }
    }

    /** @throws SecurityException for anything that {@link #seal} did not give for this column and row */
    public String open(Column column, Object row, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new SecurityException("not sealed: " + column.label());
        }
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, nonce, column, row)
                            .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES),
                    UTF_8);
        } catch (AEADBadTagException changed) {
            throw new SecurityException("a sealed value was changed: " + column.label(), changed);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("AES-GCM is missing from this JVM", absent);
        }
    }

    /** The same of a column that may be empty. */
    public @Nullable String openIfAny(Column column, Object row, byte @Nullable [] sealed) {
        return sealed == null ? null : open(column, row, sealed);
    }

    /** By which the value is found among this subject's own rows. It never changes, and says nothing without this key. */
    public byte[] mark(Column column, String value) {
        return Hmac.of(Hmac.of(key, "mark"), column.label(), value);
    }

    private Cipher cipher(int mode, byte[] nonce, Column column, Object row) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((tenant + '\0' + column.label() + '\0' + row).getBytes(UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "SubjectKey[]";
    }
}
