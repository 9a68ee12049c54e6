package org.sluis.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.keys.KeyFolder;

/** A log of these tenants that is written by the one writer and covered by checkpoints when the test says so. */
public final class TestLog implements AutoCloseable {
    private final Ledger ledger;
    private final Sequencer sequencer;

    /** @param folder an empty one, for keys and checkpoints */
    public TestLog(Database database, Path folder, String... tenants) {
        LogFixture.tenants(database, tenants);
        KeyFolder keys = KeyFolder.open(folder.resolve("keys"), Ids.random());
        ledger = Ledger.open(database.transactions(), keys, Ids.random());
        sequencer = new Sequencer(
                database.transactions(), keys, Clock.systemUTC(), folder.resolve("checkpoints"), LogFixture.ORIGIN);
    }

    /** Records them in this order and gives the ids of their entries; no checkpoint covers them yet. */
    public List<UUID> record(Event... events) {
        return Stream.of(events)
                .map(event -> ledger.commit(LogFixture.unit(event)).entry())
                .toList();
    }

    /** A checkpoint that covers all there is. */
    public void cover() {
        sequencer.pass();
    }

    @Override
    public void close() {
        sequencer.close();
        ledger.close();
    }
}
