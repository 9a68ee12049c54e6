package org.sluis.gate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The text of a file as UTF-8, whichever of the encodings that its format declares it is in. What is valid UTF-8, with a
 * byte order mark or without, is UTF-8. Anything else is Windows-1252 (the WHATWG's index, but for the five bytes that
 * mean nothing in it) where the format says that this can be, and is refused otherwise: no other encoding is thought of.
 */
public final class DeclaredText {
    private DeclaredText() {}

    /**
     * The same text in strict UTF-8, without a byte order mark.
     *
     * @param windows1252 whether the format says that a file can be in it
     * @throws Refused BODY_EMPTY, BODY_TOO_LARGE, or NOT_UTF8 with the place; so is a file in Windows-1252 in which a
     *     letter of Western Europe stands as two bytes of UTF-8, for it is of two encodings and nobody can tell where which begins
     */
    public static byte[] utf8(byte[] file, boolean windows1252) {
        Gate.refuseTooLarge(file);
        boolean marked = file.length >= 3 && file[0] == (byte) 0xEF && file[1] == (byte) 0xBB && file[2] == (byte) 0xBF;
        byte[] plain = marked ? Arrays.copyOfRange(file, 3, file.length) : file;
        if (plain.length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        try {
            Utf8.check(plain);
            return plain;
        } catch (Refused notUtf8) {
            if (!windows1252 || marked) {
                throw notUtf8;
            }
            return recoded(plain);
        }
    }

    private static byte[] recoded(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            boolean ofTwo = (bytes[i] & 0xFE) == 0xC2 && i + 1 < bytes.length && (bytes[i + 1] & 0xC0) == 0x80;
            if (bytes[i] == 0 || ofTwo) {
                throw new Refused(Reason.NOT_UTF8, Utf8.place(bytes, i));
            }
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = Charset.forName("windows-1252")
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, text, true);
        if (result.isError()) {
            throw new Refused(Reason.NOT_UTF8, Utf8.place(bytes, in.position()));
        }
        return text.flip().toString().getBytes(StandardCharsets.UTF_8);
    }
}
