package org.sluis.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import org.sluis.audit.proof.LogFiles;
import org.sluis.audit.proof.LogFolder;

/** {@code ./sluis audit verify} as a program of its own: {@code sluis-verify.jar}, which holds nothing of the gateway. */
public final class VerifyLog {
    private static final String USAGE =
            "Usage: java -jar sluis-verify.jar [--key FILE] [--seen FILE]... [--witness FILE]... DIR|URL";
    private static final int DONE = 0;
    private static final int TOLD_NO = 1;
    private static final int ASKED_WRONGLY = 2;

    private VerifyLog() {}

    public static void main(String... args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        Deque<String> rest = new ArrayDeque<>(args);
        List<Path> key = new ArrayList<>();
        List<Path> seen = new ArrayList<>();
        List<Path> witnesses = new ArrayList<>();
        Map<String, List<Path>> options = Map.of("--key", key, "--seen", seen, "--witness", witnesses);
        while (rest.size() > 2 && options.containsKey(rest.peek())) {
            options.getOrDefault(rest.remove(), key).add(Path.of(rest.remove()));
        }
        if (rest.size() != 1 || rest.getFirst().startsWith("-")) {
            err.println(USAGE);
            return ASKED_WRONGLY;
        }
        try {
            Verdict verdict = verdict(rest.remove(), last(key), seen, witnesses);
            out.println(verdict.message());
            return verdict.ok() ? DONE : TOLD_NO;
        } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
            err.println("cannot be read: " + unreadable.getMessage());
            return ASKED_WRONGLY;
        }
    }

    /**
     * @param where a folder, or an address that begins with http:// or https://
     * @param key the file of the log's keys; null to believe the one beside the log
     * @param witnesses files of witnesses' keys
     */
    static Verdict verdict(String where, @Nullable Path key, List<Path> seen, List<Path> witnesses) throws IOException {
        LogFiles files = files(where);
        List<String> notes = new ArrayList<>();
        for (Path note : seen) {
            notes.addAll(LogVerifier.notes(Files.readAllBytes(note)));
        }
        List<String> cosigners = new ArrayList<>();
        for (Path witness : witnesses) {
            cosigners.addAll(LogVerifier.keys(Files.readAllBytes(witness)));
        }
        byte[] keys = key == null ? files.read(LogVerifier.KEY) : Files.readAllBytes(key);
        return LogVerifier.verify(files, LogVerifier.keys(keys), notes, cosigners);
    }

    private static @Nullable Path last(List<Path> files) {
        return files.isEmpty() ? null : files.get(files.size() - 1);
    }

    private static LogFiles files(String where) {
        return where.matches("https?://.*") ? new LogUrl(URI.create(where)) : new LogFolder(Path.of(where));
    }
}
