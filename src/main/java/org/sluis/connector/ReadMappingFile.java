package org.sluis.connector;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ValueType;

/** Compiles the {@code in:} part of a mapping file. The grammar is in {@code routes/connectors/README.md}. */
final class ReadMappingFile {
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z_][A-Za-z0-9_-]*)+");

    private final Dictionary dictionary;
    private final Set<String> mapped = new HashSet<>();

    private ReadMappingFile(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    static ReadMapping compile(MappingSource in, Dictionary dictionary, String digest) {
        ReadMappingFile file = new ReadMappingFile(dictionary);
        Map<String, MappingSource> fields = in.fields(Set.of("format", "messageId", "unmapped", "elements", "ignored"));
        in.need(fields, "format").oneOf(List.of("json"));
        in.need(fields, "unmapped").oneOf(List.of("reject"));
        Map<String, Object> tree = new LinkedHashMap<>();
        MappingSource messageId = fields.get("messageId");
        if (messageId != null) {
            put(tree, messageId, new ReadNode.MessageId());
        }
        for (MappingSource entry : in.need(fields, "elements").items()) {
            file.entry(entry, tree);
        }
        ignored(fields.get("ignored"), tree);
        ReadNode.Branch root = branch(tree);
        if (!file.mapped.contains("subject.localId!")) {
            throw in.wrong("no entry tells the subject; write {path: …, element: subject.localId, required: true}");
        }
        return new ReadMapping(root, digest);
    }

    private void entry(MappingSource entry, Map<String, Object> tree) {
        Map<String, MappingSource> fields = entry.fields();
        if (!fields.containsKey("each")) {
            leaf(entry, tree, null);
            return;
        }
        entry.fields(Set.of("each", "elements", "ignored"));
        Map<String, Object> item = new LinkedHashMap<>();
        List<MappingSource> elements = entry.need(fields, "elements").items();
        if (elements.isEmpty()) {
            throw entry.wrong("elements is empty; list what an item of this list holds");
        }
        String group = null;
        for (MappingSource element : elements) {
            group = leaf(element, item, group == null ? "" : group);
        }
        ignored(fields.get("ignored"), item);
        put(tree, entry.need(fields, "each"), new ReadNode.Each(branch(item)));
    }

    /** Returns the element's group. */
    private String leaf(MappingSource entry, Map<String, Object> tree, @Nullable String group) {
        Map<String, MappingSource> fields = entry.fields(Set.of("path", "element", "codes", "required"));
        MappingSource named = entry.need(fields, "element");
        ElementDefinition element = Mappings.element(named, dictionary);
        if (element.type() == ValueType.PAIRWISE) {
            throw named.wrong(element.id() + " is issued by Sluis, never read; map one of " + element.of());
        }
        if (element.repeats() != (group != null)) {
            throw named.wrong(
                    group == null
                            ? element.id() + " repeats; write it under {each: …, elements: […]}"
                            : element.id() + " does not repeat; write it outside each");
        }
        if (group != null && !group.isEmpty() && !group.equals(element.group())) {
            throw named.wrong(element.id() + " is not of the group " + group + "; one each reads one group");
        }
        MappingSource required = fields.get("required");
        boolean must = required != null && required.truth();
        if (!mapped.add(element.id())) {
            throw named.wrong(element.id() + " is mapped twice; a message says a thing in one place");
        }
        if (must) {
            mapped.add(element.id() + "!");
        }
        put(tree, entry.need(fields, "path"), new ReadNode.Leaf(element, codes(fields.get("codes"), element), must));
        return element.group();
    }

    private static Map<String, String> codes(@Nullable MappingSource source, ElementDefinition element) {
        if (source == null) {
            return Map.of();
        }
        if (element.codes().isEmpty()) {
            throw source.wrong(element.id() + " has no codes; leave codes out");
        }
        Map<String, String> codes = new LinkedHashMap<>();
        source.fields().forEach((theirs, ours) -> codes.put(theirs, ours.oneOf(element.codes())));
        return codes;
    }

    private static void ignored(@Nullable MappingSource list, Map<String, Object> tree) {
        if (list != null) {
            list.items().forEach(path -> put(tree, path, new ReadNode.Ignored()));
        }
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, MappingSource path, ReadNode node) {
        if (!PATH.matcher(path.text()).matches()) {
            throw path.wrong("'" + path.text() + "' is not a path; write /name or /name/name");
        }
        String[] steps = path.text().substring(1).split("/", -1);
        Map<String, Object> at = tree;
        for (int i = 0; i < steps.length - 1; i++) {
            Object next = at.computeIfAbsent(steps[i], name -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                throw path.wrong("'" + steps[i] + "' is already mapped as a whole; it has no parts");
            }
            at = (Map<String, Object>) next;
        }
        if (at.putIfAbsent(steps[steps.length - 1], node) != null) {
            throw path.wrong("'" + path.text() + "' is mapped twice; give each path one entry");
        }
    }

    @SuppressWarnings("unchecked")
    private static ReadNode.Branch branch(Map<String, Object> tree) {
        Map<String, ReadNode> fields = new LinkedHashMap<>();
        tree.forEach((name, node) ->
                fields.put(name, node instanceof ReadNode leaf ? leaf : branch((Map<String, Object>) node)));
        return new ReadNode.Branch(fields);
    }
}
