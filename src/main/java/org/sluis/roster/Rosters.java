package org.sluis.roster;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/**
 * What is kept of each school's roster: the day it holds for and, under a key of that roster's own, a keyed mark of each pupil. Without
 * the key folder nothing in the database says who is on it, and with it only who knows an id can ask for that one.
 */
public final class Rosters {
    private final Vault vault;
    private final int days;
    private final boolean needed;

    /** @param days how many days after its own a roster counts @param needed of every school that speaks about a pupil */
    public Rosters(Vault vault, int days, boolean needed) {
        if (days < 1) {
            throw new IllegalArgumentException("sluis.roster.days: at least 1 day");
        }
        this.vault = vault;
        this.days = days;
        this.needed = needed;
    }

    /** @param event the entry by which it came @param until the last day on which it counts */
    record Kept(UUID event, LocalDate day, LocalDate until, SubjectKey key) {

        /** By which a pupil is found on it, and on no other. */
        byte[] mark(String localId) {
            return Rosters.mark(key, localId);
        }
    }

    /** The mark of a pupil on the roster of this key. */
    static byte[] mark(SubjectKey key, String localId) {
        return key.mark(Column.SUBJECT_LOCAL_ID, localId);
    }

    /** Whether a roster of this day counts today. */
    boolean counts(LocalDate day, LocalDate today) {
        return !day.plusDays(days).isBefore(today);
    }

    /** The roster that a school keeps; empty where it keeps none. */
    Optional<Kept> kept(Connection connection, String tenant, PartyId school) {
        return Rows.one(
                connection,
                "SELECT k.tenant, k.event, k.day, " + Vault.KEY + " FROM roster k WHERE k.tenant = ? AND k.school = ?",
                row -> {
                    LocalDate day = row.getObject("day", LocalDate.class);
                    return new Kept(row.getObject("event", UUID.class), day, day.plusDays(days), vault.key(row));
                },
                tenant,
                school.value());
    }

    /**
     * Whether a school may speak about this pupil. A school that keeps a roster speaks about who is on it, as long as that counts; one
     * that keeps none speaks about whom it says, unless a roster is needed. What is no school keeps none.
     *
     * @param localId as its message says
     * @throws Refused SUBJECT_NOT_ON_ROSTER, the same for a pupil whom nobody knows; ROSTER_NOT_CURRENT
     */
    public void demand(Connection connection, Party sender, String localId, LocalDate today) {
        if (sender.kind() != PartyKind.SCHOOL) {
            return;
        }
        Optional<Boolean> there = Optional.empty();
        while (there.isEmpty()) {
            Optional<Kept> kept = kept(connection, sender.tenant(), sender.id());
            if (kept.isEmpty() && !needed) {
                return;
            }
            Kept roster = kept.filter(each -> counts(each.day(), today))
                    .orElseThrow(() -> new Refused(Reason.ROSTER_NOT_CURRENT));
            there = on(connection, sender, roster, localId); // empty where another took its place in this moment
        }
        if (!there.get()) {
            throw new Refused(Reason.SUBJECT_NOT_ON_ROSTER);
        }
    }

    private static Optional<Boolean> on(Connection connection, Party school, Kept roster, String localId) {
        return Rows.one(
                connection,
                """
                SELECT EXISTS (SELECT FROM roster_pupil p
                    WHERE p.tenant = r.tenant AND p.school = r.school AND p.mark = ?)
                FROM roster r WHERE r.tenant = ? AND r.school = ? AND r.event = ?""",
                row -> row.getBoolean(1),
                roster.mark(localId),
                school.tenant(),
                school.id().value(),
                roster.event());
    }

    /** How many are on the roster that a school keeps. */
    static int counted(Connection connection, String tenant, PartyId school) {
        return Rows.one(
                        connection,
                        "SELECT count(*) FROM roster_pupil WHERE tenant = ? AND school = ?",
                        row -> row.getInt(1),
                        tenant,
                        school.value())
                .orElse(0);
    }

    /** Takes an erased pupil off its school's roster. @return how many rows are gone */
    public long forget(Connection connection, String tenant, PartyId school, String localId) {
        return kept(connection, tenant, school)
                .map(roster -> (long) Rows.update(
                        connection,
                        "DELETE FROM roster_pupil WHERE tenant = ? AND school = ? AND mark = ?",
                        tenant,
                        school.value(),
                        roster.mark(localId)))
                .orElse(0L);
    }

    /** The key of these 32 bytes, for a new roster. */
    SubjectKey key(String tenant, byte[] fresh) {
        return vault.keyOf(tenant, fresh);
    }
}
