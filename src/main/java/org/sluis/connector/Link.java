package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.sluis.canonical.Reason;

/** No data: what leads to another item of the message, of one of these kinds, and may lead nowhere else. */
record Link(Set<String> kinds, boolean required) implements ReadNode {
    @Override
    public void read(JsonNode json, MessageReader message) {
        if (json.isTextual()) {
            message.link(json.textValue(), kinds);
        } else {
            message.refuse(Reason.ELEMENT_NOT_VALID);
        }
    }

    @Override
    public void absent(MessageReader message) {
        if (required) {
            message.refuse(Reason.ELEMENT_MANDATORY_MISSING);
        }
    }
}
