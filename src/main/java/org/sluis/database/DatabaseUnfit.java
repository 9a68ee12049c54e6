package org.sluis.database;

import java.util.List;
import java.util.stream.Collectors;

/** The database could lose, show or misdate data, or cannot be started: Sluis does not start. Names everything that is wrong at once. */
public final class DatabaseUnfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** One thing that is wrong: the setting, the value found, and what to do about it. */
    record Finding(String setting, String value, String remedy) {}

    DatabaseUnfit(List<Finding> findings) {
        super(findings.stream()
                .map(f -> "  - " + f.setting() + " is " + f.value() + ": " + f.remedy())
                .collect(Collectors.joining("\n", "Sluis does not start, the database is unfit:\n", "")));
    }

    DatabaseUnfit(String what, String remedy) {
        super("Sluis does not start: " + what + ". " + remedy);
    }
}
