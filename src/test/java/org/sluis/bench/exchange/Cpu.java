package org.sluis.bench.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes took of the processors, as Linux counts it; of children that ended as well. */
final class Cpu {
    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;
    /** A tick of {@code /proc}. */
    private static final long MICROS = 10_000;

    private Cpu() {}

    /** Of this process and its descendants that run, in microseconds. */
    static long of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(each -> ticks(each.pid()))
                        .sum()
                * MICROS;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long sum = 0;
            for (int i = USER; i <= CHILDREN_SYSTEM; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException gone) {
            return 0;
        }
    }
}
