package org.sluis.canonical;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** The one source of random ids and salts, injected so that tests can fix it. */
public interface Ids {

    /** A random UUID (version 4, RFC 9562): reveals neither time nor order. */
    UUID next();

    /** Fresh random bytes for salts and keys. */
    byte[] bytes(int length);

    /** Ids from the platform's cryptographic random source. */
    static Ids random() {
        SecureRandom random = new SecureRandom();
        return new Ids() {
            @Override
            public UUID next() {
                ByteBuffer raw = ByteBuffer.wrap(bytes(16));
                long high = raw.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
                long low = raw.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
                return new UUID(high, low);
            }

            @Override
            public byte[] bytes(int length) {
                byte[] out = new byte[length];
                random.nextBytes(out);
                return out;
            }
        };
    }
}
