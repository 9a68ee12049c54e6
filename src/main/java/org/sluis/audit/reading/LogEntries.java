package org.sluis.audit.reading;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/**
 * Finds entries, in the reader's transaction. Only what a checkpoint covers is found: within a second of the event. By
 * subject and by disclosure an index leads to them; everything else goes back through the log in time, so many entries a
 * page at most.
 */
public final class LogEntries {
    /** The most entries of one page. */
    public static final int MOST = 500;
    /** How many entries are gone through for one page, where no index leads to what is looked for. */
    static final int LOOKED_AT = 50_000;

    static final String SELECTED = "SELECT s.index, e.leaf, convert_from(e.body, 'UTF8') AS entry";
    static final String NEWEST_FIRST = " ORDER BY e.at DESC, e.id DESC LIMIT ?";

    private LogEntries() {}

    /** How much of the log is covered by its newest checkpoint. */
    public static long size(Connection connection) {
        return Rows.query(
                        connection,
                        "SELECT size FROM audit_checkpoint ORDER BY size DESC LIMIT 1",
                        row -> row.getLong("size"))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** @param after null for the first page @param limit from 1 to {@link #MOST} */
    public static Page page(Connection connection, Reader reader, LogSearch search, @Nullable Cursor after, int limit) {
        return page(connection, reader, search, after, limit, LOOKED_AT);
    }

    static Page page(
            Connection connection, Reader reader, LogSearch search, @Nullable Cursor after, int limit, int lookedAt) {
        Cursor from = after == null ? EntryQuery.start(search, size(connection)) : after;
        EntryQuery query = EntryQuery.of(reader, search, from);
        Optional<Cursor> end = search.subject() == null && search.disclosure() == null
                ? end(connection, reader, search, from, lookedAt)
                : Optional.empty();
        end.ifPresent(last -> query.downTo(last.at(), last.id()));
        query.add(NEWEST_FIRST, limit);
        List<LoggedEntry> found = Rows.query(connection, SELECTED + query.sql(), LoggedEntry::of, query.parameters());
        if (found.size() < limit) {
            return new Page(found, end.orElse(null));
        }
        LoggedEntry last = found.get(limit - 1);
        return new Page(found, new Cursor(from.size(), last.at(), last.id()));
    }

    /** The last entry that is looked at for this page; empty where the period ends before. */
    private static Optional<Cursor> end(
            Connection connection, Reader reader, LogSearch search, Cursor from, int lookedAt) {
        return Rows.one(
                connection,
                "SELECT at, id FROM audit_event WHERE tenant = ? AND at >= ? AND (at, id) < (?, ?)"
                        + " ORDER BY at DESC, id DESC OFFSET ? LIMIT 1",
                row -> new Cursor(from.size(), Rows.instant(row, "at"), row.getObject("id", UUID.class)),
                reader.tenant(),
                search.from(),
                from.at(),
                from.id(),
                lookedAt - 1);
    }
}
