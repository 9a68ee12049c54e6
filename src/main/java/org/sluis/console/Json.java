package org.sluis.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What a form asked, as the desks behind the pages take it: they are the same that are asked over HTTP. */
public final class Json {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {}

    /** @param asked texts and numbers by name */
    public static byte[] of(Map<String, ?> asked) {
        try {
            return JSON.writeValueAsBytes(asked);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers are JSON", impossible);
        }
    }
}
