package org.sluis.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Elements;
import org.sluis.gate.Received;

/**
 * Runs the examples of every connector against its mapping. A connector without an example that succeeds and three that
 * are refused, for each way it goes, is wrong: what nobody tried is never a success.
 */
public final class Fixtures {
    private static final int REJECTS_AT_LEAST = 3;

    private final Path routes;
    private final Path fixtures;
    private final Dictionary dictionary;
    private final Connectors connectors;

    /**
     * Loads the connectors.
     *
     * @param routes the folder of the connectors
     * @param fixtures the folder of their examples: {@code <connector>/<case>}
     * @throws IllegalArgumentException as {@link Connectors#load} does
     */
    public Fixtures(Path routes, Path fixtures, Dictionary dictionary) {
        this.routes = routes;
        this.fixtures = fixtures;
        this.dictionary = dictionary;
        this.connectors = Connectors.load(routes, dictionary);
    }

    /**
     * What came of it.
     *
     * @param wrong a line for each thing that is not as it stands in a fixture
     */
    public record Report(int connectors, int fixtures, List<String> wrong) {

        public boolean right() {
            return wrong.isEmpty();
        }

        /** The one line that says it all. */
        public String lastLine() {
            return "connectors: " + connectors + " connectors, " + fixtures + " fixtures, " + wrong.size() + " wrong";
        }
    }

    /**
     * An example that succeeds.
     *
     * @param message to read; null for one to write
     * @param elements that are read from it, or to write
     */
    public record Example(String connector, byte @Nullable [] message, Elements elements) {}

    /** For each way that each connector goes the longest one: of messages in bytes, of what is written in elements. */
    public List<Example> longest() {
        List<Example> longest = new ArrayList<>();
        for (String name : connectors.names()) {
            List<FixtureFolder> right =
                    of(name).stream().filter(each -> !each.rejects()).toList();
            right.stream()
                    .filter(each -> each.in().isPresent())
                    .max(Comparator.comparingInt(each -> each.message().orElseThrow().length))
                    .ifPresent(
                            each -> longest.add(new Example(name, each.message().orElseThrow(), each.elements())));
            right.stream()
                    .filter(each -> each.in().isEmpty())
                    .max(Comparator.comparingLong(
                            each -> each.elements().stream().count()))
                    .ifPresent(each -> longest.add(new Example(name, null, each.elements())));
        }
        return longest;
    }

    /** The names of all connectors. */
    public SortedSet<String> names() {
        return connectors.names();
    }

    /** Runs them all, or those of one connector. */
    public Report run(@Nullable String only) {
        SortedSet<String> names = new TreeSet<>(connectors.names());
        names.addAll(folders(fixtures).stream().map(Fixtures::name).toList());
        names.removeIf(name -> only != null && !name.equals(only));
        List<String> wrong = new ArrayList<>();
        int count = 0;
        for (String name : names) {
            List<FixtureFolder> own = of(name);
            count += own.size();
            own.forEach(fixture -> wrong.addAll(FixtureCheck.wrong(fixture, connectors)));
            wrong.addAll(lacking(name, own));
            schema(name, own)
                    .filter(schema -> !schema.isPublished())
                    .ifPresent(schema ->
                            wrong.add(schema.file() + ": is not what the mapping reads; ./sluis connector test " + name
                                    + " --write derives it"));
        }
        return new Report(
                connectors.names().stream().filter(names::contains).toList().size(), count, wrong);
    }

    /** Writes anew what is derived, for people to look at: elements read, messages written, reasons, schemas. */
    public void write(String name) {
        of(name).forEach(fixture -> fixture.write(connectors, dictionary));
        schema(name, of(name)).ifPresent(Schema::publish);
    }

    List<FixtureFolder> of(String connector) {
        return folders(fixtures.resolve(connector)).stream()
                .map(FixtureFolder::new)
                .toList();
    }

    /** What they are run against. */
    public Connectors connectors() {
        return connectors;
    }

    private List<String> lacking(String name, List<FixtureFolder> own) {
        List<String> lacking = new ArrayList<>();
        List<FixtureFolder> in =
                own.stream().filter(each -> each.in().isPresent()).toList();
        List<FixtureFolder> out =
                own.stream().filter(each -> each.in().isEmpty()).toList();
        if (connectors.reads(name)) {
            lacking(name, "reads", in, lacking);
        }
        if (connectors.writes(name)) {
            lacking(name, "writes", out, lacking);
        }
        return lacking;
    }

    private void lacking(String name, String way, List<FixtureFolder> own, List<String> lacking) {
        long rejects = own.stream().filter(FixtureFolder::rejects).count();
        if (rejects == own.size()) {
            lacking.add(name + ": it " + way + ", and no fixture shows what; add a folder " + fixtures.resolve(name)
                    + "/<case>");
        }
        if (rejects < REJECTS_AT_LEAST) {
            lacking.add(name + ": it " + way + ", and " + rejects + " fixtures are refused; at least "
                    + REJECTS_AT_LEAST + " are needed: " + fixtures.resolve(name) + "/reject-<case>");
        }
    }

    /** What a connector that reads JSON publishes, with its longest example; none for any other, and none without one. */
    private Optional<Schema> schema(String name, List<FixtureFolder> own) {
        if (!connectors.reads(name)
                || connectors.in(name).form() != Received.Form.JSON
                || !connectors.in(name).direct()) {
            return Optional.empty();
        }
        return own.stream()
                .filter(each ->
                        !each.rejects() && Files.isRegularFile(each.folder().resolve("in.json")))
                .max(Comparator.comparingInt(each -> each.bytes("in.json").length))
                .map(longest -> {
                    JsonNode example = longest.json("in.json");
                    String text = MessageSchema.text(name, connectors.in(name), example);
                    return new Schema(routes.resolve(name).resolve(name + ".schema.json"), text);
                });
    }

    private record Schema(Path file, String text) {
        boolean isPublished() {
            try {
                return Files.isRegularFile(file) && text.equals(Files.readString(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        void publish() {
            try {
                Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    private static List<Path> folders(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
