package org.sluis.party;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.database.Transactions;

/**
 * Writes the directory; each change is one transaction with its entry in the log. Registering what is there already
 * changes and logs nothing. What identifies (kind and numbers of a party, owner of a client, evidence of a mandate) never
 * changes: register another. Each method says whether it changed anything, and throws {@link IllegalArgumentException}
 * for a change that is not allowed.
 */
public final class Registrar {
    private final Ledger ledger;
    private final Transactions transactions;
    private final Clock clock;

    public Registrar(Ledger ledger, Transactions transactions, Clock clock) {
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The controller; it must be there before anything can be logged about it. */
    public boolean registerTenant(String tenant, String name) {
        return transactions.within(tenant, connection -> DirectoryRows.tenant(connection, tenant, name));
    }

    /**
     * A party; its version is counted here. Returns once nothing is under way to it that was cleared for what it was before: after
     * that nothing is sealed to a key that it had, nor sent to an address. That takes as long as a send under way, at most.
     */
    public boolean register(Party party) {
        if (party.webhook() != null && !isAddress(party.webhook())) {
            throw new IllegalArgumentException("a webhook is an absolute http or https address");
        }
        Reception in = party.receives();
        boolean changed = recorded(party.tenant(), connection -> DirectoryRows.party(connection, party)
                .map(version -> event(EventKind.PARTY_REGISTERED, party.tenant())
                        .with("party", party.id())
                        .with("kind", party.kind().code())
                        .with("version", version))
                .map(event -> in == null || in.sealTo() == null
                        ? event
                        : event.with("sealed-to", in.sealTo().thumbprint())));
        if (changed) {
            new EarlierSends(transactions, party.tenant(), party.id()).end();
        }
        return changed;
    }

    static boolean isAddress(String text) {
        return text.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+(/[!-~]*)?");
    }

    /** A client, or its new set of keys; a change of keys bumps the version of the party whose own client it is. */
    public boolean register(Client client) {
        return register(client, null);
    }

    /** The same. @param person who did; null for whoever runs the gateway */
    public boolean register(Client client, @Nullable UUID person) {
        Event event = event(EventKind.CLIENT_REGISTERED, client.tenant())
                .with("client", client.id())
                .with("keys", thumbprints(client));
        Event owned = client.party() == null ? event : event.with("party", client.party());
        Event whole = person == null ? owned : owned.with("person", person);
        return recorded(client.tenant(), connection -> when(DirectoryRows.client(connection, client), whole));
    }

    /** A mandate, or its new last day. */
    public boolean register(Mandate mandate) {
        Event event = event(EventKind.MANDATE_REGISTERED, mandate.tenant())
                .with("client", mandate.client())
                .with("party", mandate.party())
                .with("from", mandate.from())
                .with("until", mandate.until());
        return recorded(mandate.tenant(), connection -> when(DirectoryRows.mandate(connection, mandate), event));
    }

    /** An entitlement, or its new last day; a change bumps the version of the recipient. */
    public boolean register(Entitlement entitlement) {
        Event event = event(EventKind.ENTITLEMENT_REGISTERED, entitlement.tenant())
                .with("sender", entitlement.sender())
                .with("purpose", entitlement.purpose())
                .with("recipient", entitlement.recipient())
                .with("connector", entitlement.connector())
                .with("from", entitlement.from())
                .with("until", entitlement.until());
        return recorded(
                entitlement.tenant(), connection -> when(DirectoryRows.entitlement(connection, entitlement), event));
    }

    /** Rolled back where there is no event: then nothing changed. */
    private boolean recorded(String tenant, Function<Connection, Optional<Event>> change) {
        return ledger.alone(tenant, session -> {
            Optional<Event> event = change.apply(session.connection());
            event.ifPresent(session::record);
            return event.isPresent();
        });
    }

    private static Optional<Event> when(boolean changed, Event event) {
        return changed ? Optional.of(event) : Optional.empty();
    }

    private Event event(EventKind kind, String tenant) {
        return Event.of(kind, tenant, clock.instant());
    }

    /** RFC 7638. */
    private static List<String> thumbprints(Client client) {
        try {
            List<String> prints = new ArrayList<>();
            for (JWK key : client.keys().getKeys()) {
                prints.add(key.computeThumbprint().toString());
            }
            return prints;
        } catch (JOSEException notAKey) {
            throw new IllegalArgumentException("client " + client.id() + ": a key without a thumbprint", notAKey);
        }
    }
}
