package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which items of a list are asked for, and when a part counts as there: at each path one of these words, of which the
 * empty one means that nothing is said. A word that is not listed leaves the item out, so what is new is not let in.
 */
record Condition(Map<ReadPath, Set<String>> words) {
    static final Condition NONE = new Condition(Map.of());

    boolean holds(JsonNode item, MessageReader message) {
        return words.entrySet().stream().allMatch(entry -> {
            List<String> texts = entry.getKey().texts(item, message);
            return texts.isEmpty()
                    ? entry.getValue().contains("") && !entry.getKey().leadsTo(item, message)
                    : entry.getValue().containsAll(texts);
        });
    }
}
