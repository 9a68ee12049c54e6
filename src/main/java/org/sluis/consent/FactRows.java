package org.sluis.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.law.SaidFact;

/** Reads what is out of the ordinary about a subject on a day. */
final class FactRows {
    private FactRows() {}

    /** What is on record and in force: of a word about the same holder, purpose and recipient the newest. */
    static List<SaidFact> inForce(Connection connection, String tenant, UUID subject, LocalDate day) {
        return Rows.query(connection, """
                SELECT DISTINCT ON (word, holder, purpose, recipient) * FROM subject_fact
                WHERE tenant = ? AND subject = ? AND valid_from <= ? AND (valid_until IS NULL OR valid_until > ?)
                ORDER BY word, holder, purpose, recipient, version DESC, id""", FactRows::fact, tenant, subject, day, day);
    }

    /** The same, with what follows from the birth date and from when things were said. */
    static List<SaidFact> known(Connection connection, String tenant, SubjectRow subject, LocalDate day, Law law) {
        List<SaidFact> known = new ArrayList<>(inForce(connection, tenant, subject.id(), day));
        LocalDate birth = subject.birthDate();
        if (birth != null) {
            known.addAll(law.saidByAge(birth, day, ConsentRows.daysOfHolders(connection, tenant, subject.id(), law)));
        }
        return List.copyOf(known);
    }

    private static SaidFact fact(ResultSet row) throws SQLException {
        return new SaidFact(
                row.getString("word"),
                row.getString("value"),
                row.getObject("id", UUID.class),
                row.getObject("holder", UUID.class),
                row.getString("purpose"),
                party(row.getString("recipient")));
    }

    private static @Nullable PartyId party(@Nullable String id) {
        return id == null ? null : new PartyId(id);
    }
}
