package org.sluis.delivery;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Rows;

/**
 * Asks those who have something for it back (GDPR art. 17 and 19): a recall for each sender, recipient and purpose, recorded first, that
 * waits in the outbox like a disclosure and leaves by the same way. It needs no consent, and holds nothing but ids and names of elements.
 */
public final class Recalls {
    private final Expiry expiry;
    private final Ids ids;
    private final Clock clock;

    /** What the recipient is asked to do. */
    public enum What {
        ERASE,
        /** Keep, and do nothing else with it (GDPR art. 18). */
        RESTRICT;

        String code() {
            return this == ERASE ? "erase" : "restrict";
        }

        static What of(String code) {
            return code.equals("erase") ? ERASE : RESTRICT;
        }
    }

    /** Why. @param kind {@code consent} that was withdrawn, or {@code correction} @param id of that */
    record Because(String kind, UUID id) {}

    private record Way(String sender, String recipient, String purpose, String connector) {}

    private record Taken(Gone gone, SortedSet<String> elements) {}

    Recalls(Expiry expiry, Ids ids, Clock clock) {
        this.expiry = expiry;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Recalls these elements of what these disclosures told, because of a correction; part of what the session does.
     *
     * @return the recalls; none for what is not on record any more, or is recalled already
     */
    public List<UUID> correct(
            Ledger.Session session,
            String tenant,
            UUID correction,
            What what,
            Collection<UUID> had,
            Set<String> elements) {
        Map<Gone, SortedSet<String>> back = new LinkedHashMap<>();
        Gone.of(session.connection(), tenant, had).forEach(gone -> back.put(gone, new TreeSet<>(elements)));
        return order(session, new Because("correction", correction), what, back);
    }

    /** @param back what of each disclosure is to go; what it does not hold, or is recalled already, is left out */
    List<UUID> order(Ledger.Session session, Because because, What what, Map<Gone, SortedSet<String>> back) {
        Map<Way, List<Taken>> ways = new LinkedHashMap<>();
        back.forEach((gone, elements) -> {
            SortedSet<String> held = new TreeSet<>(elements);
            held.retainAll(gone.elements());
            held.removeAll(recalled(session.connection(), gone, what));
            if (!held.isEmpty()) {
                ways.computeIfAbsent(
                                new Way(gone.sender(), gone.recipient(), gone.purpose(), gone.connector()),
                                way -> new ArrayList<>())
                        .add(new Taken(gone, held));
            }
        });
        return ways.entrySet().stream()
                .map(way -> order(session, because, what, way.getKey(), way.getValue()))
                .toList();
    }

    /** Elements that a recall that still counts asks back already. */
    private static Set<String> recalled(Connection connection, Gone gone, What what) {
        return Set.copyOf(Rows.query(
                connection,
                "SELECT DISTINCT unnest(elements) FROM outbox WHERE tenant = ? AND recalls @> ARRAY[?::uuid]"
                        + " AND recall_what = ? AND state IN ('waiting', 'sending', 'parked', 'delivered')",
                row -> row.getString(1),
                gone.tenant(),
                gone.disclosure(),
                what.code()));
    }

    private UUID order(Ledger.Session session, Because because, What what, Way way, List<Taken> taken) {
        Gone first = taken.get(0).gone();
        UUID recall = ids.next();
        List<UUID> disclosures =
                taken.stream().map(each -> each.gone().disclosure()).toList();
        SortedSet<String> elements = new TreeSet<>();
        taken.forEach(each -> elements.addAll(each.elements()));
        Duration expires = expiry.of(first);
        UUID event = session.record(Event.of(EventKind.RECALL_ORDERED, first.tenant(), clock.instant())
                        .about(first.subject())
                        .with("recall", recall)
                        .with("what", what.code())
                        .with(because.kind(), because.id())
                        .with("sender", way.sender())
                        .with("recipient", way.recipient())
                        .with("purpose", way.purpose())
                        .with(
                                "disclosures",
                                disclosures.stream().map(UUID::toString).toList())
                        .with("elements", elements))
                .entry();
        Rows.update(
                session.connection(),
                "INSERT INTO outbox (tenant, disclosure, subject, sender, recipient, purpose, connector, state, elements,"
                        + " recalls, recall_what, recall_because, accepted_at, next_at, expires_at, event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, clock_timestamp(), clock_timestamp(),"
                        + " clock_timestamp() + ? * interval '1 millisecond', ?)",
                first.tenant(),
                recall,
                first.subject(),
                way.sender(),
                way.recipient(),
                way.purpose(),
                way.connector(),
                elements.toArray(String[]::new),
                disclosures.toArray(UUID[]::new),
                what.code(),
                because.id(),
                expires.toMillis(),
                event);
        return recall;
    }
}
