package org.sluis.roster;

import java.sql.Connection;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.vault.EpochGate;
import org.sluis.vault.SubjectKey;

/** Puts a school's new roster in the place of the one before, whole, with its entry in the log, in one transaction. */
final class RosterRecorder {
    private static final int KEY_BYTES = 32;
    /** A date or a moment of XML Schema; the day is as it was written, whatever the zone. */
    private static final Pattern DAY =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.]+)?(Z|[+-][0-9]{2}:[0-9]{2})?");

    private final Ledger ledger;
    private final Rosters rosters;
    private final Directory directory;
    private final KeyFolder keys;
    private final Ids ids;
    private final Clock clock;
    private final Law law;

    RosterRecorder(Ledger ledger, Rosters rosters, Directory directory, KeyFolder keys, Ids ids, Clock clock, Law law) {
        this.ledger = ledger;
        this.rosters = rosters;
        this.directory = directory;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.law = law;
    }

    /** @param joined how many are on it who were not before @param left who are not on it any more @param until the last day it counts */
    record Replaced(LocalDate day, LocalDate until, int pupils, int joined, int left, int unchanged) {}

    /** Does it, or records the refusal and passes it on. @throws Refused whatever the attempt was refused with */
    <T> T recorded(Caller caller, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (Refused refused) {
            if (refused.reason() != Reason.LOG_UNAVAILABLE) {
                ledger.commit(event(EventKind.ROSTER_REJECTED, caller)
                        .with("party", caller.party())
                        .with("reason", refused.reason().code())
                        .with(
                                "where",
                                refused.where().stream()
                                        .map(place -> place.replaceAll("[^!-~]+", "-"))
                                        .toList()));
            }
            throw refused;
        }
    }

    /**
     * From its commit on the school speaks about these pupils alone.
     *
     * @throws Refused NOT_ENTITLED when the caller is no school; ROSTER_NOT_VALID when it is another school's, of a day that is
     *     to come, that counts no more, or before that of the roster in its place; nothing has changed then
     */
    Replaced replace(Caller caller, RosterFile file) {
        return ledger.alone(caller.tenant(), session -> replace(session, caller, file));
    }

    private Replaced replace(Ledger.Session session, Caller caller, RosterFile file) {
        Connection connection = session.connection();
        String tenant = caller.tenant();
        String school = caller.party().value();
        EpochGate.pass(connection);
        demandOwn(connection, caller, file);
        // One roster of a school after another, the first of them too.
        Rows.query(
                connection,
                "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> true,
                "roster " + tenant + " " + school);
        Optional<Rosters.Kept> before = rosters.kept(connection, tenant, caller.party());
        LocalDate day = day(file, before);
        int pupils = file.pupils().size();
        int unchanged =
                before.map(kept -> unchanged(connection, caller, file, kept)).orElse(0);
        int left = before.map(kept -> Rosters.counted(connection, tenant, caller.party()) - unchanged)
                .orElse(0);
        UUID event = session.record(event(EventKind.ROSTER_REPLACED, caller)
                        .with("school", school)
                        .with("format", file.format())
                        .with("day", day)
                        .with("pupils", pupils)
                        .with("joined", pupils - unchanged)
                        .with("left", left)
                        .with("unchanged", unchanged))
                .entry();
        write(connection, caller, file, day, event);
        return new Replaced(
                day,
                rosters.kept(connection, tenant, caller.party()).orElseThrow().until(),
                pupils,
                pupils - unchanged,
                left,
                unchanged);
    }

    private void demandOwn(Connection connection, Caller caller, RosterFile file) {
        Party school = directory
                .find(connection, caller.tenant(), caller.party())
                .filter(party -> party.kind() == PartyKind.SCHOOL)
                .orElseThrow(() -> new Refused(Reason.NOT_ENTITLED));
        if (!file.school().value().equals(school.brin())) {
            throw wrong(file.school(), "not-this-school");
        }
    }

    private LocalDate day(RosterFile file, Optional<Rosters.Kept> before) {
        RosterFile.Told told = file.day();
        LocalDate today = law.day(clock.instant());
        if (told == null) {
            return today;
        }
        Matcher written = DAY.matcher(told.value());
        if (!written.matches()) {
            throw wrong(told, "not-a-date");
        }
        LocalDate day;
        try {
            day = LocalDate.parse(written.group(1));
        } catch (DateTimeException noDay) {
            throw wrong(told, "not-a-date");
        }
        if (day.isAfter(today)) {
            throw wrong(told, "in-the-future");
        } else if (!rosters.counts(day, today)) {
            throw wrong(told, "counts-no-more");
        } else if (before.isPresent() && day.isBefore(before.get().day())) {
            throw wrong(told, "older-than-what-is-kept");
        }
        return day;
    }

    private static int unchanged(Connection connection, Caller caller, RosterFile file, Rosters.Kept kept) {
        return Rows.one(
                        connection,
                        "SELECT count(*) FROM roster_pupil WHERE tenant = ? AND school = ? AND mark = ANY (?)",
                        row -> row.getInt(1),
                        caller.tenant(),
                        caller.party().value(),
                        file.pupils().stream().map(kept::mark).toArray(byte[][]::new))
                .orElse(0);
    }

    private void write(Connection connection, Caller caller, RosterFile file, LocalDate day, UUID event) {
        byte[] fresh = ids.bytes(KEY_BYTES);
        Wrapped wrapped = keys.wrap(fresh);
        SubjectKey key = rosters.key(caller.tenant(), fresh);
        String school = caller.party().value();
        Rows.update(connection, "DELETE FROM roster_pupil WHERE tenant = ? AND school = ?", caller.tenant(), school);
        Rows.update(connection, """
                INSERT INTO roster (tenant, school, event, day, epoch, key) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (tenant, school) DO UPDATE SET event = excluded.event, day = excluded.day,
                    epoch = excluded.epoch, key = excluded.key""", caller.tenant(), school, event, day, wrapped.epoch(), wrapped.bytes());
        Rows.update(
                connection,
                "INSERT INTO roster_pupil (tenant, school, mark) SELECT ?, ?, unnest(?)",
                caller.tenant(),
                school,
                file.pupils().stream().map(id -> Rosters.mark(key, id)).toArray(byte[][]::new));
    }

    private Event event(EventKind kind, Caller caller) {
        return Event.of(kind, caller.tenant(), clock.instant()).with("client", caller.client());
    }

    private static Refused wrong(RosterFile.Told told, String code) {
        return new Refused(Reason.ROSTER_NOT_VALID, told.place() + ":" + code);
    }
}
