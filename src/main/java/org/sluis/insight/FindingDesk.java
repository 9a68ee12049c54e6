package org.sluis.insight;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.audit.reading.Finding;
import org.sluis.audit.reading.LogPatterns;
import org.sluis.audit.reading.LogSearch;
import org.sluis.audit.reading.Reader;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.person.FourEyes;

/**
 * What is worth a reviewer's look in an organisation's own log, and what came of it. Looking is recorded as any reading is; so is
 * closing, which is of exactly what a finding showed: it is open again once it shows more.
 */
public final class FindingDesk {
    /** What can come of a finding. */
    public static final Set<String> OUTCOMES = Set.of("explained", "followed-up", "reported");

    private static final int NOTE = 500;

    private final LogReading reading;
    private final Ledger ledger;
    private final FourEyes fourEyes;
    private final Law law;
    private final Clock clock;

    FindingDesk(LogReading reading, Ledger ledger, FourEyes fourEyes, Law law, Clock clock) {
        this.reading = reading;
        this.ledger = ledger;
        this.fourEyes = fourEyes;
        this.law = law;
        this.clock = clock;
    }

    /** What came of one. @param person who closed it */
    public record Closed(String outcome, String note, UUID person, Instant at) {}

    /** @param closed null while it is open */
    public record Reviewed(Finding finding, @Nullable Closed closed) {}

    /**
     * All of a period, with the entries that show each.
     *
     * @param body JSON with a period and thresholds, as docs/audit-reading.md says
     * @throws Refused as {@link LogReading} does
     */
    public List<Reviewed> reviewed(Caller caller, byte[] body) {
        return reading.read(
                caller,
                "patterns",
                body,
                List.of(),
                (form, connection, reader, search) -> {
                    Map<String, Closed> closed = closed(connection, caller);
                    return found(form, connection, reader, search).stream()
                            .map(finding -> new Reviewed(finding, closed.get(finding.digest())))
                            .toList();
                },
                List::size);
    }

    /**
     * Closes one. Whom it is about cannot.
     *
     * @param body the period in which it was found
     * @param digest of what it showed
     * @throws Refused NOT_FOUND where it no longer shows that; SAME_PERSON; PARAMETER_NOT_SUPPORTED without an outcome or a note
     *     of at most 500 characters; PROPOSER_UNKNOWN or ROLE_MISSING for who may not read the log
     */
    public void close(Caller caller, byte[] body, String digest, String outcome, String note) {
        String said = note.strip();
        if (!OUTCOMES.contains(outcome)) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/outcome:none-of-these");
        }
        if (said.isEmpty() || said.length() > NOTE) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/note:from-1-to-" + NOTE);
        }
        SearchForm form = SearchForm.read(body);
        ledger.alone(caller.tenant(), session -> {
            Connection connection = session.connection();
            UUID person = fourEyes.calling(connection, caller, LogReading.MAY);
            Reader reader = new Reader(caller.tenant(), caller.party());
            Finding finding = found(form, connection, reader, form.search(clock.instant(), null)).stream()
                    .filter(each -> each.digest().equals(digest))
                    .findFirst()
                    .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
            if (finding.about().containsValue(person.toString())) {
                throw new Refused(Reason.SAME_PERSON);
            }
            UUID event = session.record(Event.of(EventKind.FINDING_CLOSED, caller.tenant(), clock.instant())
                            .with("pattern", finding.pattern())
                            .with("finding", digest)
                            .with("outcome", outcome)
                            .with("party", caller.party())
                            .with("client", caller.client())
                            .with("person", person))
                    .entry();
            return Rows.update(
                    connection,
                    "INSERT INTO finding_closed (tenant, party, finding, outcome, note, person, event)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    caller.tenant(),
                    caller.party().value(),
                    digest,
                    outcome,
                    said,
                    person,
                    event);
        });
    }

    private List<Finding> found(SearchForm form, Connection connection, Reader reader, LogSearch search) {
        if (form.subject() != null || !search.names().isEmpty()) {
            throw new Refused(Reason.PARAMETER_NOT_SUPPORTED, "/:a-period-and-nothing-else");
        }
        return LogPatterns.of(
                connection, reader, search, clock.instant(), law.settings().zone(), form.thresholds());
    }

    private static Map<String, Closed> closed(Connection connection, Caller caller) {
        return Rows.query(
                        connection,
                        "SELECT finding, outcome, note, person, closed_at FROM finding_closed WHERE tenant = ? AND party = ?",
                        row -> Map.entry(
                                row.getString("finding"),
                                new Closed(
                                        row.getString("outcome"),
                                        row.getString("note"),
                                        row.getObject("person", UUID.class),
                                        Rows.instant(row, "closed_at"))),
                        caller.tenant(),
                        caller.party().value())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
