package org.sluis.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's {@code postmaster.pid}: line 1 the process, line 4 the port (src/include/utils/pidfile.h). Survives its
 * server when that is killed.
 */
record PidFile(long pid, int port) {
    /** No process has it: above the largest pid of Linux (2^22) and macOS. */
    private static final String NO_PROCESS = "2147483646";

    /**
     * The server that runs in this cluster, if one does. A file whose process id has meanwhile gone to another program is
     * made to name no process, so that PostgreSQL starts again; its shared memory key stays, so that PostgreSQL still
     * notices a backend that outlived its server.
     */
    static Optional<PidFile> running(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        if (lines.size() < 4
                || !lines.get(0).strip().matches("[0-9]{1,18}")
                || !lines.get(3).strip().matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        PidFile read = new PidFile(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()));
        Optional<ProcessHandle> process = ProcessHandle.of(read.pid()).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> command = process.get().info().command();
        if (defunct(read.pid())
                || command.filter(name -> !name.contains("postgres")).isPresent()) {
            List<String> corrected = new ArrayList<>(lines);
            corrected.set(0, NO_PROCESS);
            Files.write(file, corrected);
            return Optional.empty();
        }
        return Optional.of(read);
    }

    /** Ended, but nobody has asked how: as in a container whose first process does not look after orphans. */
    private static boolean defunct(long pid) throws IOException {
        Path state = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return Files.exists(state) && Files.readString(state).matches("(?s).*\\) [ZX] .*");
        } catch (NoSuchFileException endedMeanwhile) {
            return true;
        }
    }
}
