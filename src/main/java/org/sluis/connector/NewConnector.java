package org.sluis.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sluis.canonical.Dictionary;

/**
 * Makes a connector of one there is: its folder and its fixtures under another name, which pass as they stand. It is made
 * aside, tried, and only then put in place, so that what fails leaves nothing.
 */
public final class NewConnector {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    /** What names the connector itself; a mapping does not, and a fixture is another system's message. */
    private static final Set<String> NAMING = Set.of(".md", ".camel.yaml", ".schema.json");

    private final Path routes;
    private final Path fixtures;
    private final Dictionary dictionary;

    /** As for {@link Fixtures}. */
    public NewConnector(Path routes, Path fixtures, Dictionary dictionary) {
        this.routes = routes;
        this.fixtures = fixtures;
        this.dictionary = dictionary;
    }

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException where the name is none or is taken, where there is no such connector to make it
     *     like, or what it is to be like does not pass its own fixtures
     */
    public void make(String name, String like) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of a connector: 2 to 41 lower-case letters, digits and hyphens, a letter first");
        }
        List<String> there = folders();
        if (!there.contains(like)) {
            throw new IllegalArgumentException(
                    "there is no connector '" + like + "' to make it like; name one of " + there);
        }
        if (Files.exists(routes.resolve(name)) || Files.exists(fixtures.resolve(name))) {
            throw new IllegalArgumentException(
                    "'" + name + "' is there already: " + routes.resolve(name) + " or " + fixtures.resolve(name));
        }
        try {
            Path aside = Files.createTempDirectory(fixtures.toAbsolutePath().getParent(), ".making-");
            try {
                place(aside, name, like);
            } finally {
                delete(aside);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void place(Path aside, String name, String like) throws IOException {
        Path newRoutes = aside.resolve("routes");
        Path newFixtures = aside.resolve("fixtures");
        copy(routes, newRoutes, "", ""); // a mapping may be like another's
        copy(routes.resolve(like), newRoutes.resolve(name), like, name);
        copy(fixtures.resolve(like), newFixtures.resolve(name), "", "");
        Fixtures.Report report = new Fixtures(newRoutes, newFixtures, dictionary).run(name);
        if (!report.right()) {
            throw new IllegalArgumentException("'" + like
                    + "' does not pass its own fixtures, so nothing is made like it; see ./sluis connector test "
                    + like);
        }
        Files.move(newFixtures.resolve(name), fixtures.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(newRoutes.resolve(name), routes.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            delete(fixtures.resolve(name));
            throw failed;
        }
    }

    /** @param like what it is called there; empty where nothing in it is called so */
    private static void copy(Path from, Path to, String like, String name) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.sorted().toList()) {
                Path target = to.resolve(renamed(from.relativize(path).toString(), like, name));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!like.isEmpty() && NAMING.stream().anyMatch(path.toString()::endsWith)) {
                    String text = Files.readString(path, StandardCharsets.UTF_8);
                    Files.writeString(target, named(text, like, name), StandardCharsets.UTF_8);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static String renamed(String file, String like, String name) {
        return !like.isEmpty() && file.startsWith(like + ".") ? name + file.substring(like.length()) : file;
    }

    /** The name wherever it stands by itself, or behind a hyphen as in {@code deliver-<name>}. */
    private static String named(String text, String like, String name) {
        return text.replaceAll(
                "(?<![A-Za-z0-9])" + Pattern.quote(like) + "(?![A-Za-z0-9]|-[a-z0-9])", Matcher.quoteReplacement(name));
    }

    private List<String> folders() {
        try (Stream<Path> children = Files.list(routes)) {
            return children.filter(Files::isDirectory)
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
