package org.sluis.connector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;
import org.sluis.gate.Supplement;

/**
 * What belongs to a message though its format has no place for it: what the directory says of the sender, and what the
 * sender says beside it, element by element. Never in place of what the message itself says.
 */
record Beside(List<Entry> entries) {
    static final Beside NOTHING = new Beside(List.of());

    /**
     * @param sender whether the directory says it: the sender's organisation number
     * @param otherwise what is said where the sender gives nothing; null for nothing
     */
    record Entry(
            ElementDefinition element,
            boolean sender,
            @Nullable String otherwise) {}

    static Beside compile(MappingSource source, Dictionary dictionary) {
        List<Entry> entries = new ArrayList<>();
        for (MappingSource entry : source.items()) {
            boolean sender = entry.fields().containsKey("sender");
            Map<String, MappingSource> fields =
                    entry.fields(sender ? Set.of("sender", "element") : Set.of("supplement", "otherwise"));
            MappingSource named = entry.need(fields, sender ? "element" : "supplement");
            ElementDefinition element = Mappings.element(named, dictionary);
            if (element.repeats() || element.control() || element.type() == ValueType.PAIRWISE) {
                throw named.wrong(element.id()
                        + " cannot be said beside a message; name one that does not repeat and is" + " no id");
            }
            if (sender) {
                entry.need(fields, "sender").oneOf(List.of("oin"));
            }
            MappingSource otherwise = fields.get("otherwise");
            entries.add(new Entry(
                    element,
                    sender,
                    otherwise == null
                            ? null
                            : element.type()
                                    .canonical(otherwise.text(), element)
                                    .orElseThrow(() -> otherwise.wrong("is no value of " + element.id()))));
        }
        return new Beside(List.copyOf(entries));
    }

    /**
     * The message with what is said beside it.
     *
     * @throws Refused where a supplement has no entry, has not the form of its element, or the message says it already
     */
    Elements with(Elements message, @Nullable String senderOin, Map<String, String> supplement) {
        Set<String> unknown = new HashSet<>(supplement.keySet());
        List<Element> more = new ArrayList<>();
        for (Entry entry : entries) {
            String id = entry.element().id();
            String given = entry.sender() ? senderOin : supplement.get(id);
            boolean said = message.value(id).isPresent();
            if (!entry.sender()) {
                unknown.remove(id);
            }
            if (given != null && said && !entry.sender()) {
                throw new Refused(Reason.DUPLICATE_KEY, Supplement.HEADER + ": " + id);
            }
            String value = given == null ? entry.otherwise() : checked(given, entry.element());
            if (value != null && !said) {
                more.add(new Element(id, 0, value));
            }
        }
        if (!unknown.isEmpty()) {
            throw new Refused(Reason.ELEMENT_UNMAPPED, Supplement.HEADER);
        }
        return more.isEmpty() ? message : message.with(more);
    }

    private static String checked(String text, ElementDefinition element) {
        return element.type()
                .canonical(text, element)
                .orElseThrow(() -> new Refused(Reason.ELEMENT_NOT_VALID, Supplement.HEADER + ": " + element.id()));
    }
}
