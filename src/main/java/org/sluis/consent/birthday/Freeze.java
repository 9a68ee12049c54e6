package org.sluis.consent.birthday;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.consent.Outgoing;
import org.sluis.consent.SubjectGate;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.vault.Vault;

/**
 * At midnight where the law holds, decides anew about what waits for everyone who came into another age band: their row
 * is bumped, an entry says so, and what is permitted no longer ends then, not when its turn comes. Which birthdays count
 * is the law's. Harmless however often and on however many nodes; what was missed is caught up.
 */
final class Freeze {
    private static final Logger LOG = LoggerFactory.getLogger(Freeze.class);

    private final Transactions transactions;
    private final Ledger ledger;
    private final Law law;
    private final Outgoing outgoing;
    private final Clock clock;
    private final Vault vault;

    Freeze(Transactions transactions, Ledger ledger, Law law, Outgoing outgoing, Clock clock, Vault vault) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.law = law;
        this.outgoing = outgoing;
        this.clock = clock;
        this.vault = vault;
    }

    /** Handles the days of this controller that were not handled yet; the first time, today only. */
    void round(String tenant) {
        LocalDate today = law.day(clock.instant());
        Optional<LocalDate> handled =
                transactions.within(tenant, connection -> BirthdayRows.handled(connection, tenant));
        LocalDate after = handled.orElse(today.minusDays(1));
        // A node's clock may be a little behind another's; one that was days ahead must not leave days out.
        if (after.isAfter(today.plusDays(1))) {
            handledUntil(tenant, today);
        } else if (after.isBefore(today) && pass(tenant, after, today)) {
            handledUntil(tenant, today);
        }
    }

    private void handledUntil(String tenant, LocalDate day) {
        transactions.within(tenant, connection -> BirthdayRows.handledUntil(connection, tenant, day));
    }

    /** One subject's trouble is not the next one's; but then the day is not handled, and all of it is looked at again. */
    private boolean pass(String tenant, LocalDate after, LocalDate until) {
        List<BirthdayRows.Coming> all = transactions.within(
                tenant, connection -> BirthdayRows.passing(connection, vault, tenant, law, after, until));
        boolean whole = true;
        for (BirthdayRows.Coming each : all) {
            try {
                record(tenant, each);
                outgoing.clear(tenant, each.born().subject());
            } catch (RuntimeException failure) {
                LOG.warn("birthdays: one failed with {}", failure.getClass().getName());
                whole = false;
            }
        }
        return whole;
    }

    /** A repeat records nothing, so its transaction is rolled back. */
    private void record(String tenant, BirthdayRows.Coming coming) {
        LocalDate day = coming.day();
        LocalDate born = Objects.requireNonNull(coming.born().on());
        ledger.alone(tenant, session -> {
            Optional<SubjectGate> gate = SubjectGate.passBorn(
                    session.connection(), vault, tenant, coming.born().subject(), born);
            if (gate.isPresent() && !BirthdayRows.passed(session.connection(), tenant, coming)) {
                Event event = Event.of(EventKind.AGE_BAND_PASSED, tenant, clock.instant())
                        .about(gate.get().subject())
                        .with("from-band", law.ageBand(born, day.minusDays(1)))
                        .with("to-band", law.ageBand(born, day))
                        .with("subject-version", gate.get().version());
                BirthdayRows.pass(
                        session.connection(),
                        tenant,
                        coming,
                        session.record(event).entry());
            }
            return true;
        });
    }
}
