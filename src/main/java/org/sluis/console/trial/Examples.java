package org.sluis.console.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A message of invented people for each connector that has one in {@code test-fixtures}; none where that folder is not installed. */
final class Examples {
    private final Path folder;

    Examples(Path home) {
        this.folder = home.resolve("test-fixtures").resolve("connectors");
    }

    /** Of the connectors that have one. */
    List<String> names() {
        return entries(folder).stream()
                .map(each -> each.getFileName().toString())
                .filter(name -> file(name).isPresent())
                .toList();
    }

    /** Empty where the connector has none. */
    String of(String connector) {
        return names(folder, connector) ? file(connector).map(Examples::text).orElse("") : "";
    }

    private static boolean names(Path folder, String connector) {
        return entries(folder).stream()
                .anyMatch(each -> each.getFileName().toString().equals(connector));
    }

    private Optional<Path> file(String connector) {
        return entries(folder.resolve(connector)).stream()
                .filter(each -> !each.getFileName().toString().startsWith("reject"))
                .flatMap(each -> entries(each).stream())
                .filter(each -> each.getFileName().toString().startsWith("in."))
                .max((one, other) ->
                        Long.compare(one.toFile().length(), other.toFile().length()));
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
