package org.sluis.asking;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sluis.consent.DoNotAsk;
import org.sluis.consent.Drain;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.law.Law;

/**
 * What whoever took a consent back is told of what that stopped: the messages that rest on this very consent, and no other.
 * Where telling would endanger somebody, only what had gone before the first day of it: that reads as any withdrawal that stopped nothing.
 */
final class Stopping {
    private static final String ON_IT = """
            SELECT o.accepted_at, o.settled_at FROM outbox o
            JOIN audit_event e ON e.tenant = o.tenant AND e.id = o.event
            WHERE o.tenant = ? AND o.disclosure = ANY (?)
            AND (convert_from(e.body, 'UTF8')::jsonb -> 'facts' -> 'consents') @> to_jsonb(?::text)
            ORDER BY o.accepted_at, o.disclosure""";

    private final Transactions transactions;
    private final Clock clock;
    private final Law law;
    private final DoNotAsk doNotAsk;

    Stopping(Transactions transactions, Clock clock, Law law, DoNotAsk doNotAsk) {
        this.transactions = transactions;
        this.clock = clock;
        this.law = law;
        this.doNotAsk = doNotAsk;
    }

    /**
     * What went so far on one consent: when each was offered. The same that whoever takes it back would be told had gone, and where
     * telling would endanger somebody nothing from the first day of it on.
     */
    List<ZonedDateTime> shared(Own.Form form, UUID consent) {
        return transactions.within(form.tenant(), connection -> {
            List<UUID> delivered = Rows.query(
                    connection,
                    "SELECT disclosure FROM outbox WHERE tenant = ? AND subject = ? AND state = 'delivered' AND recalls IS NULL",
                    row -> row.getObject(1, UUID.class),
                    form.tenant(),
                    form.subject());
            return on(connection, form, consent, delivered, endangers(connection, form));
        });
    }

    Given.Stopped told(Own.Form form, UUID consent, Drain.Drained drained) {
        return transactions.within(form.tenant(), connection -> {
            Optional<LocalDate> endangers = endangers(connection, form);
            List<ZonedDateTime> gone = on(connection, form, consent, drained.gone(), endangers);
            return endangers.isPresent()
                    ? new Given.Stopped(consent, List.of(), gone, List.of())
                    : new Given.Stopped(
                            consent,
                            on(connection, form, consent, drained.stopped(), endangers),
                            gone,
                            on(connection, form, consent, drained.uncertain(), endangers));
        });
    }

    /** From which day on telling this holder would endanger somebody (row R49). */
    private Optional<LocalDate> endangers(Connection connection, Own.Form form) {
        UUID holder = form.holder();
        return holder == null
                ? Optional.empty()
                : doNotAsk.since(connection, form.tenant(), form.subject(), holder, law.day(clock.instant()));
    }

    ZonedDateTime at(Instant instant) {
        return instant.atZone(law.settings().zone());
    }

    private List<ZonedDateTime> on(
            Connection connection, Own.Form form, UUID consent, List<UUID> disclosures, Optional<LocalDate> before) {
        return Rows.query(
                        connection,
                        ON_IT,
                        row -> new Instant[] {Rows.instant(row, "accepted_at"), Rows.instant(row, "settled_at")},
                        form.tenant(),
                        disclosures.toArray(UUID[]::new),
                        consent.toString())
                .stream()
                .filter(each -> before.isEmpty() || law.day(each[1]).isBefore(before.get()))
                .map(each -> at(each[0]))
                .toList();
    }
}
