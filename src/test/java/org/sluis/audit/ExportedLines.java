package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an export says, for tests of other packages. */
public final class ExportedLines {
    private ExportedLines() {}

    /** Each entry as {@code ./sluis audit read} prints it, of an export that verifies. */
    public static List<String> of(Path export) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = ExportedEntries.read(export, lines::add);
        assertThat(verdict.ok()).as(verdict.message()).isTrue();
        return lines;
    }
}
