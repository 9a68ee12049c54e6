package org.sluis.law;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.FileNode;

/** Reads the vectors of one law; whatever is not of the format is refused with file and line. */
final class LawVectorFiles {
    private static final String FORMAT = "consent-vectors/1";
    private static final Set<String> PATHS = Set.of(
            "at",
            "modes",
            "register",
            "subject",
            "authority",
            "holders",
            "request",
            "situation",
            "statement",
            "statements");

    private LawVectorFiles() {}

    /** Every vector of the folder, none where there is no such folder. */
    static List<LawVector> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Map<String, LawVector> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(file -> file(file, all));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the vectors cannot be read", unreadable);
        }
        return List.copyOf(all.values());
    }

    private static void file(Path file, Map<String, LawVector> all) {
        Map<String, FileNode> root = FileNode.read(file).map(Set.of("format", "base", "vectors"), Set.of());
        FileNode format = FileNode.required(root, "format");
        if (!format.text().equals(FORMAT)) {
            throw format.wrong("'" + format.text() + "' is not the format " + FORMAT);
        }
        Map<String, List<String>> base = new TreeMap<>();
        set(base, "", FileNode.required(root, "base"));
        Map<String, LawVector> ofTheFile = new LinkedHashMap<>();
        for (FileNode node : FileNode.required(root, "vectors").list()) {
            LawVector vector = vector(node, base, ofTheFile);
            ofTheFile.put(vector.id(), vector);
            if (all.put(vector.id(), vector) != null) {
                throw node.wrong("vector " + vector.id() + " is there twice");
            }
        }
    }

    private static LawVector vector(FileNode node, Map<String, List<String>> base, Map<String, LawVector> earlier) {
        Map<String, FileNode> keys =
                node.map(Set.of("id", "row", "decides", "title", "expect"), Set.of("like", "with"));
        FileNode like = keys.get("like");
        LawVector model = like == null ? null : earlier.get(like.text());
        if (like != null && model == null) {
            throw like.wrong("no vector " + like.text() + " stands before it in this file");
        }
        Map<String, List<String>> leaves = new TreeMap<>(model == null ? base : model.leaves());
        FileNode with = keys.get("with");
        Map<String, FileNode> changes = with == null ? Map.of() : with.map();
        changes.forEach((path, value) -> set(leaves, path, value));
        return new LawVector(
                FileNode.required(keys, "id").text(),
                FileNode.required(keys, "title").text(),
                FileNode.required(keys, "row").text(),
                FileNode.required(keys, "decides").text().equals("yes"),
                Optional.ofNullable(like).map(FileNode::text),
                changes.size(),
                leaves,
                expect(FileNode.required(keys, "expect")),
                node.file() + ":" + node.line());
    }

    private static void set(Map<String, List<String>> leaves, String path, FileNode value) {
        String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (!path.isEmpty() && !PATHS.contains(first)) {
            throw value.wrong("'" + path + "' is not a path of a case");
        }
        leaves.keySet().removeIf(known -> known.equals(path) || known.startsWith(path + "."));
        if (value.isText() && value.text().equals("absent")) {
            return;
        } else if (value.isText() || value.isList()) {
            leaves.put(path, new ArrayList<>(value.texts()));
        } else {
            value.map().forEach((key, each) -> set(leaves, path.isEmpty() ? key : path + "." + key, each));
        }
    }

    private static LawVector.Expect expect(FileNode node) {
        Map<String, FileNode> keys =
                node.map(Set.of("outcome", "rows"), Set.of("reason", "covers", "withholds", "struck"));
        return new LawVector.Expect(
                FileNode.required(keys, "outcome").text(),
                Optional.ofNullable(keys.get("reason")).map(FileNode::text),
                FileNode.required(keys, "rows").list().stream()
                        .map(FileNode::text)
                        .toList(),
                list(keys, "covers"),
                list(keys, "withholds"),
                Optional.ofNullable(keys.get("struck")).map(FileNode::texts));
    }

    private static Set<String> list(Map<String, FileNode> keys, String key) {
        return Optional.ofNullable(keys.get(key)).map(FileNode::list).orElse(List.of()).stream()
                .map(FileNode::text)
                .collect(Collectors.toSet());
    }
}
