package org.sluis.insight.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Commitments;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.InclusionProofs;
import org.sluis.audit.InclusionProofs.Proved;
import org.sluis.audit.Ledger;
import org.sluis.audit.reading.Cursor;
import org.sluis.audit.reading.LogEntries;
import org.sluis.audit.reading.LogSearch;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.audit.reading.Page;
import org.sluis.audit.reading.Reader;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.StoredConsent;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.person.FourEyes;
import org.sluis.party.person.Role;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.InForce;
import org.sluis.policy.papers.Words;
import org.sluis.policy.replay.Replay;
import org.sluis.vault.Vault;

/**
 * Makes a report: looks, proves, and records that before it is answered. What the log says of it is who made it and for whom, as
 * a code; the holder and the report itself are committed to. A refusal is in the log as well.
 */
public final class ReportMaker {
    static final Set<Role> MAY = Set.of(Role.PRIVACY_OFFICER);
    private static final int TRIES = 3;

    private final Ledger ledger;
    private final Transactions transactions;
    private final FourEyes fourEyes;
    private final Clock clock;
    private final Standing standing;
    private final InclusionProofs proofs;
    private final Commitments commitments;
    private final Sources sources;
    private final Vault vault;

    ReportMaker(
            Ledger ledger,
            Transactions transactions,
            FourEyes fourEyes,
            Clock clock,
            Standing standing,
            InclusionProofs proofs,
            Commitments commitments,
            Sources sources,
            Vault vault) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.fourEyes = fourEyes;
        this.clock = clock;
        this.standing = standing;
        this.proofs = proofs;
        this.commitments = commitments;
        this.sources = sources;
        this.vault = vault;
    }

    /** What is told, and by which words. @param papers what policies say, in each language */
    record Sources(
            Law law,
            InsightLaw insight,
            Replay replay,
            Directory directory,
            InForce inForce,
            Dictionary dictionary,
            ReportWords words,
            Map<Language, Words> papers) {}

    /**
     * For the privacy officer of the pupil's school.
     *
     * @param body JSON: {@code subject}, {@code for} youth or holder, {@code holder}, {@code language}
     * @param pdf whether on paper; else as JSON, in UTF-8. What is committed to is the JSON of either
     * @throws Refused PROPOSER_UNKNOWN or ROLE_MISSING for who may not; PARAMETER_NOT_SUPPORTED for what is no form; what
     *     {@link Standing#of} refuses
     */
    public byte[] make(Caller caller, byte[] body, boolean pdf) {
        ReportForm form = null;
        try {
            form = ReportForm.read(body);
            for (int tries = 0; tries < TRIES; tries++) {
                byte[] made = attempt(caller, form, pdf);
                if (made != null) {
                    return made;
                }
            }
            throw new Refused(Reason.LOG_UNAVAILABLE);
        } catch (Refused refused) {
            throw refused.reason() == Reason.LOG_UNAVAILABLE ? refused : refused(caller, form, refused);
        }
    }

    /** Null where something changed meanwhile: a report is of one moment. */
    private byte @Nullable [] attempt(Caller caller, ReportForm form, boolean pdf) {
        DecisionInstant now = DecisionInstant.of(clock, null);
        Looked looked = transactions.within(caller.tenant(), connection -> look(connection, caller, form, now));
        Report report = looked.report();
        Proved proved = proofs.of(report.entries().values().stream()
                .map(entry -> new InclusionProofs.Placed(entry.index(), entry.leafHash()))
                .toList());
        Written written = new Written(
                report,
                form.language(),
                sources.words(),
                sources.law().settings().zone(),
                proved);
        byte[] json = written.json();
        byte[] made = pdf ? ReportPdf.of(written) : json;
        boolean recorded = ledger.alone(caller.tenant(), session -> {
            UUID person = fourEyes.calling(session.connection(), caller, MAY);
            if (!standing.of(session.connection(), caller, form, now).equals(looked.to())) {
                return false;
            }
            Event event = event(EventKind.INSIGHT_REPORT_MADE, caller)
                    .about(looked.to().subject())
                    .with("for", form.who())
                    .with("row", looked.to().row())
                    .with("digest", sources.insight().digest())
                    .with("form", pdf ? "pdf" : "json")
                    .with("language", form.language().code())
                    .with("person", person)
                    .committing("report", json);
            UUID holder = looked.to().holder();
            session.record(holder == null ? event : event.committing("holder", bytes(holder)));
            return true;
        });
        return recorded ? made : null;
    }

    private record Looked(Addressee to, Report report) {}

    private Looked look(Connection connection, Caller caller, ReportForm form, DecisionInstant now) {
        fourEyes.calling(connection, caller, MAY);
        Addressee to = standing.of(connection, caller, form, now);
        Names names = new Names(
                connection,
                caller.tenant(),
                sources.directory(),
                sources.inForce().of(caller.tenant()),
                sources.dictionary(),
                form.language(),
                Objects.requireNonNull(sources.papers().get(form.language())));
        Telling telling = new Telling(
                connection,
                names,
                sources.law(),
                sources.insight(),
                sources.replay(),
                entries(connection, caller, to.subject(), now.at()),
                StoredConsent.about(connection, vault, caller, form.subject()),
                to);
        UUID holder = to.holder();
        Report report = new Report(
                form.subject(),
                to.localId(),
                names.party(caller.party().value()),
                now.at(),
                telling.disclosures(),
                telling.statements(),
                telling.looks(entry -> holder != null
                        && commitments.verify(connection, caller.tenant(), entry, "holder", bytes(holder))
                                == Commitments.Answer.SAME));
        return new Looked(to, report);
    }

    private static List<LoggedEntry> entries(Connection connection, Caller caller, UUID subject, Instant now) {
        LogSearch search = new LogSearch(Instant.EPOCH, now.plusSeconds(1), subject, null, Map.of());
        List<LoggedEntry> all = new ArrayList<>();
        Cursor next = null;
        do {
            Page page = LogEntries.page(
                    connection, new Reader(caller.tenant(), caller.party()), search, next, LogEntries.MOST);
            all.addAll(page.entries());
            next = page.next();
        } while (next != null);
        return all;
    }

    private static byte[] bytes(UUID id) {
        return id.toString().getBytes(UTF_8);
    }

    private Refused refused(Caller caller, @Nullable ReportForm form, Refused refused) {
        Event event = event(EventKind.INSIGHT_REPORT_REFUSED, caller)
                .with("reason", refused.reason().code())
                .with(
                        "where",
                        refused.where().stream()
                                .map(at -> at.replaceAll("[^!-~]+", "-"))
                                .toList());
        ledger.commit(form == null ? event : event.with("for", form.who()));
        return refused;
    }

    private Event event(EventKind what, Caller caller) {
        return Event.of(what, caller.tenant(), clock.instant())
                .with("party", caller.party())
                .with("client", caller.client());
    }
}
