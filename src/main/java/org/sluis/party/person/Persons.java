package org.sluis.party.person;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.CanonicalJson;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.SqlFailed;
import org.sluis.party.Caller;

/**
 * An organisation's own persons, through its own client; their own keys, also through the console. The first privacy officer and that officer's first key are put
 * in force at once, since nobody else is there; what somebody gives up of their own, at once too. Every other role and
 * key needs a privacy officer of the organisation who neither proposed it nor is the one it is about. Each refusal is
 * recorded, without a word of what was said.
 */
final class Persons {
    private static final Map<String, Reason> TAKEN = Map.of(
            "reference_names_one_person", Reason.PERSON_KNOWN,
            "client_belongs_to_one_person", Reason.ACCOUNT_OF_ANOTHER,
            "account_belongs_to_one_person", Reason.ACCOUNT_OF_ANOTHER,
            "key_belongs_to_one_person", Reason.KEY_OF_ANOTHER);

    private final Ledger ledger;
    private final Ids ids;
    private final Clock clock;
    private final FourEyes fourEyes;
    private final List<WhenApproved> others;
    private final PersonChanges changes;

    Persons(Ledger ledger, Ids ids, Clock clock, FourEyes fourEyes, List<WhenApproved> others) {
        this.ledger = ledger;
        this.ids = ids;
        this.clock = clock;
        this.fourEyes = fourEyes;
        this.others = List.copyOf(others);
        this.changes = new PersonChanges(clock);
    }

    /** @throws Refused PERSON_NOT_VALID, PERSON_KNOWN, ACCOUNT_OF_ANOTHER or OWN_CLIENT_ONLY; nothing is stored then */
    UUID register(Caller caller, Supplier<PersonForm> said) {
        return recorded(caller, () -> {
            PersonForm form = said.get();
            return own(caller, session -> {
                for (int i = 0; i < form.accounts().size(); i++) {
                    String client = form.accounts().get(i).client();
                    if (client != null && !PersonRows.ownClient(session.connection(), caller, client)) {
                        throw new Refused(Reason.PERSON_NOT_VALID, "/accounts/" + i + "/client:unknown");
                    }
                }
                UUID person = ids.next();
                UUID event = session.record(Event.of(EventKind.PERSON_REGISTERED, caller.tenant(), clock.instant())
                                .with("person", person)
                                .with("party", caller.party())
                                .with("client", caller.client())
                                .with("clients", clients(form))
                                .committing("accounts", accounts(form)))
                        .entry();
                PersonRows.add(session.connection(), caller, person, form, event);
                return person;
            });
        });
    }

    /**
     * Puts the change in force, or proposes it.
     *
     * @return the proposal that waits for an approval; empty when the change is in force
     * @throws Refused NOT_FOUND, PERSON_NOT_VALID, KEY_OF_ANOTHER, OWN_CLIENT_ONLY or PROPOSER_UNKNOWN
     */
    Optional<Proposal> change(Caller caller, Supplier<Change> said) {
        return recorded(caller, () -> {
            Change change = said.get();
            return own(caller, session -> inForceOrProposed(session, caller, change));
        });
    }

    /**
     * The same of a key of the person's own, who signed in to the console and whose organisation's client it needs no more.
     *
     * @param said given the id of the person who calls
     * @throws Refused PROPOSER_UNKNOWN where nobody signed in; or as {@link #change} does
     */
    Optional<Proposal> ownKey(Caller caller, Function<UUID, Change> said) {
        return recorded(
                caller,
                () -> alone(caller, session -> {
                    PersonRows.oneAtATime(session.connection(), caller);
                    UUID person = Optional.ofNullable(caller.person())
                            .orElseThrow(() -> new Refused(Reason.PROPOSER_UNKNOWN));
                    return inForceOrProposed(session, caller, said.apply(person));
                }));
    }

    private Optional<Proposal> inForceOrProposed(Ledger.Session session, Caller caller, Change change) {
        changes.check(session.connection(), caller, change);
        if (needsNobodyElse(session.connection(), caller, change)) {
            changes.apply(session, caller, change, null);
            return Optional.empty();
        }
        return Optional.of(fourEyes.propose(session, caller, change.kind(), change.content()));
    }

    /**
     * Takes an approval; what it approves is in force with it, in one transaction.
     *
     * @throws Refused as {@link FourEyes#approve} does, or because the change can no longer be
     */
    Approved approve(Caller caller, UUID proposal, String jws) {
        return recorded(
                caller,
                proposal,
                () -> alone(caller, session -> {
                    Approved approved = fourEyes.approve(session, caller, proposal, jws);
                    ProposalKind kind = approved.proposal().kind();
                    if (kind == ProposalKind.PERSON_ROLE || kind == ProposalKind.PERSON_KEY) {
                        changes.apply(session, caller, Change.read(approved.proposal()), proposal);
                    }
                    others.stream()
                            .filter(room -> room.concerns(kind))
                            .forEach(room -> room.approved(session, caller, approved));
                    return approved;
                }));
    }

    private static boolean needsNobodyElse(Connection connection, Caller caller, Change change) {
        if (change.takesAway()) {
            return PersonRows.ofAccount(connection, caller).equals(Optional.of(change.person()));
        } else if (change.ofRole()) {
            return change.makesPrivacyOfficer() && !PersonRows.everHadPrivacyOfficer(connection, caller);
        }
        return !PersonRows.everHadKey(connection, caller)
                && PersonRows.holds(
                        connection, caller.tenant(), change.person(), Role.PRIVACY_OFFICER, PersonRows.now(connection));
    }

    private <T> T own(Caller caller, Ledger.Work<T> work) {
        return alone(caller, session -> {
            if (!PersonRows.ownClient(session.connection(), caller, caller.client())) {
                throw new Refused(Reason.OWN_CLIENT_ONLY);
            }
            PersonRows.oneAtATime(session.connection(), caller);
            return work.run(session);
        });
    }

    private <T> T alone(Caller caller, Ledger.Work<T> work) {
        try {
            return ledger.alone(caller.tenant(), work);
        } catch (SqlFailed failed) {
            throw taken(failed);
        }
    }

    private static RuntimeException taken(SqlFailed failed) {
        Reason reason = failed.duplicate() ? TAKEN.get(failed.constraint().orElse("")) : null;
        return reason == null ? failed : new Refused(reason);
    }

    private <T> T recorded(Caller caller, Supplier<T> attempt) {
        return recorded(caller, null, attempt);
    }

    private <T> T recorded(Caller caller, @Nullable UUID proposal, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (Refused refused) {
            if (refused.reason() != Reason.LOG_UNAVAILABLE) {
                EventKind kind = proposal == null ? EventKind.PERSON_REJECTED : EventKind.APPROVAL_REFUSED;
                Event event = Event.of(kind, caller.tenant(), clock.instant())
                        .with("party", caller.party())
                        .with("client", caller.client())
                        .with("reason", refused.reason().code())
                        // A position is words where the form could not be read at all; the log takes codes only.
                        .with(
                                "where",
                                refused.where().stream()
                                        .map(at -> at.replaceAll("[^!-~]+", "-"))
                                        .toList());
                ledger.commit(proposal == null ? event : event.with("proposal", proposal));
            }
            throw refused;
        }
    }

    private static List<String> clients(PersonForm form) {
        return form.accounts().stream()
                .map(PersonForm.Account::client)
                .filter(Objects::nonNull)
                .toList();
    }

    private static byte[] accounts(PersonForm form) {
        List<Map<String, Object>> accounts = form.accounts().stream()
                .<Map<String, Object>>map(account -> new TreeMap<>(
                        account.client() == null
                                ? Map.of("issuer", "" + account.issuer(), "subject", "" + account.subject())
                                : Map.of("client", "" + account.client())))
                .toList();
        return CanonicalJson.write(accounts).getBytes(StandardCharsets.UTF_8);
    }
}
