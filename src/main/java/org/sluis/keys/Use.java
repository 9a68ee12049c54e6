package org.sluis.keys;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.sluis.canonical.Ids;

/** What a key is for; a key of one use never serves another. */
enum Use {
    WRAP,
    PSEUDONYM,
    DEDUPE,
    /** What a person is found by in the database. */
    INDEX,
    LOG,
    RECEIPT,
    TOKEN;

    static final int SECRET_BYTES = 32;
    private static final int RSA_BITS = 3072;

    static Use of(String name) {
        for (Use use : values()) {
            if (use.label().equals(name)) {
                return use;
            }
        }
        throw new IllegalArgumentException("no such use of a key");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Public halves of these have gone out: the key is never destroyed by epoch, only superseded. */
    boolean signs() {
        return this == LOG || this == RECEIPT || this == TOKEN;
    }

    /** Whether the epoch's id says that its key is of this use. */
    boolean owns(String epoch) {
        return epoch.startsWith(label() + "-");
    }

    byte[] fresh(Ids ids) {
        if (this != TOKEN) {
            return ids.bytes(SECRET_BYTES);
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return generator.generateKeyPair().getPrivate().getEncoded();
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("RSA is missing from this JVM", absent);
        }
    }
}
