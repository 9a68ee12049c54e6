package org.sluis.connector;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Elements;

/** One folder of {@code test-fixtures/connectors/<connector>}. */
record Fixture(Path folder) {
    static final Path ROOT = Path.of("test-fixtures/connectors");
    static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    static final Connectors CONNECTORS = Connectors.load(Path.of("routes/connectors"), DICTIONARY);
    static final ObjectMapper JSON = new ObjectMapper();

    /** All of them that hold such a file. */
    static List<Fixture> with(String file) {
        try (Stream<Path> found = Files.walk(ROOT, 3)) {
            return found.filter(path -> path.getFileName().toString().equals(file))
                    .map(path -> new Fixture(path.getParent()))
                    .sorted(java.util.Comparator.comparing(Fixture::folder))
                    .toList();
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
    }

    String connector() {
        return folder.getParent().getFileName().toString();
    }

    boolean rejects() {
        return folder.getFileName().toString().startsWith("reject-");
    }

    byte[] bytes(String name) {
        return new FixtureFolder(folder).bytes(name);
    }

    /** The message to read, or nothing where the fixture is one to write. */
    Optional<byte[]> message() {
        return new FixtureFolder(folder).message();
    }

    Elements elements() {
        return new FixtureFolder(folder).elements();
    }

    @Override
    public String toString() {
        return ROOT.relativize(folder).toString();
    }
}
