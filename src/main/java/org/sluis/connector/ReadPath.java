package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
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
        JsonNode end = end(from);
        if (end != null && end.isArray()) {
            return StreamSupport.stream(end.spliterator(), false).anyMatch(each -> !message.absent(each));
        }
        return end != null && !message.absent(end);
    }

    /** The words there, in their order; none where they are absent. */
    List<String> texts(JsonNode from, MessageReader message) {
        JsonNode end = end(from);
        List<String> texts = new ArrayList<>();
        if (end != null) {
            (end.isArray() ? end : List.of(end)).forEach(each -> {
                if (each.isValueNode() && !message.absent(each)) {
                    texts.add(each.asText().strip());
                }
            });
        }
        return texts;
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

    private @Nullable JsonNode end(JsonNode from) {
        JsonNode at = from;
        for (String step : steps) {
            at = at == null ? null : at.get(step);
        }
        return at;
    }
}
