package org.sluis.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;
import org.sluis.client.Trouble;

/** What an earlier storm has left in its folder. */
final class Leftover {
    private static final String MARK = "storm";

    private Leftover() {}

    /**
     * Removes it, a server that outlived it stopped first, and makes the folder a storm's.
     *
     * @param data the gateway's folder in it
     * @throws Trouble when the folder holds anything that no storm has made
     */
    static void clear(Path folder, Path data, Clock clock) throws IOException {
        if (Files.exists(folder)) {
            if (!Files.exists(folder.resolve(MARK))) {
                throw new Trouble(folder + " holds something else than a storm", "Name another folder with --data.");
            }
            Server.stopLeftOver(data, clock);
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(MARK), "");
    }
}
