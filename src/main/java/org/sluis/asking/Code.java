package org.sluis.asking;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sluis.canonical.Ids;

/**
 * What a verified person is handed over: sixteen characters in Crockford's base 32, 80 bits from the one source of chance.
 * The first four find the invitation; the other twelve, 60 bits, are the secret. Whoever reads it aloud or types it may
 * use small letters, leave out the hyphens, and take O for 0 and I or L for 1.
 *
 * @param handle not secret
 * @param secret kept as a keyed hash only
 */
record Code(String handle, String secret) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{16}");
    private static final int BYTES = 10;
    private static final int GROUP = 4;
    private static final int BITS = 5;

    static Code fresh(Ids ids) {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : ids.bytes(BYTES)) {
            held = held << Byte.SIZE | each & 0xFF;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt(held >> bits & 0x1F));
            }
            held &= (1 << bits) - 1;
        }
        return of(text.toString());
    }

    /** Empty for what has not the form of a code. */
    static Optional<Code> parse(String text) {
        String plain = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return FORM.matcher(plain).matches() ? Optional.of(of(plain)) : Optional.empty();
    }

    /** The same handle with another secret: a code that nobody is told. */
    Code untold(Ids ids) {
        return new Code(handle, fresh(ids).secret);
    }

    /** For the professional's screen, in groups of four. */
    String told() {
        return (handle + secret).replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    private static Code of(String sixteen) {
        return new Code(sixteen.substring(0, GROUP), sixteen.substring(GROUP));
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "Code";
    }
}
