package org.sluis.policy.publish;

import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;
import org.sluis.party.person.FourEyes;
import org.sluis.policy.publish.RuleChange.Kind;

/** What the rules of a controller are and were, for whoever works for one of its organisations. */
public final class History {
    private final Transactions transactions;
    private final Published published;
    private final FourEyes fourEyes;
    private final Words words;

    History(Transactions transactions, Published published, FourEyes fourEyes, Words words) {
        this.transactions = transactions;
        this.published = published;
        this.fourEyes = fourEyes;
        this.words = words;
    }

    /**
     * One policy that was in force.
     *
     * @param approvedBy both persons; nobody where it is as shipped
     * @param state {@code in-force}, {@code closed}, or {@code not-trusted} where it does not verify
     * @param words what its recipients and the data protection officer said of it
     */
    public record InForceThen(
            String policy,
            String purpose,
            String digest,
            Instant since,
            List<UUID> approvedBy,
            String state,
            List<Words.Said> words) {}

    /**
     * The whole of it.
     *
     * @param law digest of the law in force now
     * @param approvedByNobody how many of the policies nobody approved
     */
    public record Rules(
            Instant at,
            String law,
            List<InForceThen> policies,
            Set<String> closedRecipients,
            Set<String> closedConnectors,
            long approvedByNobody) {}

    /** One step of it. @param trusted whether the log and the signatures bear it out */
    public record Change(
            long version,
            String what,
            String kind,
            String name,
            @Nullable String digest,
            Instant effective,
            Instant recorded,
            List<UUID> approvedBy,
            UUID entry,
            boolean trusted) {}

    /** How many policies are in force for all controllers together, and how many of them nobody approved. */
    record About(long policies, long approvedByNobody) {}

    /** So that whoever operates it is reminded; says nothing of whose they are. */
    About about() {
        List<String> tenants = transactions.across(connection ->
                Rows.query(connection, "SELECT id FROM tenant WHERE id <> ?", row -> row.getString(1), Ledger.NOBODY));
        List<Edition> editions = tenants.stream().map(published::edition).toList();
        Instant now = transactions.across(RuleRows::now); // after what a controller's first start has just published
        List<RuleChange> all = editions.stream()
                .flatMap(edition -> edition.published(now).stream())
                .toList();
        return new About(
                all.size(), all.stream().filter(each -> each.proposal() == null).count());
    }

    /** As they were at that moment: nothing begins before it is recorded. @param moment null: now */
    public Rules at(Caller caller, @Nullable Instant moment) {
        Edition then = published.edition(caller.tenant());
        Instant at = moment == null ? transactions.within(caller.tenant(), RuleRows::now) : moment;
        Set<String> closed = then.closed(Kind.POLICY, at);
        return transactions.within(caller.tenant(), connection -> {
            List<Words.Said> said = words.all(connection, caller.tenant());
            List<InForceThen> policies = new ArrayList<>();
            for (RuleChange change : then.published(at)) {
                String digest = String.valueOf(change.digest());
                boolean good = then.trusted().contains(change) && then.packs().containsKey(digest);
                policies.add(new InForceThen(
                        change.name(),
                        String.valueOf(change.purpose()),
                        digest,
                        change.effective(),
                        persons(connection, caller.tenant(), change),
                        !good ? "not-trusted" : closed.contains(change.name()) ? "closed" : "in-force",
                        said.stream()
                                .filter(word -> word.digest().equals(digest))
                                .toList()));
            }
            return new Rules(
                    at,
                    RuleRows.epoch(connection, caller.tenant(), "")
                            .orElseThrow()
                            .law(),
                    policies,
                    then.closed(Kind.RECIPIENT, at),
                    then.closed(Kind.CONNECTOR, at),
                    policies.stream()
                            .filter(each -> each.approvedBy().isEmpty())
                            .count());
        });
    }

    /** Every one, the oldest first. */
    public List<Change> changes(Caller caller) {
        Edition edition = published.edition(caller.tenant());
        Set<RuleChange> trusted = new HashSet<>(edition.trusted());
        return transactions.within(caller.tenant(), connection -> edition.changes().stream()
                .map(change -> new Change(
                        change.version(),
                        change.what().code(),
                        change.kind().code(),
                        change.name(),
                        change.digest(),
                        change.effective(),
                        change.changed(),
                        persons(connection, caller.tenant(), change),
                        change.event(),
                        trusted.contains(change)))
                .toList());
    }

    /**
     * A pack, or the law, under its digest.
     *
     * @return in its one form, canonical JSON
     * @throws Refused NOT_FOUND where the controller never kept it
     */
    public String content(Caller caller, String digest) {
        return transactions
                .within(caller.tenant(), connection -> RuleRows.content(connection, caller.tenant(), digest))
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }

    /** What was said of a pack, in force or not, the oldest first. */
    public List<Words.Said> words(Caller caller, String digest) {
        return transactions.within(caller.tenant(), connection -> words.all(connection, caller.tenant()).stream()
                .filter(said -> said.digest().equals(digest))
                .toList());
    }

    private List<UUID> persons(Connection connection, String tenant, RuleChange change) {
        UUID proposal = change.proposal();
        return proposal == null
                ? List.of()
                : fourEyes.bothSigned(connection, tenant, proposal).stream()
                        .flatMap(approved -> List.of(approved.proposal().proposedBy(), approved.approver()).stream())
                        .toList();
    }
}
