package org.sluis.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sluis.audit.LogExport;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;

/** The last act: the log leaves the gateway as files, and someone without the gateway checks it. */
final class LogCheck {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Stage stage;
    private final Progress tell;

    LogCheck(Stage stage, Progress tell) {
        this.stage = stage;
        this.tell = tell;
    }

    /** Exports what is covered by a checkpoint, once that includes the delivery named, and recomputes all of it. */
    boolean verify(Path folder, String disclosure, List<String> names) throws IOException {
        tell.chapter("7. The log");
        String entries = exported(folder, disclosure);
        List<String> told = names.stream().filter(entries::contains).toList();
        NotAsTold.unless(told.isEmpty(), "the log names no child", told);
        Verdict verdict = LogVerifier.verify(folder);
        NotAsTold.unless(verdict.ok(), "the log verifies", verdict.message());
        tell.say("Everything above is in the log, and nothing of a child: not a name, not a date, not a word.");
        tell.step(verdict.message());
        return verdict.ok();
    }

    private String exported(Path folder, String disclosure) throws IOException {
        LogExport export = stage.gateway().part(LogExport.class);
        long until = System.nanoTime() + PATIENCE;
        while (true) {
            export.write(folder);
            String entries = Files.readString(folder.resolve("entries.ndjson"), StandardCharsets.UTF_8);
            boolean covered =
                    entries.lines().anyMatch(line -> line.contains(disclosure) && line.contains("delivery-succeeded"));
            if (covered) {
                return entries;
            }
            NotAsTold.unless(
                    System.nanoTime() < until, "a checkpoint covers the last delivery within a second", "none");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
