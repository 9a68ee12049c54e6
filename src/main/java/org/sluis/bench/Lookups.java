package org.sluis.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sluis.audit.reading.LogEntries;
import org.sluis.audit.reading.LogSearch;
import org.sluis.audit.reading.Page;
import org.sluis.audit.reading.Reader;
import org.sluis.canonical.PartyId;

/** The newest hundred entries about a pupil, as a privacy officer asks for them, of pupils picked by a fixed sequence. */
final class Lookups {
    private static final int PAGE = 100;
    private static final Reader READER = new Reader(Happened.TENANT, new PartyId(Happened.SENDER));
    private static final Instant AFTER = Instant.parse("9999-01-01T00:00:00Z");

    private final LoggedPast log;
    private long asked;
    private long wrong;

    Lookups(LoggedPast log) {
        this.log = log;
    }

    /** Milliseconds that each took, in a transaction of its own. */
    List<Double> of(int pupils) {
        Happened happened = log.happened();
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < pupils; i++) {
            UUID pupil = happened.pupil(Dice.scattered(asked++, happened.pupils()));
            LogSearch search = new LogSearch(Happened.BEGAN, AFTER, pupil, null, Map.of());
            long began = System.nanoTime();
            Page page = log.database()
                    .transactions()
                    .within(Happened.TENANT, connection -> LogEntries.page(connection, READER, search, null, PAGE));
            took.add((System.nanoTime() - began) / 1e6);
            if (page.entries().isEmpty()) {
                wrong++;
            }
        }
        return took;
    }

    /** Pupils of whom nothing was found, though each has entries. */
    long wrong() {
        return wrong;
    }
}
