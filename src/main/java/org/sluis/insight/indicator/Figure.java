package org.sluis.insight.indicator;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.sluis.database.Rows;

/**
 * How many deliveries of a part there were in a school year, as it may be told.
 *
 * @param until the first day that is not in it
 */
record Figure(Key key, LocalDate until, long count) {

    /** From whom to whom. */
    record Key(Part part, String sender, String recipient) {}

    /** Those that were told last. @param connection within the controller */
    static List<Figure> last(Connection connection, String tenant, String agreement, int year) {
        return Rows.query(
                connection,
                """
                SELECT DISTINCT ON (part, sender, recipient) part, sender, recipient, until, count FROM indicator_figure
                WHERE tenant = ? AND agreement = ? AND year = ? ORDER BY part, sender, recipient, until DESC""",
                row -> new Figure(
                        new Key(Part.of(row.getString("part")), row.getString("sender"), row.getString("recipient")),
                        row.getObject("until", LocalDate.class),
                        row.getLong("count")),
                tenant,
                agreement,
                year);
    }

    /** Keeps it; where another node told the same at the same time, that stays. */
    void keep(Connection connection, String tenant, String agreement, int year, UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO indicator_figure (tenant, agreement, year, part, sender, recipient, until, count, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                tenant,
                agreement,
                year,
                key.part().code(),
                key.sender(),
                key.recipient(),
                until,
                count,
                event);
    }
}
