package org.sluis.gate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The one way to a JSON tree: the limits of the {@link Gate} hold for every token while it is built. Numbers with a point
 * or an exponent become {@code BigDecimal} with every digit that was written, whole numbers stay whole; nothing is
 * turned into another type.
 */
public final class StrictJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    /**
     * The tree of one JSON object.
     *
     * @throws Refused with a line and column where it is empty, over a limit, not strict UTF-8 or not one JSON object
     */
    public static JsonNode tree(byte[] body) {
        if (body.length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        Gate.refuseTooLarge(body);
        Utf8.check(body);
        return JsonGate.read(body, MAPPER::readTree);
    }
}
