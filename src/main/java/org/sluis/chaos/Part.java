package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** A player of the storm, as the process that it is. It ends when it is told to, and when who started it is gone. */
public final class Part {
    /** What a player says once it plays. */
    static final String READY = "READY";

    static final String STOP = "stop";

    private Part() {}

    /** What a player does. */
    interface Player {
        void begin() throws IOException, InterruptedException;

        /** A line that it is told; {@link Part#STOP} never comes here. */
        default void told(String line) {}

        /** Brings what it began to an end. */
        void end() throws IOException, InterruptedException;
    }

    /**
     * Plays until told to stop.
     *
     * @param name {@code sender}, {@code recipient} or {@code families}
     * @param folder with the setting; its ledger is written there
     * @throws IllegalArgumentException for any other name
     */
    public static void play(String name, Path folder, Clock clock, PrintWriter out)
            throws IOException, InterruptedException {
        Setting setting = Setting.read(folder);
        Player player =
                switch (name) {
                    case "sender" -> new Sending(folder, setting, clock);
                    case "recipient" -> new Receiving(folder, setting, clock);
                    case "families" -> new Families(folder, setting, clock);
                    default -> throw new IllegalArgumentException("no such player: " + name);
                };
        player.begin();
        out.println(READY);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = orders.readLine(); !STOP.equals(line); line = orders.readLine()) {
            if (line == null) {
                Runtime.getRuntime().halt(1); // who started it is gone
            } else {
                player.told(line);
            }
        }
        player.end();
    }

    /** The player as a process. */
    static Spawned spawn(String name, Path home, Path folder) throws IOException {
        Spawned part = Spawned.command(home, folder.resolve(name + ".out"), "chaos-part", name, folder.toString());
        part.awaitSaid(READY);
        return part;
    }

    /** Waits until it has brought everything to an end; whether it did. */
    static boolean finish(Spawned part) throws IOException, InterruptedException {
        part.tell(STOP);
        return part.ended((int) TimeUnit.MINUTES.toSeconds(4))
                .filter(code -> code == 0)
                .isPresent();
    }
}
