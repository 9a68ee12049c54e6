package org.sluis.policy.pack;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.ValueType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One place in a YAML file that somebody wrote by hand: reads what stands there and, where it is not what it must be,
 * notes the line, what is wrong and what to write instead. Reads inert YAML only: no tags, anchors or second document.
 */
public final class Place {
    private static final int LONGEST_FILE = 256 * 1024;
    private static final String END = "...";

    private final String file;
    private final @Nullable Node node;
    private final List<PackFault> faults;

    private Place(String file, @Nullable Node node, List<PackFault> faults) {
        this.file = file;
        this.node = node;
        this.faults = faults;
    }

    /** What an ordinary file of a decent size says; null, and a fault, where it cannot be read. */
    static @Nullable String text(Path path, String file, List<PackFault> faults) {
        try {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) <= LONGEST_FILE) {
                return Files.readString(path);
            }
        } catch (IOException unreadable) {
            // the same fault
        }
        faults.add(unreadable(file));
        return null;
    }

    /** The top of a file; a file that cannot be read as YAML is a fault and an empty place. */
    public static Place read(Path path, String file, List<PackFault> faults) {
        String text = text(path, file, faults);
        return text == null ? new Place(file, null, faults) : parse(text, file, faults);
    }

    /** The same of its text. */
    static Place parse(String text, String file, List<PackFault> faults) {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(LONGEST_FILE);
        limits.setNestingDepthLimit(12);
        try {
            Node top = new Yaml(new SafeConstructor(limits)).compose(new StringReader(text));
            return new Place(file, top, faults).checked();
        } catch (MarkedYAMLException wrong) {
            int line =
                    wrong.getProblemMark() == null ? 0 : wrong.getProblemMark().getLine() + 1;
            faults.add(new PackFault(file, line, "this is not YAML: " + wrong.getProblem(), "write plain YAML"));
        } catch (YAMLException broken) {
            faults.add(unreadable(file));
        }
        return new Place(file, null, faults);
    }

    /**
     * The same of a file that must say where it ends, with the line {@code ...} of YAML: one that lost its last lines could
     * have lost what they forbade.
     */
    static Place whole(String text, String file, List<PackFault> faults) {
        Place top = parse(text, file, faults);
        if (top.node != null
                && text.lines().noneMatch(line -> line.stripTrailing().equals(END))) {
            int last = (int) text.lines().count();
            faults.add(
                    new PackFault(file, last, "the file does not say that it ends here", "write a last line " + END));
        }
        return top;
    }

    private static PackFault unreadable(String file) {
        return new PackFault(file, 0, "the file cannot be read", "write a YAML file in UTF-8, 256 kB at most");
    }

    public void wrong(String what, String instead) {
        faults.add(new PackFault(file, line(), what, instead));
    }

    public String file() {
        return file;
    }

    /** Refuses every key that is not in the list, and each that stands there twice. */
    public Place only(String... keys) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : tuples()) {
            Place key = new Place(file, tuple.getKeyNode(), faults);
            if (!List.of(keys).contains(key.text())) {
                key.wrong("nothing here is called " + key.text(), Nearest.advice(key.text(), List.of(keys)));
            } else if (!seen.add(key.text())) {
                key.wrong(key.text() + " stands here twice", "keep one of them");
            }
        }
        return this;
    }

    public List<String> keys() {
        return tuples().stream()
                .map(t -> new Place(file, t.getKeyNode(), faults).text())
                .toList();
    }

    public Optional<Place> find(String key) {
        return tuples().stream()
                .filter(t -> new Place(file, t.getKeyNode(), faults).text().equals(key))
                .map(t -> new Place(file, t.getValueNode(), faults))
                .findFirst();
    }

    /** What stands under the key; a fault and an empty place where nothing does. */
    public Place at(String key) {
        return find(key).orElseGet(() -> {
            wrong(key + " is missing", "write " + key + ": …");
            return new Place(file, null, faults);
        });
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public List<Place> items() {
        if (node instanceof SequenceNode sequence) {
            List<Place> items = new ArrayList<>();
            sequence.getValue().forEach(n -> items.add(new Place(file, n, faults)));
            return items;
        }
        unless(node == null, "here must be a list", "write [a, b] or lines that begin with a hyphen");
        return List.of();
    }

    public List<String> texts() {
        return items().stream().map(Place::text).toList();
    }

    /** The text that stands here; empty, and a fault, where there is none. */
    public String text() {
        String text = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
        unless(node == null || !text.isEmpty(), "here must be a text", "write one");
        return text;
    }

    public String oneOf(Collection<String> words, String kind) {
        String text = text();
        unless(text.isEmpty() || words.contains(text), text + " is no " + kind, Nearest.advice(text, words));
        return text;
    }

    public LocalDate date() {
        String text = text();
        unless(text.isEmpty() || ValueType.isDate(text), text + " is not a date", "write one like 2026-08-01");
        return ValueType.isDate(text) ? LocalDate.parse(text) : LocalDate.EPOCH;
    }

    public boolean flag() {
        return oneOf(List.of("true", "false"), "yes or no").equals("true");
    }

    public int number(int least, int most) {
        String text = text();
        boolean fits = text.matches("[0-9]{1,6}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most;
        unless(
                text.isEmpty() || fits,
                text + " is not a number from " + least + " to " + most,
                "write a whole number without quotes");
        return fits ? Integer.parseInt(text) : least;
    }

    private List<NodeTuple> tuples() {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue();
        }
        unless(node == null, "here must be keys with values", "write key: value");
        return List.of();
    }

    private void unless(boolean holds, String what, String instead) {
        PackFault fault = new PackFault(file, line(), what, instead);
        if (!holds && !faults.contains(fault)) {
            faults.add(fault);
        }
    }

    /** Where it stands, from 1; 0 where nothing does. */
    public int line() {
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private Place checked() {
        if (node == null) {
            wrong("the file is empty", "write what the others of its folder say");
        }
        refuseTricks(node);
        return this;
    }

    private void refuseTricks(@Nullable Node at) {
        if (at == null) {
            return;
        }
        Place place = new Place(file, at, faults);
        if (at.getAnchor() != null || !at.getTag().getValue().startsWith("tag:yaml.org,2002:")) {
            place.wrong("anchors and tags are not read", "write it out");
        } else if (at instanceof MappingNode mapping) {
            mapping.getValue().forEach(t -> {
                refuseTricks(t.getKeyNode());
                refuseTricks(t.getValueNode());
            });
        } else if (at instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::refuseTricks);
        }
    }
}
