package org.sluis.consent.birthday;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.law.LawSettings.Band;
import org.sluis.party.PartyKind;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** Finds subjects by their birth dates, a span of days for each age at which a band begins; never reads them all. */
final class BirthdayRows {
    /** A leap day moves a birthday by a day; which birth dates count is for the law to say, not for the span. */
    private static final int LEAP = 1;

    /**
     * Who is marked with one of these birth dates, with the marks of their birthdays that were looked at since they changed.
     * Mark by mark, which keeps it to the index: dozens at once the planner would look for among all pupils.
     */
    private static final String EACH_MARK =
            "SELECT found.* FROM unnest(CAST(? AS bytea[])) AS m (mark) CROSS JOIN LATERAL ("
                    + "SELECT s.tenant, s.id, s.birth_date, s.version, s.school, p.kind, " + Vault.KEY + ","
                    + " ARRAY(SELECT b.mark FROM birthday b WHERE b.tenant = s.tenant AND b.subject = s.id"
                    + " AND b.looked >= s.version) AS looked FROM subject s"
                    + " JOIN subject_key k ON k.tenant = s.tenant AND k.subject = s.id"
                    + " JOIN party p ON p.tenant = s.tenant AND p.id = s.school"
                    + " WHERE s.tenant = ? AND s.birth_mark = m.mark";

    private static final String SO_FAR = " OFFSET 0) AS found";

    static final String BORN = EACH_MARK + SO_FAR;
    /** Of these, who has a consent on record. */
    static final String CONSENTED =
            EACH_MARK + " AND EXISTS (SELECT FROM consent c WHERE c.tenant = s.tenant AND c.subject = s.id)" + SO_FAR;
    /** Those with a warning that stands who changed since. */
    private static final String WARNED =
            "SELECT s.tenant, s.id, s.birth_date, s.version, s.school, p.kind, b.day, b.mark, "
                    + Vault.KEY + ", ARRAY[]::bytea[] AS looked FROM warning w"
                    + " JOIN birthday b ON b.tenant = w.tenant AND b.subject = w.subject AND b.mark = w.birthday"
                    + " JOIN subject s ON s.tenant = w.tenant AND s.id = w.subject AND s.version > b.looked"
                    + " JOIN subject_key k ON k.tenant = s.tenant AND k.subject = s.id"
                    + " JOIN party p ON p.tenant = s.tenant AND p.id = s.school"
                    + " WHERE w.tenant = ? AND w.withdrawn IS NULL";

    private BirthdayRows() {}

    /**
     * One subject, as found.
     *
     * @param on null where a warning stands and the birth date is not known any more
     * @param version of its row when its birth date was read
     * @param looked marks of birthdays that were looked at since
     */
    record Born(
            UUID subject,
            @Nullable LocalDate on,
            long version,
            PartyId school,
            PartyKind kind,
            SubjectKey key,
            Set<String> looked) {

        /** By which the birthday is found among this subject's. */
        byte[] mark(LocalDate day) {
            return key.mark(Column.BIRTHDAY_DAY, day.toString());
        }

        @Override
        public String toString() {
            return "Born[" + subject + "]";
        }
    }

    /** A birthday of one subject, or a day that was taken for one. */
    record Coming(Born born, LocalDate day) {

        byte[] mark() {
            return born.mark(day);
        }

        byte @Nullable [] sealed() {
            return born.key().seal(Column.BIRTHDAY_DAY, hex(mark()), day.toString());
        }

        /** Whether it is one, by the birth date that is on record. */
        boolean is(Law law) {
            LocalDate on = born.on();
            return on != null && !law.birthdays(on, day.minusDays(1), day).isEmpty();
        }
    }

    /** Who passes into another band on a day after the one and until the other. */
    static List<Coming> passing(
            Connection connection, Vault vault, String tenant, Law law, LocalDate after, LocalDate until) {
        return spread(law, after, until, days -> born(connection, vault, BORN, tenant, days));
    }

    /** The same, of whom it has still to be looked whether to warn; and every warning of somebody who changed since. */
    static List<Coming> unlooked(
            Connection connection, Vault vault, String tenant, Law law, LocalDate after, LocalDate until) {
        List<Coming> all = spread(law, after, until, days -> born(connection, vault, CONSENTED, tenant, days));
        all.removeIf(coming -> coming.born().looked().contains(hex(coming.born().mark(coming.day()))));
        Rows.query(connection, WARNED, row -> warned(row, vault), tenant).stream()
                .filter(coming -> coming.day().isAfter(after))
                .forEach(all::add);
        return all.stream()
                .collect(Collectors.toMap(
                        coming -> coming.born().subject() + " " + coming.day(),
                        coming -> coming,
                        (one, same) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static List<Born> born(
            Connection connection, Vault vault, String sql, String tenant, List<LocalDate> days) {
        byte[][] marks = days.stream()
                .flatMap(day -> Arrays.stream(vault.marks(tenant, day)))
                .toArray(byte[][]::new);
        return Rows.query(connection, sql, row -> born(row, vault), marks, tenant);
    }

    /** For each age at which a band begins, who was born in the span of days that leads there. */
    private static List<Coming> spread(
            Law law, LocalDate after, LocalDate until, Function<List<LocalDate>, List<Born>> bornOn) {
        List<Coming> all = new ArrayList<>();
        for (Band band : law.settings().bands()) {
            LocalDate first = after.minusYears(band.from()).minusDays(LEAP);
            LocalDate last = until.minusYears(band.from()).plusDays(LEAP);
            List<LocalDate> days = first.datesUntil(last.plusDays(1)).toList();
            for (Born each : band.from() == 0 ? List.<Born>of() : bornOn.apply(days)) {
                law.birthdays(Objects.requireNonNull(each.on()), after, until)
                        .forEach(day -> all.add(new Coming(each, day)));
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
                        "SELECT 1 FROM birthday WHERE tenant = ? AND subject = ? AND mark = ? AND passed IS NOT NULL",
                        row -> true,
                        tenant,
                        coming.born().subject(),
                        coming.mark())
                .isPresent();
    }

    static void pass(Connection connection, String tenant, Coming coming, UUID entry) {
        Rows.update(
                connection,
                "INSERT INTO birthday (tenant, subject, mark, day, passed) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (tenant, subject, mark) DO UPDATE SET passed = excluded.passed",
                tenant,
                coming.born().subject(),
                coming.mark(),
                coming.sealed(),
                entry);
    }

    /** Takes it on itself to have looked; false where another node did, at this version of the subject or a later one. */
    static boolean looked(Connection connection, String tenant, Coming coming) {
        return Rows.update(
                        connection,
                        "INSERT INTO birthday (tenant, subject, mark, day, looked) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (tenant, subject, mark) DO UPDATE SET looked = excluded.looked"
                                + " WHERE birthday.looked < excluded.looked",
                        tenant,
                        coming.born().subject(),
                        coming.mark(),
                        coming.sealed(),
                        coming.born().version())
                > 0;
    }

    private static Coming warned(ResultSet row, Vault vault) throws SQLException {
        Born born = born(row, vault);
        return new Coming(
                born,
                LocalDate.parse(born.key().open(Column.BIRTHDAY_DAY, hex(row.getBytes("mark")), row.getBytes("day"))));
    }

    private static Born born(ResultSet row, Vault vault) throws SQLException {
        UUID subject = row.getObject("id", UUID.class);
        SubjectKey key = vault.key(row);
        String on = key.openIfAny(Column.SUBJECT_BIRTH_DATE, subject, row.getBytes("birth_date"));
        return new Born(
                subject,
                on == null ? null : LocalDate.parse(on),
                row.getLong("version"),
                new PartyId(row.getString("school")),
                PartyKind.of(row.getString("kind")),
                key,
                Arrays.stream((byte[][]) row.getArray("looked").getArray())
                        .map(BirthdayRows::hex)
                        .collect(Collectors.toSet()));
    }

    static String hex(byte[] mark) {
        return HexFormat.of().formatHex(mark);
    }
}
