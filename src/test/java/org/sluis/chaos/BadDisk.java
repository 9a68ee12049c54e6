package org.sluis.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The disk of a PostgreSQL that runs, as it fails: strace answers its system calls in the kernel's place. It needs no rights over
 * mounts, it can be begun and ended under load, and it is the one way to have a sync fail; {@code ./sluis test} installs it.
 */
final class BadDisk implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Process strace;

    /** What fails, and for whom. */
    enum Fault {
        /** No table or index can grow; the journal can: for every process, until it ends. */
        NO_ROOM_FOR_ROWS("base", "pwrite64,pwritev,fallocate:error=ENOSPC", true),
        /** The journal cannot be written: for every process, until it ends. */
        NO_ROOM_FOR_THE_JOURNAL("pg_wal", "pwrite64,pwritev,fallocate:error=ENOSPC", true),
        /** A sync fails, once for each process that ran: what the kernel does, which then forgets the page. */
        NO_SYNC("", "fsync,fdatasync:error=EIO", false);

        private final String folder;
        private final String calls;
        private final boolean everyProcess;

        Fault(String folder, String calls, boolean everyProcess) {
            this.folder = folder;
            this.calls = calls;
            this.everyProcess = everyProcess;
        }
    }

    /** From now on, until it is closed. @param cluster PostgreSQL's data directory */
    BadDisk(Fault fault, Path cluster, Path output) throws IOException {
        ProcessHandle postgres = server(cluster).orElseThrow();
        List<String> command = new ArrayList<>(List.of("strace", "-o", "/dev/null", "-e"));
        command.add("trace=" + fault.calls.substring(0, fault.calls.indexOf(':')));
        command.addAll(List.of("-e", "inject=" + fault.calls));
        if (!fault.folder.isEmpty()) {
            try (Stream<Path> files = Files.walk(cluster.resolve(fault.folder))) {
                files.filter(Files::isRegularFile).forEach(file -> command.addAll(List.of("-P", file.toString())));
            }
        }
        List<Long> processes = new ArrayList<>();
        if (fault.everyProcess) {
            command.add("-f"); // and those that it begins from now on
            processes.add(postgres.pid());
        }
        postgres.children().forEach(child -> processes.add(child.pid()));
        processes.forEach(process -> command.addAll(List.of("-p", String.valueOf(process))));
        strace = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean attached = Pause.until(
                PATIENCE_SECONDS,
                () -> !strace.isAlive()
                        || processes.stream()
                                .allMatch(process -> said(output).contains("Process " + process + " attached")));
        assertThat(attached && strace.isAlive())
                .as("strace attaches to PostgreSQL (it may: root, or ptrace_scope=0); it said: %s", said(output))
                .isTrue();
    }

    /** Empty where it ended, and where it left nothing behind. */
    static Optional<ProcessHandle> server(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).get(0).strip()))
                : Optional.empty();
    }

    private static String said(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** The disk is well again. */
    @Override
    public void close() {
        strace.destroy();
        try {
            assertThat(strace.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
