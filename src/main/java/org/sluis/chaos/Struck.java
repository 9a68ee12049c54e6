package org.sluis.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The ledger of the storm itself: what was struck and when, and what it wanted of a node and did not get. */
final class Struck implements AutoCloseable {
    private final Journal journal;
    private final List<Long> moments = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();
    private final List<long[]> withoutDatabase = new ArrayList<>();
    private int halts;
    private int kills;

    Struck(Path file) throws IOException {
        this.journal = new Journal(file);
    }

    private void struck(String what) {
        journal.write(Journal.line(what));
        moments.add(System.nanoTime());
    }

    void halted(String point) {
        halts++;
        struck("halted " + point);
    }

    void killed(String node) {
        kills++;
        struck("killed " + node);
    }

    /** Something that is neither. */
    void other(String what) {
        journal.write(Journal.line(what));
    }

    /** A database that was away from then to then. */
    void databaseAway(String how, long from, long to) {
        struck(how);
        withoutDatabase.add(new long[] {from, to});
    }

    void missed(String what) {
        missed.add(what);
    }

    List<String> missed() {
        return missed;
    }

    List<long[]> withoutDatabase() {
        return withoutDatabase;
    }

    /** When something fell that deliveries had to recover from. */
    List<Long> moments() {
        return moments;
    }

    int halts() {
        return halts;
    }

    int kills() {
        return kills;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
