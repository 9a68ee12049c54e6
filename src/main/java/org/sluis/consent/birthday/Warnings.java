package org.sluis.consent.birthday;

import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.Outgoing;
import org.sluis.consent.Register;
import org.sluis.consent.birthday.BirthdayRows.Coming;
import org.sluis.consent.birthday.WarningRows.Given;
import org.sluis.database.Transactions;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.vault.Vault;

/**
 * Warns a school that a birthday of its pupil will change whose consent is needed: one warning a birthday, recorded first,
 * without content; withdrawn when the register changes so that it is wrong.
 */
final class Warnings {
    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);

    private final Transactions transactions;
    private final Ledger ledger;
    private final Register register;
    private final Law law;
    private final Outgoing outgoing;
    private final Ids ids;
    private final Clock clock;
    private final Vault vault;
    private final Ahead ahead;

    Warnings(
            Transactions transactions,
            Ledger ledger,
            Register register,
            Law law,
            Outgoing outgoing,
            Ids ids,
            Clock clock,
            Vault vault) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.register = register;
        this.law = law;
        this.outgoing = outgoing;
        this.ids = ids;
        this.clock = clock;
        this.vault = vault;
        this.ahead = new Ahead(law);
    }

    /**
     * A warning as its school reads it.
     *
     * @param subject the school's own id of the pupil
     * @param kind what the notice said, a code
     * @param asked the kinds of those whose consent is needed from then on
     * @param from the first day
     */
    record Listed(UUID id, String subject, String kind, List<String> asked, LocalDate from, boolean seen) {}

    /** The code of a warning: whom it says to ask. */
    static String kind(SortedSet<String> asked) {
        return "ask-" + (asked.isEmpty() ? "nobody-known" : String.join("-and-", asked));
    }

    /** Looks at every coming birthday in reach that was not looked at since the register last changed. */
    void round(String tenant) {
        LocalDate today = law.day(clock.instant());
        LocalDate until = today.plusDays(law.settings().warnDays());
        List<Coming> all = transactions.within(
                tenant, connection -> BirthdayRows.unlooked(connection, vault, tenant, law, today, until));
        for (Coming each : all) {
            try {
                look(tenant, each);
            } catch (RuntimeException failure) {
                LOG.warn("birthdays: no warning, {}", failure.getClass().getName());
            }
        }
    }

    private void look(String tenant, Coming coming) {
        Optional<SortedSet<String>> asked =
                transactions.within(tenant, connection -> asked(connection, tenant, coming));
        boolean asItStands = transactions.within(
                tenant,
                connection -> WarningRows.standing(connection, tenant, coming)
                                .map(Given::asked)
                                .equals(asked)
                        && mine(connection, tenant, coming));
        if (!asItStands) {
            ledger.alone(tenant, session -> change(session, tenant, coming, asked));
        }
    }

    private Optional<SortedSet<String>> asked(Connection connection, String tenant, Coming coming) {
        if (!coming.is(law)) {
            return Optional.empty();
        }
        DecisionInstant now = DecisionInstant.of(clock, null);
        ConsentFacts known = register.facts(connection, tenant, coming.born().subject(), now, law);
        return ahead.asked(
                known,
                Objects.requireNonNull(coming.born().on()),
                coming.day(),
                coming.born().kind());
    }

    /** A day that is no birthday (any more) was not looked at: what stands about it goes, and its own row is the lock. */
    private boolean mine(Connection connection, String tenant, Coming coming) {
        return !coming.is(law) || BirthdayRows.looked(connection, tenant, coming);
    }

    /** One node at a time: under the row of the birthday, or of the warning. */
    private boolean change(Ledger.Session session, String tenant, Coming coming, Optional<SortedSet<String>> asked) {
        if (!mine(session.connection(), tenant, coming)) {
            return false;
        }
        Optional<Given> standing = WarningRows.standing(session.connection(), tenant, coming);
        if (standing.map(Given::asked).equals(asked)) {
            return false;
        }
        standing.ifPresent(warning -> {
            Event event = event(EventKind.WARNING_WITHDRAWN, tenant, coming, warning);
            WarningRows.withdraw(
                    session.connection(),
                    tenant,
                    warning.id(),
                    session.record(event).entry());
        });
        asked.map(kinds -> new Given(ids.next(), kinds)).ifPresent(warning -> {
            Event event = event(EventKind.WARNING_GIVEN, tenant, coming, warning);
            WarningRows.give(
                    session.connection(),
                    tenant,
                    coming,
                    warning,
                    session.record(event).entry());
            outgoing.tell(session.connection(), tenant, coming.born().school(), warning.id(), kind(warning.asked()));
        });
        return true;
    }

    /** Those of the caller's own pupils whose day has not passed. */
    List<Listed> list(Caller caller) {
        LocalDate today = law.day(clock.instant());
        return transactions.within(caller.tenant(), connection -> WarningRows.listed(connection, vault, caller, today));
    }

    /**
     * The school saw it: it is not told again. A repeat changes nothing.
     *
     * @throws Refused NOT_FOUND for a warning about another school's pupil, the same as for none
     */
    void see(Caller caller, UUID warning) {
        ledger.alone(caller.tenant(), session -> {
            boolean before = WarningRows.lockSeen(session.connection(), caller, warning)
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            if (!before) {
                Event event = Event.of(EventKind.WARNING_SEEN, caller.tenant(), clock.instant())
                        .with("warning", warning)
                        .with("school", caller.party())
                        .with("client", caller.client());
                WarningRows.see(
                        session.connection(),
                        caller.tenant(),
                        warning,
                        session.record(event).entry());
            }
            return before;
        });
    }

    private Event event(EventKind kind, String tenant, Coming coming, Given warning) {
        return Event.of(kind, tenant, clock.instant())
                .about(coming.born().subject())
                .with("warning", warning.id())
                .with("school", coming.born().school())
                .with("kind", kind(warning.asked()));
    }
}
