package org.sluis.cli;

import picocli.CommandLine.Option;

/** Which log a command is about. */
final class LogName {
    @Option(
            names = "--origin",
            paramLabel = "NAME",
            defaultValue = "sluis.example/log",
            description = "The log's name, as sluis.log.origin gives it (default: ${DEFAULT-VALUE}).")
    private String origin = "";

    String origin() {
        return origin;
    }
}
