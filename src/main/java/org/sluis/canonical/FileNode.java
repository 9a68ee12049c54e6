package org.sluis.canonical;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One node of one of our own YAML files, and the line it stands on. Scalars are texts, whatever they look like; a key
 * that was not asked for, a key twice, an alias and a tag are refused.
 */
public final class FileNode {
    private final String file;
    private final Node node;

    private FileNode(String file, Node node) {
        this.file = file;
        this.node = node;
        if (!node.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
            throw wrong("a tag is not allowed");
        }
    }

    /** @throws IllegalArgumentException naming file and line when it is not YAML */
    public static FileNode read(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            return parse(name, Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    public static FileNode parse(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new IllegalArgumentException(name + ":1: the file is empty");
            }
            return new FileNode(name, root);
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null
                    ? 1
                    : broken.getProblemMark().getLine() + 1;
            throw new IllegalArgumentException(name + ":" + line + ": not YAML: " + broken.getProblem(), broken);
        }
    }

    public String file() {
        return file;
    }

    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /** For the caller to throw: what is wrong, behind file and line. */
    public IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(file + ":" + line() + ": " + what);
    }

    public boolean isText() {
        return node instanceof ScalarNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public String text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue().intern();
        }
        throw wrong("a text is expected");
    }

    public int number() {
        if (text().matches("[0-9]{1,6}")) {
            return Integer.parseInt(text());
        }
        throw wrong("a whole number from 0 to 999999 is expected");
    }

    public List<FileNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw wrong("a list is expected");
        }
        List<FileNode> all = new ArrayList<>();
        sequence.getValue().forEach(each -> all.add(new FileNode(file, each)));
        return all;
    }

    /** A list of texts, or one text as a list of one; never empty, none twice. */
    public Set<String> texts() {
        Map<String, FileNode> all = new LinkedHashMap<>();
        for (FileNode each : isText() ? List.of(this) : list()) {
            if (all.put(each.text(), each) != null) {
                throw each.wrong("'" + each.text() + "' is there twice");
            }
        }
        if (all.isEmpty()) {
            throw wrong("an empty list says nothing");
        }
        return java.util.Collections.unmodifiableSet(all.keySet());
    }

    /** Its keys and values in the order of the file. */
    public Map<String, FileNode> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("keys with values are expected");
        }
        Map<String, FileNode> all = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            FileNode key = new FileNode(file, tuple.getKeyNode());
            if (all.put(key.text(), new FileNode(file, tuple.getValueNode())) != null) {
                throw key.wrong("'" + key.text() + "' is there twice");
            }
        }
        return all;
    }

    /** Its keys and values, when all of the first and none but the first and second kind are there. */
    public Map<String, FileNode> map(Set<String> required, Set<String> optional) {
        Map<String, FileNode> all = map();
        all.forEach((key, value) -> {
            if (!required.contains(key) && !optional.contains(key)) {
                throw value.wrong("'" + key + "' is not a word that is known here");
            }
        });
        required.forEach(key -> {
            if (!all.containsKey(key)) {
                throw wrong("'" + key + "' is missing");
            }
        });
        return all;
    }

    /** What stands under a key that {@link #map(Set, Set)} required. */
    public static FileNode required(Map<String, FileNode> all, String key) {
        return java.util.Objects.requireNonNull(all.get(key), key);
    }
}
