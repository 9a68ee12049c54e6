package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.sluis.canonical.Reason;

/** No data: a word that a message must agree with. */
record Only(Set<String> words, boolean required) implements ReadNode {
    @Override
    public void read(JsonNode json, MessageReader message) {
        if (!json.isValueNode() || !words.contains(json.asText().strip())) {
            message.refuse(json.isValueNode() ? Reason.CODE_UNKNOWN : Reason.ELEMENT_NOT_VALID);
        }
    }

    @Override
    public void absent(MessageReader message) {
        if (required) {
            message.refuse(Reason.ELEMENT_MANDATORY_MISSING);
        }
    }
}
