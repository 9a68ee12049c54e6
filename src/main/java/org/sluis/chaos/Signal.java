package org.sluis.chaos;

import java.io.IOException;

/** Signals to processes that the storm started. */
final class Signal {
    private Signal() {}

    /** @param name such as {@code KILL}; a process that is gone already is no failure */
    static void send(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
