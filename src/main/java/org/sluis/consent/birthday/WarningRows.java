package org.sluis.consent.birthday;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.database.Rows;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** The warnings that were given. */
final class WarningRows {
    private static final String MINE = " FROM warning w JOIN subject s ON s.tenant = w.tenant AND s.id = w.subject"
            + " WHERE w.tenant = ? AND s.school = ? AND w.withdrawn IS NULL";

    private static final String STANDING = MINE.replace(
            " WHERE",
            " JOIN subject_key k ON k.tenant = w.tenant AND k.subject = w.subject"
                    + " JOIN birthday b ON b.tenant = w.tenant AND b.subject = w.subject AND b.mark = w.birthday WHERE");

    private WarningRows() {}

    /** One that stands. @param asked kinds of grantors */
    record Given(UUID id, SortedSet<String> asked) {}

    /** What stands about this birthday, with its row locked. */
    static Optional<Given> standing(Connection connection, String tenant, BirthdayRows.Coming coming) {
        return Rows.one(
                connection,
                "SELECT id, asked FROM warning WHERE tenant = ? AND subject = ? AND birthday = ? AND withdrawn IS NULL"
                        + " FOR UPDATE",
                row -> new Given(row.getObject("id", UUID.class), asked(row)),
                tenant,
                coming.born().subject(),
                coming.mark());
    }

    static void give(Connection connection, String tenant, BirthdayRows.Coming coming, Given warning, UUID entry) {
        Rows.update(
                connection,
                "INSERT INTO warning (tenant, id, subject, birthday, asked, event) VALUES (?, ?, ?, ?, ?, ?)",
                tenant,
                warning.id(),
                coming.born().subject(),
                coming.mark(),
                warning.asked().toArray(String[]::new),
                entry);
    }

    static void withdraw(Connection connection, String tenant, UUID warning, UUID entry) {
        Rows.update(connection, "UPDATE warning SET withdrawn = ? WHERE tenant = ? AND id = ?", entry, tenant, warning);
    }

    /** Those of a school's own pupils whose day has not passed, the nearest first. */
    static List<Warnings.Listed> listed(Connection connection, Vault vault, Caller school, LocalDate today) {
        return Rows.query(
                        connection,
                        "SELECT w.tenant, w.id, w.subject, w.birthday, b.day, s.local_id, w.asked, w.seen IS NOT NULL AS seen, "
                                + Vault.KEY + STANDING,
                        row -> listed(row, vault),
                        school.tenant(),
                        school.party().value())
                .stream()
                .filter(warning -> !warning.from().isBefore(today))
                .sorted(Comparator.comparing(Warnings.Listed::from).thenComparing(Warnings.Listed::subject))
                .toList();
    }

    private static Warnings.Listed listed(ResultSet row, Vault vault) throws SQLException {
        SubjectKey key = vault.key(row);
        return new Warnings.Listed(
                row.getObject("id", UUID.class),
                key.open(Column.SUBJECT_LOCAL_ID, row.getObject("subject", UUID.class), row.getBytes("local_id")),
                Warnings.kind(asked(row)),
                List.copyOf(asked(row)),
                LocalDate.parse(
                        key.open(Column.BIRTHDAY_DAY, BirthdayRows.hex(row.getBytes("birthday")), row.getBytes("day"))),
                row.getBoolean("seen"));
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
