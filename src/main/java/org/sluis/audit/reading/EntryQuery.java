package org.sluis.audit.reading;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The entries that one organisation may read, as the FROM and WHERE of a statement: {@code e} is the event, {@code s} its
 * place, {@code d.doc} its body as JSON. Its own are those that name it as party, school or sender, what became of a
 * disclosure that it sent, what is about one of its pupils, and what names no organisation and no child. Another
 * controller's no statement reaches: row-level security.
 */
final class EntryQuery {
    private static final String SOURCE = """
             JOIN audit_sequence s ON s.event = e.id AND s.tenant = e.tenant
            CROSS JOIN LATERAL (SELECT convert_from(e.body, 'UTF8')::jsonb AS doc OFFSET 0) d
            WHERE e.tenant = ? AND s.index < ? AND e.at >= ? AND (e.at, e.id) < (?, ?)""";
    private static final String NAMED =
            "(d.doc #>> '{facts,party}', d.doc #>> '{facts,school}', d.doc #>> '{facts,sender}')";
    private static final String OWN = """
             AND CASE WHEN coalesce%1$s IS NOT NULL THEN ? IN %1$s
                WHEN e.disclosure IS NOT NULL THEN EXISTS (SELECT FROM audit_event r
                    WHERE r.tenant = e.tenant AND r.disclosure = e.disclosure
                    AND r.kind IN ('disclosure-released', 'disclosure-refused')
                    AND convert_from(r.body, 'UTF8')::jsonb #>> '{facts,sender}' = ?)
                ELSE d.doc -> 'subject' IS NULL END""".formatted(NAMED);
    private static final UUID FIRST = new UUID(0, 0);

    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private EntryQuery() {}

    /** @param cursor only what comes behind it; {@code size} is its own then */
    static EntryQuery of(Reader reader, LogSearch search, Cursor cursor) {
        EntryQuery query = new EntryQuery();
        if (search.subject() == null) {
            query.sql.append(" FROM audit_event e");
        } else {
            // As a list of ids, so that the pupil's few entries are looked up and the log is not gone through for them.
            query.add(
                    " FROM (SELECT tenant, event FROM audit_erasable WHERE tenant = ? AND subject = ? OFFSET 0) a"
                            + " JOIN audit_event e ON e.tenant = a.tenant AND e.id = a.event",
                    reader.tenant(),
                    search.subject());
        }
        query.add(SOURCE, reader.tenant(), cursor.size(), search.from(), cursor.at(), cursor.id());
        if (search.subject() == null) {
            query.add(OWN, reader.party().value(), reader.party().value());
        }
        if (search.disclosure() != null) {
            query.add(" AND e.disclosure = ?", search.disclosure());
        }
        new TreeMap<>(search.facts()).forEach(query::fact);
        return query;
    }

    /** Everything of a period, as far as the log goes. */
    static EntryQuery of(Reader reader, LogSearch search, long size) {
        return of(reader, search, start(search, size));
    }

    /** Before the first page. */
    static Cursor start(LogSearch search, long size) {
        return new Cursor(size, search.until(), FIRST);
    }

    private void fact(String name, String value) {
        if (name.equals(LogSearch.KIND)) {
            add(" AND e.kind = ?", value);
            return;
        }
        String[] places = Map.copyOf(LogSearch.FACTS).getOrDefault(name, new String[0]);
        add(
                " AND ? IN ("
                        + Arrays.stream(places)
                                .map(place -> "d.doc #>> '{facts," + place + "}'")
                                .collect(Collectors.joining(", "))
                        + ")",
                value);
    }

    /** One more condition, or what stands behind the conditions. */
    EntryQuery add(String more, @Nullable Object... values) {
        sql.append(more);
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** Down to this row and no further. */
    EntryQuery downTo(Instant at, UUID id) {
        return add(" AND (e.at, e.id) >= (?, ?)", at, id);
    }

    String sql() {
        return sql.toString();
    }

    @Nullable
    Object[] parameters() {
        return parameters.toArray();
    }

    /** Values in front of this query's own, for what is selected. */
    @Nullable
    Object[] parametersAfter(@Nullable Object... first) {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(parameters);
        return all.toArray();
    }
}
