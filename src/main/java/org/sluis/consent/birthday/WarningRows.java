package org.sluis.consent.birthday;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/** The warnings that were given. */
final class WarningRows {
    private static final String MINE = " FROM warning w JOIN subject s ON s.tenant = w.tenant AND s.id = w.subject"
            + " WHERE w.tenant = ? AND s.school = ? AND w.withdrawn IS NULL";

    private WarningRows() {}

    /** One that stands. @param asked kinds of grantors */
    record Given(UUID id, SortedSet<String> asked) {}

    /** What stands about this birthday, with its row locked. */
    static Optional<Given> standing(Connection connection, String tenant, BirthdayRows.Coming coming) {
        return Rows.one(
                connection,
                "SELECT id, asked FROM warning WHERE tenant = ? AND subject = ? AND day = ? AND withdrawn IS NULL"
                        + " FOR UPDATE",
                row -> new Given(row.getObject("id", UUID.class), asked(row)),
                tenant,
                coming.born().subject(),
                coming.day());
    }

    static void give(Connection connection, String tenant, BirthdayRows.Coming coming, Given warning, UUID entry) {
        Rows.update(
                connection,
                "INSERT INTO warning (tenant, id, subject, day, asked, event) VALUES (?, ?, ?, ?, ?, ?)",
                tenant,
                warning.id(),
                coming.born().subject(),
                coming.day(),
                warning.asked().toArray(String[]::new),
                entry);
    }

    static void withdraw(Connection connection, String tenant, UUID warning, UUID entry) {
        Rows.update(connection, "UPDATE warning SET withdrawn = ? WHERE tenant = ? AND id = ?", entry, tenant, warning);
    }

    /** Those of a school's own pupils whose day has not passed, the nearest first. */
    static List<Warnings.Listed> listed(Connection connection, Caller school, LocalDate today) {
        return Rows.query(
                connection,
                "SELECT w.id, s.local_id, w.day, w.asked, w.seen IS NOT NULL AS seen" + MINE
                        + " AND w.day >= ? ORDER BY w.day, s.local_id",
                row -> new Warnings.Listed(
                        row.getObject("id", UUID.class),
                        row.getString("local_id"),
                        Warnings.kind(asked(row)),
                        List.copyOf(asked(row)),
                        row.getObject("day", LocalDate.class),
                        row.getBoolean("seen")),
                school.tenant(),
                school.party().value(),
                today);
    }

    /** Whether it was seen before, with its row locked; empty for another school's, the same as for none. */
    static Optional<Boolean> lockSeen(Connection connection, Caller school, UUID warning) {
        return Rows.one(
                connection,
                "SELECT w.seen IS NOT NULL" + MINE + " AND w.id = ? FOR UPDATE OF w",
                row -> row.getBoolean(1),
                school.tenant(),
                school.party().value(),
                warning);
    }

    static void see(Connection connection, String tenant, UUID warning, UUID entry) {
        Rows.update(connection, "UPDATE warning SET seen = ? WHERE tenant = ? AND id = ?", entry, tenant, warning);
    }

    private static SortedSet<String> asked(ResultSet row) throws SQLException {
        Collection<String> asked = Rows.strings(row, "asked");
        return new TreeSet<>(asked);
    }
}
