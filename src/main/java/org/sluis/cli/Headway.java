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

    /** Tells the first time at once. */
    static Headway atOnce(PrintWriter err) {
        Headway headway = new Headway(err);
        headway.told -= QUIET_NANOS;
        return headway;
    }

    @Override
    public void accept(JsonNode line) {
        if (line.has("progress")) {
            long done = line.path("progress").asLong();
            long all = line.path("of").asLong();
            tell(String.format(Locale.ROOT, "%,d of %,d decisions", done, all), done == all);
        }
    }

    /** @param last whether nothing comes after it */
    void tell(String text, boolean last) {
        long now = System.nanoTime();
        if (!terminal && now - told < QUIET_NANOS) {
            return;
        }
        told = now;
        err.print(terminal ? "\r" + text + (last ? "\n" : "") : text + "\n");
        err.flush();
    }
}
