package org.sluis.cli;

import java.nio.file.Path;

/** Where Sluis is, which the command {@code ./sluis} knows. */
final class Home {
    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("sluis.home", "."));
    }

    /** The connectors, a folder each. */
    static Path connectors() {
        return folder().resolve("routes/connectors");
    }

    /** Their examples. */
    static Path connectorFixtures() {
        return folder().resolve("test-fixtures/connectors");
    }

    /** What {@code SLUIS_LAW} says; else the law that ships. */
    static Path law() {
        String given = System.getenv("SLUIS_LAW");
        return given == null || given.isBlank() ? folder().resolve("consent-policies/law/nl") : Path.of(given);
    }

    /** What {@code sluis.data} or {@code SLUIS_DATA} says; else the folder {@code data}. */
    static Path data() {
        String variable = System.getenv("SLUIS_DATA");
        String given = System.getProperty("sluis.data", variable == null ? "" : variable);
        return given.isBlank() ? folder().resolve("data") : Path.of(given);
    }
}
