package org.sluis.gate;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * Strict UTF-8 (RFC 3629): the shortest form only, no surrogates, no byte order mark, no NUL. A parser that guesses
 * another encoding finds no ground for it here.
 */
final class Utf8 {
    private Utf8() {}

    static void check(byte[] body) {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            throw new Refused(Reason.NOT_UTF8, place(body, 0));
        }
        for (int i = 0; i < body.length; i++) {
            if (body[i] == 0) {
                throw new Refused(Reason.NOT_UTF8, place(body, i));
            }
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer thrownAway = CharBuffer.allocate(Math.min(8192, body.length + 1));
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            thrownAway.clear();
            result = decoder.decode(in, thrownAway, true);
        }
        if (result.isError()) {
            throw new Refused(Reason.NOT_UTF8, place(body, in.position()));
        }
    }

    /** Whether each surrogate in the characters has its other half, and none of them is NUL. */
    static boolean isText(char[] characters, int from, int length) {
        for (int i = from; i < from + length; i++) {
            char c = characters[i];
            if (Character.isHighSurrogate(c) && i + 1 < from + length && Character.isLowSurrogate(characters[i + 1])) {
                i++;
            } else if (Character.isSurrogate(c) || c == 0) {
                return false;
            }
        }
        return true;
    }

    /** Where a byte stands, as a person counts: lines and characters from 1. */
    static String place(byte[] body, long offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(offset, body.length); i++) {
            if (body[i] == '\n') {
                line++;
                column = 1;
            } else if ((body[i] & 0xC0) != 0x80) { // not the rest of a character
                column++;
            }
        }
        return place(line, column);
    }

    static String place(int line, int column) {
        return "line " + line + ", column " + column;
    }
}
