package org.sluis.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** JSON (RFC 8259) token by token: nothing is built, so nothing that comes in can make it large. */
final class JsonGate {
    // The lengths are StrictParser's to judge, token by token; Jackson's own may never come first with another reason.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Gate.MAX_BODY_BYTES)
                    .maxStringLength(Gate.MAX_BODY_BYTES)
                    .maxNameLength(Gate.MAX_BODY_BYTES)
                    .build())
            .build();

    private JsonGate() {}

    /** What to read from the tokens; the trailing end is looked at afterwards. */
    interface Reading<T extends @Nullable Object> {
        T from(JsonParser parser) throws IOException;
    }

    static void check(byte[] utf8) {
        read(utf8, parser -> {
            while (parser.nextToken() != null) {
                // each token was judged as it was read
            }
            return true;
        });
    }

    /** Reads strict UTF-8 as one JSON object within the limits, or refuses with a place. */
    static <T extends @Nullable Object> T read(byte[] utf8, Reading<T> reading) {
        try (JsonParser parser = new StrictParser(FACTORY.createParser(utf8), utf8)) {
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new Refused(Reason.NOT_WELL_FORMED);
            }
            return read;
        } catch (JsonProcessingException wrong) {
            throw refused(wrong, utf8);
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
    }

    private static Refused refused(JsonProcessingException wrong, byte[] utf8) {
        Reason reason =
                wrong.getOriginalMessage().startsWith("Duplicate ") ? Reason.DUPLICATE_KEY : Reason.NOT_WELL_FORMED;
        return wrong.getLocation() == null
                ? new Refused(reason)
                : new Refused(reason, Utf8.place(utf8, wrong.getLocation().getByteOffset()));
    }
}
