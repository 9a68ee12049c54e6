package org.sluis.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/** What became of a disclosure, for the party that sent it. */
public final class Disclosures {
    private final Transactions transactions;

    /**
     * @param state waiting, sending, delivered, stopped, held, parked or refused
     * @param reason a code of the catalogue, where there is one
     */
    public record State(String state, @Nullable String reason, Instant since) {}

    Disclosures(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Nothing when there is none, and nothing when it is another party's. */
    public Optional<State> find(String tenant, PartyId sender, UUID disclosure) {
        return transactions.within(
                tenant,
                connection -> Rows.one(
                        connection,
                        "SELECT state, reason, coalesce(settled_at, accepted_at) AS since FROM outbox"
                                + " WHERE tenant = ? AND sender = ? AND disclosure = ?"
                                + " UNION ALL SELECT 'refused', reason, at FROM refusal"
                                + " WHERE tenant = ? AND sender = ? AND disclosure = ?",
                        row -> new State(row.getString(1), row.getString(2), Rows.instant(row, "since")),
                        tenant,
                        sender.value(),
                        disclosure,
                        tenant,
                        sender.value(),
                        disclosure));
    }
}
