package org.sluis.consent.birthday;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.law.LawSettings.Band;
import org.sluis.party.PartyKind;

/** Finds subjects by their birth dates, a span of days for each age at which a band begins; never reads them all. */
final class BirthdayRows {
    /** A leap day moves a birthday by a day; which birth dates count is for the law to say, not for the span. */
    private static final int LEAP = 1;

    /** Day by day, which keeps it to the index: a span of weeks the planner would look for among all pupils. */
    private static final String EACH_DAY = "SELECT found.* FROM generate_series(0, ?) AS d (n) CROSS JOIN LATERAL ("
            + "SELECT s.id, s.birth_date, s.version, s.school, p.kind FROM subject s"
            + " JOIN party p ON p.tenant = s.tenant AND p.id = s.school"
            + " WHERE s.tenant = ? AND s.birth_date = CAST(? AS date) + d.n";

    private static final String SO_FAR = " OFFSET 0) AS found";

    static final String BORN = EACH_DAY + SO_FAR;
    /** Of these, who has a consent on record and changed since it was last looked. */
    static final String UNLOOKED = EACH_DAY
            + " AND EXISTS (SELECT FROM consent c WHERE c.tenant = s.tenant AND c.subject = s.id)"
            + " AND NOT EXISTS (SELECT FROM birthday b WHERE b.tenant = s.tenant AND b.subject = s.id"
            + " AND b.day > ? AND b.day <= ? AND b.looked >= s.version)" + SO_FAR;
    /** Those with a warning still to come who changed since. */
    private static final String WARNED = "SELECT s.id, s.birth_date, s.version, s.school, p.kind, w.day FROM warning w"
            + " JOIN birthday b ON b.tenant = w.tenant AND b.subject = w.subject AND b.day = w.day"
            + " JOIN subject s ON s.tenant = w.tenant AND s.id = w.subject AND s.version > b.looked"
            + " JOIN party p ON p.tenant = s.tenant AND p.id = s.school"
            + " WHERE w.tenant = ? AND w.day > ? AND w.withdrawn IS NULL";

    private BirthdayRows() {}

    /** One subject, as found. @param version of its row when its birth date was read */
    record Born(UUID subject, LocalDate on, long version, PartyId school, PartyKind kind) {
        @Override
        public String toString() {
            return "Born[" + subject + "]";
        }
    }

    /** A birthday of one subject, or a day that was taken for one. */
    record Coming(Born born, LocalDate day) {

        /** Whether it is one, by the birth date that is on record. */
        boolean is(Law law) {
            return !law.birthdays(born.on(), day.minusDays(1), day).isEmpty();
        }
    }

    /** Who passes into another band on a day after the one and until the other. */
    static List<Coming> passing(Connection connection, String tenant, Law law, LocalDate after, LocalDate until) {
        return spread(
                law,
                after,
                until,
                (days, first) -> Rows.query(connection, BORN, BirthdayRows::born, days, tenant, first));
    }

    /** The same, of whom it has still to be looked whether to warn; and every warning of somebody who changed since. */
    static List<Coming> unlooked(Connection connection, String tenant, Law law, LocalDate after, LocalDate until) {
        List<Coming> all = spread(
                law,
                after,
                until,
                (days, first) ->
                        Rows.query(connection, UNLOOKED, BirthdayRows::born, days, tenant, first, after, until));
        all.addAll(Rows.query(
                connection,
                WARNED,
                row -> new Coming(born(row), row.getObject("day", LocalDate.class)),
                tenant,
                after));
        return all.stream().distinct().toList();
    }

    /** For each age at which a band begins, who was born in the span of days that leads there. */
    private static List<Coming> spread(
            Law law, LocalDate after, LocalDate until, BiFunction<Integer, LocalDate, List<Born>> bornInDaysFrom) {
        List<Coming> all = new ArrayList<>();
        for (Band band : law.settings().bands()) {
            LocalDate first = after.minusYears(band.from()).minusDays(LEAP);
            LocalDate last = until.minusYears(band.from()).plusDays(LEAP);
            int days = Math.toIntExact(ChronoUnit.DAYS.between(first, last));
            for (Born each : band.from() == 0 ? List.<Born>of() : bornInDaysFrom.apply(days, first)) {
                law.birthdays(each.on(), after, until).forEach(day -> all.add(new Coming(each, day)));
            }
        }
        return all;
    }

    /** The last day whose birthdays were handled. */
    static Optional<LocalDate> handled(Connection connection, String tenant) {
        return Rows.one(
                connection,
                "SELECT day FROM birthday_watch WHERE tenant = ?",
                row -> row.getObject(1, LocalDate.class),
                tenant);
    }

    static int handledUntil(Connection connection, String tenant, LocalDate day) {
        return Rows.update(
                connection,
                "INSERT INTO birthday_watch (tenant, day) VALUES (?, ?) ON CONFLICT (tenant) DO UPDATE SET day = excluded.day",
                tenant,
                day);
    }

    /** Whether this birthday of theirs was recorded before. */
    static boolean passed(Connection connection, String tenant, Coming coming) {
        return Rows.one(
                        connection,
                        "SELECT 1 FROM birthday WHERE tenant = ? AND subject = ? AND day = ? AND passed IS NOT NULL",
                        row -> true,
                        tenant,
                        coming.born().subject(),
                        coming.day())
                .isPresent();
    }

    static void pass(Connection connection, String tenant, Coming coming, UUID entry) {
        Rows.update(
                connection,
                "INSERT INTO birthday (tenant, subject, day, passed) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (tenant, subject, day) DO UPDATE SET passed = excluded.passed",
                tenant,
                coming.born().subject(),
                coming.day(),
                entry);
    }

    /** Takes it on itself to have looked; false where another node did, at this version of the subject or a later one. */
    static boolean looked(Connection connection, String tenant, Coming coming) {
        return Rows.update(
                        connection,
                        "INSERT INTO birthday (tenant, subject, day, looked) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (tenant, subject, day) DO UPDATE SET looked = excluded.looked"
                                + " WHERE birthday.looked < excluded.looked",
                        tenant,
                        coming.born().subject(),
                        coming.day(),
                        coming.born().version())
                > 0;
    }

    private static Born born(ResultSet row) throws SQLException {
        return new Born(
                row.getObject("id", UUID.class),
                row.getObject("birth_date", LocalDate.class),
                row.getLong("version"),
                new PartyId(row.getString("school")),
                PartyKind.of(row.getString("kind")));
    }
}
