package org.sluis.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command as a user types it, run in this process: for tests of other packages. */
public final class Typed {
    private Typed() {}

    /** What it printed and how it ended. */
    public record Said(int code, String out) {}

    /** {@code ./sluis} with these words behind it. */
    public static Said sluis(String... words) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out, true);
        return new Said(Sluis.run(both, both, words), out.toString());
    }
}
