package org.sluis.demo;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Tells what happens, with the seconds since this process began. */
final class Progress {
    private final PrintWriter out;
    private final long began = ManagementFactory.getRuntimeMXBean().getStartTime();

    Progress(PrintWriter out) {
        this.out = out;
    }

    double seconds() {
        return (System.currentTimeMillis() - began) / 1000.0;
    }

    synchronized void step(String what) {
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds(), what);
    }

    synchronized void say(String line) {
        out.println(line);
    }

    void chapter(String title) {
        say("");
        say(title);
        say("-".repeat(title.length()));
    }
}
