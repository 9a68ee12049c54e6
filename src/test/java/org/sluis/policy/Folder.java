package org.sluis.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the shipped policies, or of some, to change at will. */
public final class Folder {
    private Folder() {}

    /** Copies the dictionary, the agreement and these packs. */
    public static void copy(Path to, String... packs) throws IOException {
        Files.copy(Known.FOLDER.resolve("dictionary.yaml"), to.resolve("dictionary.yaml"));
        tree(Known.FOLDER.resolve("agreements"), to.resolve("agreements"));
        for (String pack : packs) {
            tree(Known.FOLDER.resolve(pack), to.resolve(pack));
        }
    }

    /** Copies all of it. */
    public static void copyAll(Path to) throws IOException {
        tree(Known.FOLDER, to);
    }

    /** Writes one thing in the place of another, which must be there. */
    public static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not hold " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }

    private static void tree(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.sorted().toList();
        }
        for (Path each : all) {
            Path copy = to.resolve(from.relativize(each).toString());
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(each, copy);
            }
        }
    }
}
