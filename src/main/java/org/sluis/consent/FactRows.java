package org.sluis.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.law.LawEmergency;
import org.sluis.law.SaidFact;

/** Reads what is out of the ordinary about a subject on a day. */
final class FactRows {
    private FactRows() {}

    /**
     * What is on record and in force: of a word that the same party said about the same holder, purpose and recipient the newest.
     *
     * @param discloser who is to tell: what others said of what they tell is not in it; null for what the school said alone
     */
    static List<SaidFact> inForce(
            Connection connection, String tenant, UUID subject, @Nullable String discloser, LocalDate day) {
        return Rows.query(connection, """
                SELECT DISTINCT ON (word, holder, discloser, purpose, recipient) * FROM subject_fact
                WHERE tenant = ? AND subject = ? AND valid_from <= ? AND (valid_until IS NULL OR valid_until > ?)
                AND (discloser IS NULL OR discloser = ?)
                ORDER BY word, holder, discloser, purpose, recipient, version DESC, id""", FactRows::fact, tenant, subject, day, day, discloser);
    }

    /** @param from the first day on which it holds */
    record Dated(SaidFact fact, LocalDate from) {}

    /** All that was ever put on record, whether it is in force or not. */
    static List<Dated> dated(Connection connection, String tenant, UUID subject) {
        return Rows.query(
                connection,
                "SELECT * FROM subject_fact WHERE tenant = ? AND subject = ?",
                row -> new Dated(fact(row), row.getObject("valid_from", LocalDate.class)),
                tenant,
                subject);
    }

    /** What is in force, with what follows from the birth date and from when things were said. */
    static List<SaidFact> known(
            Connection connection, String tenant, SubjectRow subject, @Nullable String discloser, Instant at, Law law) {
        LocalDate day = law.day(at);
        List<SaidFact> known = new ArrayList<>(inForce(connection, tenant, subject.id(), discloser, day));
        known.addAll(
                emergencies(connection, tenant, subject.id(), at, law.settings().emergency()));
        LocalDate birth = subject.birthDate();
        if (birth != null) {
            known.addAll(law.saidByAge(birth, day, ConsentRows.daysOfHolders(connection, tenant, subject.id(), law)));
        }
        return List.copyOf(known);
    }

    /** For each recipient what the newest emergency says: a glass that is whole again says so too. */
    private static List<SaidFact> emergencies(
            Connection connection, String tenant, UUID subject, Instant at, @Nullable LawEmergency law) {
        return law == null
                ? List.of()
                : Rows.query(connection, """
                                SELECT DISTINCT ON (e.recipient) e.id, e.recipient, e.opened_at, e.expires_at, r.closed_at
                                FROM emergency e LEFT JOIN emergency_review r ON r.tenant = e.tenant AND r.emergency = e.id
                                WHERE e.tenant = ? AND e.subject = ? ORDER BY e.recipient, e.expires_at DESC, e.id""", row -> said(row, at, law), tenant, subject).stream()
                        .flatMap(List::stream)
                        .toList();
    }

    private static List<SaidFact> said(ResultSet row, Instant at, LawEmergency law) throws SQLException {
        UUID emergency = row.getObject("id", UUID.class);
        PartyId recipient = party(row.getString("recipient"));
        boolean open = Rows.instantIfAny(row, "closed_at") == null
                && !at.isBefore(Rows.instant(row, "opened_at"))
                && at.isBefore(Rows.instant(row, "expires_at"));
        return (open ? law.open() : law.passed())
                .entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(word -> new SaidFact(word.getKey(), word.getValue(), emergency, null, null, recipient))
                        .toList();
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
