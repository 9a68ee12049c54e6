package org.sluis.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.sluis.client.Trouble;

/** {@code ./sluis demo}: sets the stage, plays the story, and counts. */
public final class Demo {
    /** Enough for figures that are told only of ten and more. */
    private static final int PUPILS = 40;

    private final Path home;
    private final Path data;
    private final Progress tell;

    /**
     * @param home where Sluis is
     * @param data the demo's own data folder; a gateway's is never touched
     */
    public Demo(Path home, Path data, PrintWriter out) {
        this.home = home.toAbsolutePath().normalize();
        this.data = data.toAbsolutePath().normalize();
        this.tell = new Progress(out);
    }

    /** Removes what earlier runs left. */
    public void fresh() throws IOException {
        if (Files.exists(data)) {
            alone().close();
            try (Stream<Path> all = Files.walk(data)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /**
     * Plays it.
     *
     * @param port 0 for the usual one, or any where that is taken
     * @param keep whether to go on running afterwards, until it is interrupted
     * @param history how many messages more there are to look at in one that goes on running
     * @throws NotAsTold when a step went otherwise than it should
     * @throws Trouble when it cannot start
     */
    public void play(int port, boolean keep, int history) throws IOException, InterruptedException {
        String run = Long.toString(Instant.now().toEpochMilli(), 36);
        try (FileChannel alone = alone();
                Stage stage = new Stage(home, data, port, tell)) {
            Post post = new Post(stage.town(), run);
            Tally tally = new Tally();
            WhatCrosses crosses = new WhatCrosses(stage, post, tell, tally);
            String first = crosses.plan();
            crosses.dossier();
            String about = crosses.signal();
            new WhatComesBack(stage, post, tell, tally).answers(about);
            WhatStays stays = new WhatStays(stage, post, tell, tally);
            stays.withoutConsent();
            stays.freeText();
            String last = stays.withdrawn();
            Path log = data.resolve("log-" + run);
            tally.verified(
                    new LogCheck(stage, tell).verify(log, last, stage.town().names()));
            tell.say("");
            if (keep) {
                stage.gateway().staff().arrive(stage.gateway(), stage.town(), data.resolve("clients"));
                new Leftover(stage, data, log).commands(first).forEach(tell::say);
                tell.say(tally.toString());
                new History(stage, run, tell, PUPILS).write(history);
                new CountDownLatch(1).await();
            }
            tell.say(tally.toString());
        }
    }

    /** One demo at a time in this folder: two would open and close each other's care system. */
    private FileChannel alone() throws IOException {
        Files.createDirectories(data);
        FileChannel channel =
                FileChannel.open(data.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new Trouble("a demo is running already in " + data, "Stop it, or name another folder with --data.");
        }
        return channel;
    }
}
