package org.sluis.connector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** A JSON tree in which no key stands twice and nothing follows the end. */
final class StrictTree {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictTree() {}

    static JsonNode of(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException broken) {
            throw new Refused(Reason.NOT_WELL_FORMED);
        } catch (IOException broken) {
            throw new Refused(Reason.NOT_WELL_FORMED);
        }
    }
}
