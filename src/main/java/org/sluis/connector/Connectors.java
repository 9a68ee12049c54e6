package org.sluis.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * The formats that Sluis reads and writes: one folder of {@code routes/connectors} each. All mapping files are compiled
 * when they are loaded, so that a wrong one stops the start and none is interpreted while a message passes.
 */
public final class Connectors {
    private final Map<String, Mappings> mappings = new TreeMap<>();

    private Connectors() {}

    /**
     * Loads every folder's {@code <name>.mapping.yaml}.
     *
     * @throws IllegalArgumentException with file, line and what to write instead; also for a folder without a mapping,
     *     and where there is no connector at all
     */
    public static Connectors load(Path routesConnectors, Dictionary dictionary) {
        Connectors connectors = new Connectors();
        for (Path folder : folders(routesConnectors)) {
            String name = folder.getFileName().toString();
            Path file = folder.resolve(name + ".mapping.yaml");
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException(folder + ": has no mapping; write " + file.getFileName());
            }
            connectors.mappings.put(name, Mappings.load(file, dictionary));
        }
        if (connectors.mappings.isEmpty()) {
            throw new IllegalArgumentException(routesConnectors + ": holds no connector");
        }
        return connectors;
    }

    /** The format that comes in through this connector; refuses one that reads nothing. */
    public ReadMapping in(String name) {
        Mappings found = mappings.get(name);
        if (found == null || found.in() == null) {
            throw new Refused(Reason.CONNECTOR_UNKNOWN);
        }
        return found.in();
    }

    /** The format that goes out through this connector; refuses one that writes nothing. */
    public WriteMapping out(String name) {
        Mappings found = mappings.get(name);
        if (found == null || found.out() == null) {
            throw new Refused(Reason.CONNECTOR_UNKNOWN);
        }
        return found.out();
    }

    /** How the door of this connector answers in its format's own way; empty where it answers as every door does. */
    public Optional<AnswerMapping> answers(String name) {
        return Optional.ofNullable(mappings.get(name)).map(Mappings::answers);
    }

    /** Whether a format comes in through it. */
    public boolean reads(String name) {
        Mappings found = mappings.get(name);
        return found != null && found.in() != null;
    }

    /** Whether a format goes out through it. */
    public boolean writes(String name) {
        Mappings found = mappings.get(name);
        return found != null && found.out() != null;
    }

    /** The names of all connectors. */
    public SortedSet<String> names() {
        return new TreeSet<>(mappings.keySet());
    }

    private static List<Path> folders(Path root) {
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
