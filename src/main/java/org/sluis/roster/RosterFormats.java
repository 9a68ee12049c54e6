package org.sluis.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** The formats in which a roster can come: a folder each, found at the start. */
final class RosterFormats {
    private final Map<String, RosterFormat> byName;

    private RosterFormats(Map<String, RosterFormat> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** @throws IllegalArgumentException naming file and line of what is wrong in a mapping, or where there is none at all */
    static RosterFormats load(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            Map<String, RosterFormat> found = all.filter(Files::isDirectory)
                    .map(RosterFormat::load)
                    .collect(Collectors.toMap(RosterFormat::name, each -> each));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("sluis.roster.formats: no format in " + folder);
            }
            return new RosterFormats(found);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("sluis.roster.formats: " + folder + " cannot be read", unreadable);
        }
    }

    /** @throws Refused NOT_FOUND for a format that is none of them; what {@link RosterFormat#read} refuses */
    RosterFile read(String format, byte[] body) {
        RosterFormat known = byName.get(format);
        if (known == null) {
            throw new Refused(Reason.NOT_FOUND);
        }
        return known.read(body);
    }
}
