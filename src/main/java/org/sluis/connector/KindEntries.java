package org.sluis.connector;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ElementDefinition;

/** Compiles the entries for lists of several kinds, labelled texts, links and words that hold no data. */
final class KindEntries {
    private static final Pattern LABELLED = Pattern.compile("([^{}]*)\\{([A-Za-z.]+)}([^{}]*)");

    private final ReadEntries entries;

    KindEntries(ReadEntries entries) {
        this.entries = entries;
    }

    /** Compiles the entry if it is one of these. */
    boolean compile(MappingSource entry, ReadDraft draft) {
        Set<String> words = entry.fields().keySet();
        if (words.contains("list")) {
            list(entry, draft);
        } else if (words.contains("texts")) {
            texts(entry, draft);
        } else if (words.contains("link")) {
            link(entry, draft);
        } else if (words.contains("only")) {
            only(entry, draft);
        } else {
            return false;
        }
        return true;
    }

    private void list(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields =
                entry.fields(Set.of("list", "required", "names", "elements", "ignored", "kinds"));
        MappingSource list = entry.need(fields, "list");
        MappingSource required = fields.get("required");
        Set<String> before = entries.mapped;
        Set<String> after = new HashSet<>(before);
        List<Kinds.Kind> kinds = new ArrayList<>();
        for (MappingSource kind : entry.need(fields, "kinds").items()) {
            entries.mapped = new HashSet<>(before);
            kinds.add(kind(kind, fields, draft));
            after.addAll(entries.mapped);
        }
        entries.mapped = after;
        draft.put(list, new Kinds(List.copyOf(kinds), required != null && required.truth()));
    }

    private Kinds.Kind kind(MappingSource source, Map<String, MappingSource> list, ReadDraft draft) {
        Map<String, MappingSource> fields = source.fields(Set.of("is", "where", "each", "elements", "ignored"));
        MappingSource several = fields.get("each");
        boolean each = several != null && several.truth();
        if (each && draft.item) {
            throw source.wrong("an each within an each; an item has one position");
        }
        ReadDraft item = new ReadDraft(draft.item || each, true);
        item.group = draft.item ? draft.group : null;
        both(list, item);
        both(fields, item);
        draft.group = draft.item ? item.group : draft.group;
        MappingSource names = list.get("names");
        if (names != null) {
            List<ReadPath> paths = names.items().stream()
                    .map(name -> item.look(name, name.text(), new ReadNode.Source()))
                    .toList();
            item.add(new Derived.Named(source.need(fields, "is").text(), paths));
        }
        return new Kinds.Kind(where(fields.get("where")), each, item.branch());
    }

    private void both(Map<String, MappingSource> fields, ReadDraft item) {
        MappingSource elements = fields.get("elements");
        MappingSource ignored = fields.get("ignored");
        if (elements != null) {
            entries.compile(elements, null, item);
        }
        if (ignored != null) {
            ignored.items().forEach(path -> item.put(path, new ReadNode.Ignored(false)));
        }
    }

    /** What tells a kind is only looked at: it is mapped or ignored besides. */
    private static Condition where(@Nullable MappingSource where) {
        Map<ReadPath, Set<String>> words = new LinkedHashMap<>();
        if (where != null) {
            where.fields().forEach((path, list) -> words.put(ReadPath.of(list, path), words(list)));
        }
        return new Condition(words);
    }

    private static Set<String> words(MappingSource list) {
        return list.items().stream().map(MappingSource::text).collect(Collectors.toUnmodifiableSet());
    }

    private static void link(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields = entry.fields(Set.of("link", "to", "required"));
        draft.put(entry.need(fields, "link"), new Link(words(entry.need(fields, "to")), truth(fields.get("required"))));
    }

    private static void only(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields = entry.fields(Set.of("path", "only", "required"));
        draft.put(
                entry.need(fields, "path"), new Only(words(entry.need(fields, "only")), truth(fields.get("required"))));
    }

    private static boolean truth(@Nullable MappingSource source) {
        return source != null && source.truth();
    }

    private void texts(MappingSource entry, ReadDraft draft) {
        Map<String, MappingSource> fields = entry.fields(Set.of("texts", "at", "of", "with"));
        MappingSource at = fields.get("at");
        MappingSource with = fields.get("with");
        List<Labelled.Said> said = new ArrayList<>();
        for (MappingSource one : entry.need(fields, "of").items()) {
            List<MappingSource> pieces = one.isList() ? one.items() : List.of(one);
            if (pieces.size() > 1 && with == null) {
                throw one.wrong("several in one text; write with: what stands between them");
            }
            ElementDefinition first = element(pieces.get(0));
            boolean each = first.repeats() && !draft.item;
            ReadDraft scope = each ? new ReadDraft(true, true) : draft;
            List<Labelled.Piece> compiled =
                    pieces.stream().map(piece -> piece(piece, scope)).toList();
            if (compiled.size() > 1
                    && compiled.stream().anyMatch(piece -> piece.before().isEmpty())) {
                throw one.wrong("each of several begins with a label, so that it can be told where one ends");
            }
            said.add(new Labelled.Said(compiled, with == null ? "" : with.text(), each));
        }
        draft.put(
                entry.need(fields, "texts"),
                new Labelled(at == null ? null : ReadPath.of(at).steps().get(0), List.copyOf(said)));
    }

    private Labelled.Piece piece(MappingSource source, ReadDraft scope) {
        ElementDefinition element = entries.element(source, element(source), scope);
        if (source.isMap()) {
            Map<String, MappingSource> fields = source.fields(Set.of("element", "codes"));
            Map<String, String> codes = ReadEntries.codes(source.need(fields, "codes"), element);
            return new Labelled.Piece("", new ReadNode.Leaf(element, codes, null, null, false), "");
        }
        Matcher text = labelled(source);
        return new Labelled.Piece(
                text.group(1), new ReadNode.Leaf(element, Map.of(), null, null, false), text.group(3));
    }

    private ElementDefinition element(MappingSource source) {
        return source.isMap()
                ? Mappings.element(source.need(source.fields(), "element"), entries.dictionary)
                : Mappings.element(source, labelled(source).group(2), entries.dictionary);
    }

    private static Matcher labelled(MappingSource source) {
        Matcher text = LABELLED.matcher(source.text());
        if (!text.matches()) {
            throw source.wrong("'" + source.text() + "' names no element; write \"Label: {element}\"");
        }
        return text;
    }
}
