package org.sluis.party.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Caller;

/**
 * Accounts at an issuer that are on record with a person: who comes from there is that person, of the organisation that the issuer
 * names, and of no other. Whether the issuer's word holds is looked at before.
 */
public final class IssuerAccounts {
    private final Ledger ledger;
    private final Transactions transactions;
    private final Clock clock;

    IssuerAccounts(Ledger ledger, Transactions transactions, Clock clock) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param name {@code reference@organisation} */
    public record Known(Caller caller, UUID person, String name) {}

    private record Account(String tenant, UUID person) {}

    /**
     * The one person of that organisation with this account; nobody where there is none, or where two controllers have one. Recorded
     * either way.
     *
     * @param within codes of the roles that may count, of those on record; null for all of them
     */
    public Optional<Known> signIn(String issuer, String subject, String party, @Nullable Set<String> within) {
        List<Account> accounts = transactions.across(connection -> Rows.query(
                connection,
                "SELECT tenant, person FROM person_account WHERE issuer = ? AND subject = ?",
                row -> new Account(row.getString("tenant"), row.getObject("person", UUID.class)),
                issuer,
                subject));
        List<Known> known = new ArrayList<>();
        for (Account account : accounts) {
            reference(account, party)
                    .ifPresent(reference -> known.add(new Known(
                            Caller.inConsole(account.tenant(), new PartyId(party), account.person(), within),
                            account.person(),
                            reference + "@" + party)));
        }
        if (known.size() != 1) {
            refused("account");
            return Optional.empty();
        }
        Caller caller = known.get(0).caller();
        ledger.commit(Event.of(EventKind.SIGNED_IN, caller.tenant(), clock.instant())
                .with("party", caller.party())
                .with("client", caller.client())
                .with("person", known.get(0).person()));
        return Optional.of(known.get(0));
    }

    /** Puts on record that somebody came from an issuer and was not let in. */
    public void refused(String reason) {
        ledger.commit(Event.of(EventKind.SIGN_IN_REFUSED, Ledger.NOBODY, clock.instant())
                .with("reason", reason));
    }

    private Optional<String> reference(Account account, String party) {
        return transactions.within(
                account.tenant(),
                connection -> Rows.one(
                        connection,
                        "SELECT reference FROM person WHERE tenant = ? AND id = ? AND party = ?",
                        row -> row.getString("reference"),
                        account.tenant(),
                        account.person(),
                        party));
    }
}
