package org.sluis.connector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    /** The one control element that can be said beside a message: under which id the sender was told of the pupil. */
    private static final String ADDRESSED = "subject.addressedAs";

    static final Beside NOTHING = new Beside(List.of());

    /**
     * @param from what the directory says of the sender; null where the sender says it itself
     * @param otherwise what is said where the sender gives nothing; null for nothing
     * @param required whether a message is refused beside which the sender does not say it
     */
    record Entry(
            ElementDefinition element,
            @Nullable Fact from,
            @Nullable String otherwise,
            boolean required) {}

    /** What a directory knows of a sender. */
    enum Fact {
        OIN,
        NAME
    }

    /** What the directory says of this sender. */
    record Sender(@Nullable String oin, String name) {
        private @Nullable String says(Fact fact) {
            return fact == Fact.OIN ? oin : name;
        }
    }

    static Beside compile(MappingSource source, Dictionary dictionary) {
        List<Entry> entries = new ArrayList<>();
        for (MappingSource entry : source.items()) {
            boolean sender = entry.fields().containsKey("sender");
            Map<String, MappingSource> fields =
                    entry.fields(sender ? Set.of("sender", "element") : Set.of("supplement", "otherwise", "required"));
            MappingSource named = entry.need(fields, sender ? "element" : "supplement");
            ElementDefinition element = Mappings.element(named, dictionary);
            boolean steers = element.control() && (sender || !element.id().equals(ADDRESSED));
            if (element.repeats() || steers || element.type() == ValueType.PAIRWISE) {
                throw named.wrong(element.id()
                        + " cannot be said beside a message; name one that does not repeat and is" + " no id");
            }
            Fact from = sender
                    ? Fact.valueOf(entry.need(fields, "sender")
                            .oneOf(List.of("oin", "name"))
                            .toUpperCase(Locale.ROOT))
                    : null;
            MappingSource otherwise = fields.get("otherwise");
            MappingSource required = fields.get("required");
            if (otherwise != null && (required != null || element.control())) {
                throw otherwise.wrong("nobody says it in the sender's place; leave otherwise out");
            }
            entries.add(new Entry(
                    element,
                    from,
                    otherwise == null
                            ? null
                            : element.type()
                                    .canonical(otherwise.text(), element)
                                    .orElseThrow(() -> otherwise.wrong("is no value of " + element.id())),
                    required != null && required.truth()));
        }
        return new Beside(List.copyOf(entries));
    }

    /** Whether one of these elements is said beside every message. */
    boolean tells(Set<String> ids) {
        return entries.stream()
                .anyMatch(entry ->
                        entry.required() && ids.contains(entry.element().id()));
    }

    /**
     * The message with what is said beside it.
     *
     * @throws Refused where a supplement has no entry, has not the form of its element, is missing though it is required,
     *     or the message says it already
     */
    Elements with(Elements message, Sender sender, Map<String, String> supplement) {
        Set<String> unknown = new HashSet<>(supplement.keySet());
        List<Element> more = new ArrayList<>();
        for (Entry entry : entries) {
            String id = entry.element().id();
            Fact from = entry.from();
            String given = from == null ? supplement.get(id) : sender.says(from);
            boolean said = message.value(id).isPresent();
            if (from == null) {
                unknown.remove(id);
            }
            if (given == null && entry.required()) {
                throw new Refused(Reason.ELEMENT_MANDATORY_MISSING, Supplement.HEADER + ": " + id);
            }
            if (given != null && said && from == null) {
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
