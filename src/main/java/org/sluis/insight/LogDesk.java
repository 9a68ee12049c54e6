package org.sluis.insight;

import java.util.List;
import org.sluis.audit.SoundLog;
import org.sluis.audit.reading.LogCounts;
import org.sluis.audit.reading.LogEntries;
import org.sluis.audit.reading.Page;
import org.sluis.law.Law;
import org.sluis.party.Caller;

/**
 * The ways to read the log of one's own organisation, for whoever may: each reading is recorded before it is answered, and refused
 * as {@link LogReading} refuses. A body is JSON: what docs/audit-reading.md says can be looked for.
 */
public final class LogDesk {
    private final LogReading reading;
    private final SoundLog sound;
    private final Law law;

    LogDesk(LogReading reading, SoundLog sound, Law law) {
        this.reading = reading;
        this.sound = sound;
        this.law = law;
    }

    /** Entries, newest first, a page at a time. */
    public Page page(Caller caller, byte[] body) {
        return reading.read(
                caller,
                "search",
                body,
                new Page(List.of(), null),
                (form, connection, reader, search) ->
                        LogEntries.page(connection, reader, search, form.after(), form.limit()),
                page -> page.entries().size());
    }

    /** How many entries there are, by what is asked for; days are those of the law's zone. */
    public List<LogCounts.Count> counts(Caller caller, byte[] body) {
        return reading.read(
                caller,
                "counts",
                body,
                List.of(),
                (form, connection, reader, search) -> LogCounts.of(
                        connection, reader, search, form.by(), law.settings().zone()),
                List::size);
    }

    /**
     * Whether the log is still what was signed of it, entry by entry. The entry that says who asked is made before the answer.
     *
     * @throws org.sluis.audit.LogRolledBack where entries are gone or changed; it says which
     */
    public SoundLog.Sound verify(Caller caller) {
        reading.read(
                caller,
                "verify",
                () -> 0,
                (form, connection) -> new LogReading.Shown<>(form, null, List.of(), 0, id -> {}));
        return sound.check();
    }
}
