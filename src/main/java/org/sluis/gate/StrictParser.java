package org.sluis.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Judges each token as it is read, so that one set of limits serves the gate and whoever builds a tree. */
final class StrictParser extends JsonParserDelegate {
    static final int MAX_DEPTH = 32;
    static final int MAX_TOKENS = 100_000;
    static final int MAX_NAME = 256;
    /** Different names in one document: a table of names can be made slow by names chosen to collide. */
    static final int MAX_NAMES = 2_000;

    static final int MAX_STRING = 64 * 1024;
    static final int MAX_NUMBER = 32;
    static final int MAX_EXPONENT = 30;

    private final byte[] utf8;
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int tokens;

    StrictParser(JsonParser parser, byte[] utf8) {
        super(parser);
        this.utf8 = utf8;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = delegate.nextToken();
        if (token == null) {
            require(tokens > 0, Reason.NOT_WELL_FORMED);
            return null;
        }
        tokens++;
        require(tokens <= MAX_TOKENS, Reason.TOO_MANY_NODES);
        require(depth > 0 || (tokens == 1 && token == JsonToken.START_OBJECT), Reason.NOT_WELL_FORMED);
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                depth++;
                require(depth <= MAX_DEPTH, Reason.TOO_DEEP);
            }
            case END_OBJECT, END_ARRAY -> depth--;
            case FIELD_NAME -> {
                requireText(MAX_NAME);
                names.add(delegate.currentName());
                require(names.size() <= MAX_NAMES, Reason.TOO_MANY_NODES);
            }
            case VALUE_STRING -> requireText(MAX_STRING);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> requireNumber();
            default -> {}
        }
        return token;
    }

    private void requireText(int max) throws IOException {
        int length = delegate.getTextLength();
        require(length <= max, Reason.TEXT_TOO_LONG);
        require(Utf8.isText(delegate.getTextCharacters(), delegate.getTextOffset(), length), Reason.NOT_UTF8);
    }

    private void requireNumber() throws IOException {
        require(delegate.getTextLength() <= MAX_NUMBER, Reason.NUMBER_TOO_LONG);
        String number = delegate.getText();
        int e = Math.max(number.indexOf('e'), number.indexOf('E'));
        require(
                e < 0 || new BigInteger(number.substring(e + 1)).abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) <= 0,
                Reason.NUMBER_TOO_LONG);
    }

    private void require(boolean holds, Reason otherwise) {
        if (!holds) {
            throw new Refused(
                    otherwise, Utf8.place(utf8, delegate.currentTokenLocation().getByteOffset()));
        }
    }
}
