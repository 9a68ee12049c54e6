package org.sluis.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sluis.audit.ExportedEntries;
import org.sluis.audit.LogExport;
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
    boolean verify(Path folder, String disclosure, List<String> names) {
        tell.chapter("8. The log");
        List<String> entries = new ArrayList<>();
        Verdict verdict = exported(folder, disclosure, entries);
        List<String> told = names.stream()
                .filter(name -> entries.stream().anyMatch(entry -> entry.contains(name)))
                .toList();
        NotAsTold.unless(told.isEmpty(), "the log names no child", told);
        tell.say("Everything above is in the log, and nothing of a child: not a name, not a date, not a word.");
        tell.step(verdict.message());
        return verdict.ok();
    }

    private Verdict exported(Path folder, String disclosure, List<String> entries) {
        LogExport export = stage.gateway().part(LogExport.class);
        long until = System.nanoTime() + PATIENCE;
        while (true) {
            export.write(folder);
            entries.clear();
            Verdict verdict = ExportedEntries.read(folder, entries::add);
            NotAsTold.unless(verdict.ok(), "the log verifies", verdict.message());
            boolean covered =
                    entries.stream().anyMatch(line -> line.contains(disclosure) && line.contains("delivery-succeeded"));
            if (covered) {
                return verdict;
            }
            NotAsTold.unless(
                    System.nanoTime() < until, "a checkpoint covers the last delivery within a second", "none");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
