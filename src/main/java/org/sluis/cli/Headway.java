package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells how far long work is: always anew on a terminal, else every five seconds, so that a file stays short. */
final class Headway implements Consumer<JsonNode> {
    private static final long QUIET_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private long told = System.nanoTime();

    Headway(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(JsonNode line) {
        long now = System.nanoTime();
        if (!line.has("progress") || !terminal && now - told < QUIET_NANOS) {
            return;
        }
        told = now;
        long done = line.path("progress").asLong();
        long all = line.path("of").asLong();
        String text = String.format(Locale.ROOT, "%,d of %,d decisions", done, all);
        err.print(terminal ? "\r" + text + (done == all ? "\n" : "") : text + "\n");
        err.flush();
    }
}
