package org.sluis.protect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * Seals and opens what waits at rest. Confidential and whole: a changed byte, another row's key or another recipient
 * fails to open (NIST SP 800-38D). The data key lives wrapped only; who destroys it destroys the payload.
 */
public final class Sealing {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final KeyFolder keys;
    private final Ids ids;

    /** @param ciphertext nonce (12 bytes), then ciphertext and tag */
    record Sealed(Wrapped key, byte[] ciphertext) {}

    public Sealing(KeyFolder keys, Ids ids) {
        this.keys = keys;
        this.ids = ids;
    }

    Sealed seal(byte[] plain, String tenant, UUID disclosure, PartyId recipient) {
        byte[] dataKey = ids.bytes(32);
        byte[] nonce = ids.bytes(NONCE);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, dataKey, nonce, binding(tenant, disclosure, recipient))
                    .doFinal(plain);
            byte[] ciphertext = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new Sealed(keys.wrap(dataKey), ciphertext);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /**
     * The payload in plain.
     *
     * @throws IllegalStateException when it does not open: the bytes, the key or what it is bound to were changed
     */
    public byte[] open(Wrapped key, byte[] ciphertext, String tenant, UUID disclosure, PartyId recipient) {
        byte[] dataKey = keys.unwrap(key);
        try {
            byte[] nonce = Arrays.copyOf(ciphertext, NONCE);
            return cipher(Cipher.DECRYPT_MODE, dataKey, nonce, binding(tenant, disclosure, recipient))
                    .doFinal(ciphertext, NONCE, ciphertext.length - NONCE);
        } catch (GeneralSecurityException changed) {
            throw new IllegalStateException("a sealed payload does not open", changed);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] binding) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(binding);
        return cipher;
    }

    private static byte[] binding(String tenant, UUID disclosure, PartyId recipient) {
        return (tenant + "\n" + disclosure + "\n" + recipient).getBytes(StandardCharsets.UTF_8);
    }
}
