package org.sluis.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * A form as browsers send it ({@code application/x-www-form-urlencoded}, WHATWG URL section 5), read into the same tree
 * as JSON: {@code pupil.id=…&observations[0].text=…}. Only printable ASCII on the wire; what it encodes is strict UTF-8. A
 * name twice, a name that is none and a list with more than {@value #MAX_ITEMS} items are refused, by the number of the
 * field, never by what is in it.
 */
public final class StrictForm {
    static final int MAX_FIELDS = 1_000;
    static final int MAX_ITEMS = 100;

    private static final Pattern STEP = Pattern.compile("([A-Za-z_][A-Za-z0-9_-]{0,63})(?:\\[(0|[1-9][0-9]?)])?");
    private static final Pattern ENCODED = Pattern.compile("(?:[!-$&'(-~]|%[0-9A-Fa-f]{2})*+");

    private StrictForm() {}

    /** The tree of one form; all values are text. */
    public static JsonNode tree(byte[] body) {
        Gate.refuseTooLarge(body);
        String[] fields = new String(body, StandardCharsets.ISO_8859_1).split("&", -1);
        if (fields.length > MAX_FIELDS) {
            throw new Refused(Reason.TOO_MANY_NODES, "field " + (MAX_FIELDS + 1));
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.length; i++) {
            String place = "field " + (i + 1);
            int equals = fields[i].indexOf('=');
            if (equals < 1) {
                throw new Refused(Reason.NOT_WELL_FORMED, place);
            }
            String value = decode(fields[i].substring(equals + 1), place);
            if (value.length() > StrictParser.MAX_STRING) {
                throw new Refused(Reason.TEXT_TOO_LONG, place);
            }
            put(root, decode(fields[i].substring(0, equals), place), TextNode.valueOf(value), place);
        }
        return root;
    }

    private static String decode(String text, String place) {
        if (!ENCODED.matcher(text).matches()) {
            throw new Refused(Reason.NOT_WELL_FORMED, place);
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) (c == '+' ? ' ' : c);
            }
        }
        byte[] whole = Arrays.copyOf(bytes, length);
        try {
            Utf8.check(whole);
        } catch (Refused notUtf8) {
            throw new Refused(notUtf8.reason(), place);
        }
        return new String(whole, StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode root, String name, TextNode value, String place) {
        String[] steps = name.split("\\.", -1);
        if (steps.length > StrictParser.MAX_DEPTH / 2) {
            throw new Refused(Reason.TOO_DEEP, place);
        }
        ObjectNode at = root;
        for (int i = 0; i < steps.length; i++) {
            Matcher step = STEP.matcher(steps[i]);
            if (!step.matches()) {
                throw new Refused(Reason.NAME_NOT_VALID, place);
            }
            String index = step.group(2);
            boolean last = i == steps.length - 1;
            at = index == null
                    ? inObject(at, step.group(1), last ? value : null, place)
                    : inList(at, step.group(1), Integer.parseInt(index), last ? value : null, place);
        }
    }

    private static ObjectNode inObject(ObjectNode at, String name, @Nullable TextNode value, String place) {
        JsonNode there = at.get(name);
        if (value != null) {
            refuseDouble(there, place);
            at.set(name, value);
            return at;
        }
        return there == null ? at.putObject(name) : object(there, place);
    }

    private static ObjectNode inList(ObjectNode at, String name, int index, @Nullable TextNode value, String place) {
        JsonNode there = at.get(name);
        if (there != null && !there.isArray()) {
            throw new Refused(Reason.DUPLICATE_KEY, place);
        }
        ArrayNode list = there == null ? at.putArray(name) : (ArrayNode) there;
        while (list.size() <= index) {
            list.addNull();
        }
        JsonNode item = list.get(index);
        if (value != null) {
            refuseDouble(item.isNull() ? null : item, place);
            list.set(index, value);
            return at;
        }
        if (item.isNull()) {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            list.set(index, made);
            return made;
        }
        return object(item, place);
    }

    private static ObjectNode object(JsonNode there, String place) {
        refuseDouble(there.isObject() ? null : there, place);
        return (ObjectNode) there;
    }

    private static void refuseDouble(@Nullable JsonNode there, String place) {
        if (there != null) {
            throw new Refused(Reason.DUPLICATE_KEY, place);
        }
    }
}
