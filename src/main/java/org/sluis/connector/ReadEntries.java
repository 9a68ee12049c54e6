package org.sluis.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/** Compiles the entries of an {@code in:}, each by its first word. The grammar is in {@code routes/connectors/README.md}. */
final class ReadEntries {
    /** Of these a message tells one: a school its own id of the pupil, whoever answers a school the one it was given. */
    private static final Set<String> SUBJECT = Set.of("subject.localId", "subject.addressedAs");

    final Dictionary dictionary;
    /** What is mapped by now; what is mapped in one of several alternatives may be mapped in another. */
    Set<String> mapped = new HashSet<>();
    /** One constant may have several occasions. */
    private final Map<String, String> constants = new HashMap<>();

    private boolean subject;
    /** Whether there are entries that only JSON is read by. */
    boolean lists;

    private int choices;
    private final KindEntries kinds = new KindEntries(this);

    ReadEntries(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** Whether one of them tells the subject, in every message or in every one that has its part. */
    boolean subject() {
        return subject;
    }

    /** What stands beside a message tells the subject, in every message. */
    void besides(Beside beside) {
        subject |= beside.tells(SUBJECT);
    }

    void compile(MappingSource elements, @Nullable MappingSource ignored, ReadDraft draft) {
        for (MappingSource entry : elements.items()) {
            Map<String, MappingSource> fields = entry.fields();
            if (fields.containsKey("each")) {
                each(entry, draft);
            } else if (fields.containsKey("part")) {
                part(entry, draft, 0);
            } else if (kinds.compile(entry, draft)) {
                lists = true;
            } else if (fields.containsKey("oneOf")) {
                entry.fields(Set.of("oneOf"));
                oneOf(entry.need(fields, "oneOf"), draft);
            } else if (fields.containsKey("value")) {
                constant(entry, draft);
            } else if (fields.containsKey("join") || fields.containsKey("first")) {
                joined(entry, draft);
            } else {
                leaf(entry, draft);
            }
        }
        if (ignored != null) {
            ignored.items().forEach(path -> draft.put(path, new ReadNode.Ignored(false)));
        }
    }

    private void each(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields = entry.fields(Set.of("each", "where", "elements", "ignored"));
        if (draft.item) {
            throw entry.wrong("an each within an each; an item has one position");
        }
        ReadDraft item = new ReadDraft(true, true);
        Condition where = where(fields.get("where"), item);
        compile(filled(entry, fields), fields.get("ignored"), item);
        draft.put(entry.need(fields, "each"), new ReadNode.Each(item.branch(), where));
    }

    private void part(MappingSource entry, ReadDraft draft, int choice) {
        Map<String, MappingSource> fields =
                entry.fields(Set.of("part", "where", "take", "required", "elements", "ignored"));
        ReadDraft part = new ReadDraft(draft.item, true);
        part.group = draft.group;
        Condition where = where(fields.get("where"), part);
        MappingSource take = fields.get("take");
        ReadPath date = take == null ? null : Part.Take.date(take, part);
        compile(filled(entry, fields), fields.get("ignored"), part);
        draft.group = part.group;
        ReadNode.Branch item = part.branch();
        MappingSource required = fields.get("required");
        if (required != null && required.truth() && choice > 0) {
            throw required.wrong("one of several is never required; leave it out");
        }
        draft.put(
                entry.need(fields, "part"),
                new Part(item, where, Part.Take.of(take, date, item), choice, required != null && required.truth()));
    }

    private static MappingSource filled(MappingSource entry, Map<String, MappingSource> fields) {
        MappingSource elements = entry.need(fields, "elements");
        if (elements.items().isEmpty()) {
            throw entry.wrong("elements is empty; list what is read here");
        }
        return elements;
    }

    private void oneOf(MappingSource alternatives, ReadDraft draft) {
        Set<String> before = mapped;
        Set<String> after = new HashSet<>(before);
        Set<List<String>> parents = new HashSet<>();
        int choice = ++choices;
        for (MappingSource alternative : alternatives.items()) {
            mapped = new HashSet<>(before);
            MappingSource at = alternative.need(alternative.fields(), "part");
            part(alternative, draft, choice);
            after.addAll(mapped);
            List<String> steps = ReadPath.of(at).steps();
            parents.add(steps.subList(0, steps.size() - 1));
            if (parents.size() > 1) {
                throw at.wrong("the parts of one oneOf stand next to each other; give them one path but for the end");
            }
        }
        mapped = after;
    }

    private static Condition where(@Nullable MappingSource where, ReadDraft draft) {
        Map<ReadPath, Set<String>> words = new LinkedHashMap<>();
        if (where != null) {
            where.fields()
                    .forEach((path, list) -> words.put(
                            draft.look(list, path, new ReadNode.Source()),
                            list.items().stream().map(MappingSource::text).collect(Collectors.toUnmodifiableSet())));
        }
        return new Condition(words);
    }

    private void leaf(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields =
                entry.fields(Set.of("path", "element", "codes", "otherwise", "date", "required"));
        ElementDefinition element = element(entry, fields, draft);
        Map<String, String> codes = codes(fields.get("codes"), element);
        MappingSource otherwise = fields.get("otherwise");
        if (otherwise != null && codes.isEmpty()) {
            throw otherwise.wrong("otherwise goes with codes: {…}");
        }
        draft.put(
                entry.need(fields, "path"),
                new ReadNode.Leaf(
                        element,
                        codes,
                        otherwise == null ? null : otherwise.oneOf(words(element)),
                        DateForm.of(fields.get("date"), element),
                        required(fields, element, draft)));
    }

    private void constant(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields = entry.fields(Set.of("value", "element", "when"));
        MappingSource value = entry.need(fields, "value");
        if (value.text().equals(constants.put(entry.need(fields, "element").text(), value.text()))) {
            mapped.remove(entry.need(fields, "element").text());
        }
        ElementDefinition element = element(entry, fields, draft);
        String canonical = element.type()
                .canonical(value.text(), element)
                .orElseThrow(() -> value.wrong("'" + value.text() + "' is no value of " + element.id()));
        List<ReadPath> when = new ArrayList<>();
        MappingSource given = fields.get("when");
        if (given != null) {
            List<MappingSource> paths = given.isList() ? given.items() : List.of(given);
            paths.forEach(path -> when.add(draft.look(path, path.text(), new ReadNode.Ignored(true))));
        } else if (!draft.optional) {
            throw entry.wrong("says the same of every message; write when: /path, or put it in a part or an each");
        }
        draft.add(new Derived.Constant(element, canonical, when));
    }

    private void joined(MappingSource entry, ReadDraft draft) {
        boolean first = entry.fields().containsKey("first");
        Map<String, MappingSource> fields = entry.fields(
                first ? Set.of("first", "element", "required") : Set.of("join", "with", "element", "required"));
        ElementDefinition element = element(entry, fields, draft);
        MappingSource list = entry.need(fields, first ? "first" : "join");
        List<Derived.Piece> pieces = new ArrayList<>();
        for (MappingSource piece : list.items()) {
            pieces.add(
                    piece.text().startsWith("/")
                            ? new Derived.Piece("", draft.look(piece, piece.text(), new ReadNode.Source()))
                            : new Derived.Piece(piece.text(), null));
        }
        if (pieces.stream().allMatch(piece -> piece.path() == null)) {
            throw list.wrong("names no path; write value: for a constant");
        }
        String with = first ? "" : entry.need(fields, "with").text();
        draft.add(new Derived.Joined(element, List.copyOf(pieces), with, first, required(fields, element, draft)));
    }

    private ElementDefinition element(MappingSource entry, Map<String, MappingSource> fields, ReadDraft draft) {
        MappingSource named = entry.need(fields, "element");
        return element(named, Mappings.element(named, dictionary), draft);
    }

    ElementDefinition element(MappingSource named, ElementDefinition element, ReadDraft draft) {
        if (element.type() == ValueType.PAIRWISE) {
            throw named.wrong(element.id() + " is issued by Sluis, never read; map one of " + element.of());
        }
        if (element.repeats() != draft.item) {
            throw named.wrong(
                    draft.item
                            ? element.id() + " does not repeat; write it outside each"
                            : element.id() + " repeats; write it under {each: …, elements: […]}");
        }
        if (draft.item && draft.group != null && !draft.group.equals(element.group())) {
            throw named.wrong(element.id() + " is not of the group " + draft.group + "; one each reads one group");
        }
        draft.group = element.group();
        if (!mapped.add(element.id())) {
            throw named.wrong(element.id() + " is mapped twice; a message says a thing in one place");
        }
        return element;
    }

    private boolean required(Map<String, MappingSource> fields, ElementDefinition element, ReadDraft draft) {
        MappingSource required = fields.get("required");
        boolean must = required != null && required.truth();
        subject |= must && SUBJECT.contains(element.id());
        return must;
    }

    static Map<String, String> codes(@Nullable MappingSource source, ElementDefinition element) {
        if (source == null) {
            return Map.of();
        }
        if (words(element).isEmpty()) {
            throw source.wrong(element.id() + " has no codes; leave codes out");
        }
        Map<String, String> codes = new LinkedHashMap<>();
        source.fields()
                .forEach((theirs, ours) -> codes.put(theirs, ours.text().isEmpty() ? "" : ours.oneOf(words(element))));
        return codes;
    }

    private static List<String> words(ElementDefinition element) {
        return element.type() == ValueType.BOOLEAN ? List.of("true", "false") : element.codes();
    }
}
