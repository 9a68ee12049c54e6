package org.sluis.connector;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in a mapping file. The file is inert: a tree of names, lists and plain values; anchors, aliases and tags are
 * refused. Whatever is wrong is told with file, line and what to write instead.
 */
final class MappingSource {
    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.BOOL, Tag.MAP, Tag.SEQ);

    private final String file;
    private final Node node;

    private MappingSource(String file, Node node) {
        this.file = file;
        this.node = node;
        if (node.getAnchor() != null) {
            throw wrong("anchors and aliases are not read; write the value out");
        }
        if (!PLAIN.contains(node.getTag())) {
            throw wrong("is neither text, whole number, true nor false; write it in \"quotes\" if it is text");
        }
    }

    static MappingSource parse(String file, String text) {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(0);
        limits.setNestingDepthLimit(40);
        limits.setAllowDuplicateKeys(false);
        try {
            Node root = new Yaml(limits).compose(new StringReader(text));
            if (root == null) {
                throw new IllegalArgumentException(file + ":1: is empty; write in: or out:");
            }
            return new MappingSource(file, root);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new IllegalArgumentException(file + ":" + line + ": is not YAML: " + broken.getProblem(), broken);
        }
    }

    /** The entries, of which only these may be there. */
    Map<String, MappingSource> fields(Set<String> allowed) {
        Map<String, MappingSource> fields = fields();
        fields.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                throw value.wrong("unknown key '" + name + "'; write one of " + new TreeSet<>(allowed));
            }
        });
        return fields;
    }

    /** The entries, whatever their names. */
    Map<String, MappingSource> fields() {
        if (!(node instanceof MappingNode map)) {
            throw wrong("expected 'name: value' lines here");
        }
        Map<String, MappingSource> fields = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw wrong("a name is plain text");
            }
            if (fields.containsKey(key.getValue())) {
                throw wrong(key, "'" + key.getValue() + "' is there twice; write it once");
            }
            if (Tag.NULL.equals(entry.getValueNode().getTag())) {
                throw wrong(key, "'" + key.getValue() + "' has no value; a text with {…} stands in \"quotes\"");
            }
            fields.put(key.getValue(), new MappingSource(file, entry.getValueNode()));
        }
        return fields;
    }

    List<MappingSource> items() {
        if (!(node instanceof SequenceNode list)) {
            throw wrong("expected a list here: '- item' lines, or [a, b]");
        }
        List<MappingSource> items = new ArrayList<>();
        list.getValue().forEach(item -> items.add(new MappingSource(file, item)));
        return items;
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw wrong("expected one value here");
        }
        return scalar.getValue();
    }

    /** {@code true} and {@code false} only: not yes, on, y. */
    boolean truth() {
        if (!Tag.BOOL.equals(node.getTag()) || !(text().equals("true") || text().equals("false"))) {
            throw wrong("write true or false, or the word in \"quotes\"");
        }
        return text().equals("true");
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isInteger() {
        return Tag.INT.equals(node.getTag());
    }

    boolean isTruth() {
        return Tag.BOOL.equals(node.getTag());
    }

    /** The field that must be there. */
    MappingSource need(Map<String, MappingSource> fields, String name) {
        return or(fields.get(name), () -> wrong("'" + name + "' is missing here; write " + name + ": …"));
    }

    /** One of a closed list of words. */
    String oneOf(Collection<String> words) {
        if (!words.contains(text())) {
            throw wrong("'" + text() + "' is not known here; write one of " + words);
        }
        return text();
    }

    IllegalArgumentException wrong(String problem) {
        return wrong(node, problem);
    }

    private IllegalArgumentException wrong(Node at, String problem) {
        return new IllegalArgumentException(file + ":" + (at.getStartMark().getLine() + 1) + ": " + problem);
    }

    static <T> T or(@Nullable T value, Supplier<? extends RuntimeException> otherwise) {
        if (value == null) {
            throw otherwise.get();
        }
        return value;
    }
}
