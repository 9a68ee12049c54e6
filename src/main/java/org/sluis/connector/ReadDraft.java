package org.sluis.connector;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A branch while its entries are compiled: the whole message, an item of a list or a part. */
final class ReadDraft {
    /** Whether the entries are those of an item of a list, and so of elements that repeat. */
    final boolean item;
    /** Whether the branch can be absent, so that what is required in it is not required of every message. */
    final boolean optional;
    /** The one group that an item's elements are of, once the first is known. */
    @Nullable
    String group;

    private final Map<String, Object> tree = new LinkedHashMap<>();
    private final List<Derived> derived = new ArrayList<>();

    ReadDraft(boolean item, boolean optional) {
        this.item = item;
        this.optional = optional;
    }

    void add(Derived value) {
        derived.add(value);
    }

    void put(MappingSource source, ReadNode node) {
        put(source, ReadPath.of(source), node);
    }

    /** A place that is looked at and may be mapped as well: what is mapped there stays. */
    ReadPath look(MappingSource source, String text, ReadNode otherwise) {
        ReadPath path = ReadPath.of(source, text);
        Object there = parent(source, path).get(last(path));
        boolean words = otherwise instanceof ReadNode.Source;
        if (there == null || words && there instanceof ReadNode.Ignored) {
            put(source, path, otherwise);
        } else if (words && !(there instanceof ReadNode.Leaf) && !(there instanceof ReadNode.Source)) {
            throw source.wrong("'" + path + "' is not one value; name a field");
        }
        return path;
    }

    ReadNode.Branch branch() {
        return branch(tree, derived);
    }

    private void put(MappingSource source, ReadPath path, ReadNode node) {
        Map<String, Object> parent = parent(source, path);
        Object there = parent.get(last(path));
        boolean free = there == null
                || there instanceof ReadNode.Source && node instanceof ReadNode.Leaf
                || there instanceof ReadNode.Ignored seen && seen.noticed() && !(node instanceof ReadNode.Ignored);
        if (!free) {
            throw source.wrong("'" + path + "' is mapped twice; give each path one entry");
        }
        parent.put(last(path), node);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> parent(MappingSource source, ReadPath path) {
        Map<String, Object> at = tree;
        for (String step : path.steps().subList(0, path.steps().size() - 1)) {
            Object next = at.computeIfAbsent(step, name -> new LinkedHashMap<String, Object>());
            if (!(next instanceof Map)) {
                throw source.wrong("'" + step + "' is already mapped as a whole; it has no parts");
            }
            at = (Map<String, Object>) next;
        }
        return at;
    }

    private static String last(ReadPath path) {
        return path.steps().get(path.steps().size() - 1);
    }

    @SuppressWarnings("unchecked")
    private static ReadNode.Branch branch(Map<String, Object> tree, List<Derived> derived) {
        Map<String, ReadNode> fields = new LinkedHashMap<>();
        tree.forEach((name, node) ->
                fields.put(name, node instanceof ReadNode leaf ? leaf : branch((Map<String, Object>) node, List.of())));
        return new ReadNode.Branch(fields, List.copyOf(derived));
    }
}
