package org.sluis.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.erdtman.jcs.JsonCanonicalizer;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.law.ConsentFact;
import org.sluis.party.PartyKind;

/**
 * A {@link DecisionInput} as canonical JSON (RFC 8785). The same input gives the same bytes; what was stored, with its
 * keys in any order (PostgreSQL's {@code jsonb} keeps none), reads back as the same input and so gives the same bytes
 * and the same decision again.
 */
public final class DecisionJson {
    private static final long LARGEST_EXACT = (1L << 53) - 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addMixIn(PartyId.class, AsText.class)
            .addMixIn(Purpose.class, AsText.class)
            .addMixIn(PartyKind.class, AsCode.class)
            .build();

    private DecisionJson() {}

    /** The canonical bytes, UTF-8. */
    public static byte[] write(DecisionInput input) {
        if (input.facts().subjectVersion() > LARGEST_EXACT
                || input.facts().consents().stream()
                        .mapToLong(ConsentFact::version)
                        .anyMatch(v -> v > LARGEST_EXACT)) {
            throw new IllegalArgumentException("a version is larger than JSON can tell exactly");
        }
        try {
            byte[] sorted = JSON.writeValueAsBytes(input);
            // Sorted is canonical: no number has a fraction or is too large, and only an escape can be written in two
            // ways.
            return escaped(sorted) ? new JsonCanonicalizer(sorted).getEncodedUTF8() : sorted;
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    private static boolean escaped(byte[] json) {
        for (byte each : json) {
            if (each == '\\') {
                return true;
            }
        }
        return false;
    }

    /** @throws IllegalArgumentException when this is not a decision's input, whole and with nothing added */
    public static DecisionInput read(byte[] json) {
        try {
            DecisionInput read = JSON.readValue(json, DecisionInput.class);
            if (read != null) { // a lone null is JSON too
                return read;
            }
        } catch (IOException wrong) {
            throw new IllegalArgumentException("this is not the input of a decision", wrong);
        }
        throw new IllegalArgumentException("this is not the input of a decision");
    }

    /** The same, as a column of the database holds it. */
    public static DecisionInput read(String json) {
        return read(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A record of one name, as that name. */
    private record AsText(@JsonValue String value) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        AsText {}
    }

    private interface AsCode {
        @JsonValue
        String code();
    }
}
