package org.sluis.keys;

/**
 * A key as it may stand in the database: ciphertext, readable only with the key of the epoch in the key folder.
 *
 * @param epoch id of the key-encryption key it was wrapped under
 * @param bytes nonce (12 bytes), ciphertext and tag (16 bytes)
 */
public record Wrapped(String epoch, byte[] bytes) {

    @Override
    public String toString() {
        return "Wrapped[" + epoch + "]";
    }
}
