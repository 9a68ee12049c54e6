package org.sluis.insight.report;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.ValueType;
import org.sluis.consent.StoredConsent;
import org.sluis.insight.report.Report.Basis;
import org.sluis.insight.report.Report.Kept;
import org.sluis.insight.report.Report.Look;
import org.sluis.insight.report.Report.Shared;
import org.sluis.insight.report.Report.Statement;
import org.sluis.law.Law;
import org.sluis.party.PartyKind;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.LegalBasis;
import org.sluis.policy.replay.Replay;
import org.sluis.policy.replay.Replayed;

/** Puts together what one person is told, from the entries about the pupil and what is kept beside them. */
final class Telling {
    private static final Set<String> DELIVERIES = Set.of(
            "delivery-cleared",
            "delivery-stopped",
            "delivery-held",
            "delivery-succeeded",
            "delivery-failed",
            "delivery-uncertain");

    private final Connection connection;
    private final Names names;
    private final Law law;
    private final Replay replay;
    private final List<LoggedEntry> entries;
    private final Addressee to;
    private final Discretion discretion;
    private final List<Case> cases;
    private final List<Statement> statements;

    /** @param entries everything about the pupil, in any order @param consents the same */
    Telling(
            Connection connection,
            Names names,
            Law law,
            InsightLaw insight,
            Replay replay,
            List<LoggedEntry> entries,
            List<StoredConsent> consents,
            Addressee to) {
        this.connection = connection;
        this.names = names;
        this.law = law;
        this.replay = replay;
        this.entries = entries.stream()
                .sorted(Comparator.comparing(LoggedEntry::index))
                .toList();
        this.to = to;
        this.cases = cases();
        List<StoredConsent> own = consents.stream().filter(this::own).toList();
        this.statements = own.stream().flatMap(each -> statement(each).stream()).toList();
        this.discretion = new Discretion(
                insight,
                to,
                this.entries,
                cases,
                own.stream()
                        .collect(Collectors.toMap(
                                each -> each.id().toString(),
                                each -> Set.copyOf(each.form().categories()))));
    }

    private boolean own(StoredConsent each) {
        String localId = to.localId();
        return localId == null
                ? each.form().grantor().equals(InsightLaw.CHILD)
                : localId.equals(each.form().holder());
    }

    /** In the order in which they began. Of a delivery whose beginning is not there nothing is told. */
    private List<Case> cases() {
        Map<String, List<LoggedEntry>> byDisclosure = new LinkedHashMap<>();
        for (LoggedEntry entry : entries) {
            boolean start = Set.of(Case.RELEASED, Case.REFUSED).contains(entry.kind());
            List<LoggedEntry> known = byDisclosure.get(entry.fact("disclosure"));
            if (start && !entry.fact("recipient").isEmpty()) {
                byDisclosure
                        .computeIfAbsent(entry.fact("disclosure"), id -> new ArrayList<>())
                        .add(entry);
            } else if (known != null && DELIVERIES.contains(entry.kind())) {
                known.add(entry);
            }
        }
        return byDisclosure.values().stream().map(this::of).toList();
    }

    private Case of(List<LoggedEntry> all) {
        LoggedEntry start = all.get(0);
        String kind = names.kind(start.fact("recipient")).map(PartyKind::code).orElse("");
        Optional<Replayed> again = replay.of(connection, names.tenant(), start.id(), "accept");
        return new Case(
                List.copyOf(all),
                law.said(new Purpose(start.fact("purpose")), kind, null, List.of()),
                again.isPresent(),
                again.map(Replayed::past).orElse(null));
    }

    List<Statement> statements() {
        return statements;
    }

    /** Empty while the log's newest checkpoint does not cover it. */
    private Optional<Statement> statement(StoredConsent consent) {
        String id = consent.id().toString();
        var form = consent.form();
        List<LoggedEntry> steps = entries.stream()
                .filter(entry -> entry.fact("consent").equals(id))
                .toList();
        String recipient = form.recipient();
        String kind = form.recipientKind();
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Statement(
                        id,
                        form.effect(),
                        names.purpose(form.purpose(), null),
                        recipient != null ? names.party(recipient) : names.kindOf(kind == null ? "" : kind),
                        form.categories().stream().map(names::category).toList(),
                        form.from(),
                        form.until(),
                        form.order() != null,
                        consent.recordedAt(),
                        consent.withdrawnAt(),
                        steps));
    }

    List<Shared> disclosures() {
        return cases.stream().filter(discretion::tells).map(this::shared).toList();
    }

    private Shared shared(Case each) {
        LoggedEntry start = each.start();
        Replayed.Past past = each.released() ? each.past() : null;
        Set<String> consents = new TreeSet<>(start.facts("consents"));
        List<Statement> own = statements.stream()
                .filter(statement -> consents.remove(statement.consent()))
                .toList();
        String reason = each.reason();
        return new Shared(
                each.disclosure(),
                names.party(start.fact("sender")),
                names.party(start.fact("recipient")),
                names.purpose(start.fact("purpose"), each.past()),
                each.state(),
                reason.isEmpty() ? null : reason,
                past == null ? null : basis(past),
                own,
                !consents.isEmpty(),
                start.facts("released").stream().map(names::element).toList(),
                past == null ? List.of() : withheld(each, past),
                each.entries());
    }

    private @Nullable Basis basis(Replayed.Past past) {
        Policy policy = past.point().packs().find(past.input());
        if (policy == null) {
            return null;
        }
        LegalBasis basis = policy.pack().basis();
        return new Basis(names.text(basis.art6()), names.text(basis.art9()), names.text(basis.secrecy()));
    }

    private List<Kept> withheld(Case each, Replayed.Past past) {
        List<Kept> kept = new ArrayList<>();
        past.trace().decision().elements().forEach((id, verdict) -> names.dictionary()
                .find(id)
                .filter(element -> element.type() != ValueType.PAIRWISE && !verdict.passes())
                .filter(element -> discretion.tells(each, element, verdict.because()))
                .ifPresent(element -> kept.add(new Kept(names.element(id), String.valueOf(verdict.because())))));
        return kept;
    }

    /** @param own whether an entry of a report was about one for this very holder */
    List<Look> looks(Predicate<UUID> own) {
        Set<String> told =
                cases.stream().filter(discretion::tells).map(Case::disclosure).collect(Collectors.toSet());
        List<Look> looks = new ArrayList<>();
        for (LoggedEntry entry : entries) {
            if (entry.kind().equals("insight-report-made") && (to.child() || own.test(entry.id()))) {
                looks.add(look(entry, "report-" + entry.fact("for")));
            } else if (entry.kind().equals("log-read") && discretion.tells(entry, told)) {
                looks.add(look(entry, entry.fact("kind")));
            }
        }
        return looks;
    }

    private Look look(LoggedEntry entry, String what) {
        return new Look(names.party(entry.fact("party")), what, entry);
    }
}
