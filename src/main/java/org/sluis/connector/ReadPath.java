package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sluis.canonical.Reason;

/** The way to a field: {@code /name} or {@code /name/name}. */
record ReadPath(List<String> steps) {
    private static final Pattern FORM = Pattern.compile("(/[A-Za-z_][A-Za-z0-9_-]*)+");

    static ReadPath of(MappingSource source) {
        return of(source, source.text());
    }

    static ReadPath of(MappingSource source, String text) {
        if (!FORM.matcher(text).matches()) {
            throw source.wrong("'" + text + "' is not a path; write /name or /name/name");
        }
        return new ReadPath(List.of(text.substring(1).split("/", -1)));
    }

    /** Whether there is anything. */
    boolean leadsTo(JsonNode from, MessageReader message) {
        return ends(from).stream().anyMatch(each -> !message.absent(each));
    }

    /** The words there, in their order; none where they are absent. */
    List<String> texts(JsonNode from, MessageReader message) {
        return ends(from).stream()
                .filter(each -> each.isValueNode() && !message.absent(each))
                .map(each -> each.asText().strip())
                .toList();
    }

    /** Takes what is there out of a tree, and out of each item of a list on the way. */
    void remove(JsonNode from) {
        String last = steps.get(steps.size() - 1);
        List<JsonNode> parents =
                steps.size() == 1 ? List.of(from) : new ReadPath(steps.subList(0, steps.size() - 1)).ends(from);
        parents.forEach(parent -> {
            if (parent instanceof ObjectNode object) {
                object.remove(last);
            }
        });
    }

    /** Tells what is wrong at this place. */
    void refuse(Reason reason, MessageReader message) {
        steps.forEach(message::down);
        message.refuse(reason);
        steps.forEach(step -> message.up());
    }

    @Override
    public String toString() {
        return "/" + String.join("/", steps);
    }

    /** What is there; where there is a list on the way, or at its end, what is there of each item. */
    private List<JsonNode> ends(JsonNode from) {
        List<JsonNode> at = List.of(from);
        for (String step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode each : at) {
                JsonNode found = each.get(step);
                if (found != null && found.isArray()) {
                    found.forEach(next::add);
                } else if (found != null) {
                    next.add(found);
                }
            }
            at = next;
        }
        return at;
    }
}
