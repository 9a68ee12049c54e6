package org.sluis.party.person;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;

/** Puts a change of a person's roles or keys in force, with its entry in the log. Whoever calls has seen that it may be. */
final class PersonChanges {
    private final Clock clock;

    PersonChanges(Clock clock) {
        this.clock = clock;
    }

    /** @throws Refused where it can no longer be, or never could */
    void check(Connection connection, Caller caller, Change change) {
        if (!PersonRows.worksFor(connection, caller, change.person())) {
            throw new Refused(Reason.NOT_FOUND);
        }
        String tenant = caller.tenant();
        switch (change.what()) {
            case PERSON_ROLE_GIVEN -> {
                if (!Instant.parse(change.said("until")).isAfter(PersonRows.now(connection))) {
                    throw new Refused(Reason.PERSON_NOT_VALID, "/until:in-the-past");
                }
            }
            case PERSON_ROLE_ENDED -> {
                if (!PersonRows.canEnd(connection, tenant, change.person(), change.said("role"))) {
                    throw new Refused(Reason.PERSON_NOT_VALID, "/role:not-held");
                }
            }
            case PERSON_KEY_ENROLLED -> {
                if (PersonRows.keyIsThere(connection, tenant, change.said("key"))) {
                    throw new Refused(Reason.KEY_OF_ANOTHER);
                }
            }
            case PERSON_KEY_REVOKED -> {
                boolean counts = PersonRows.key(connection, tenant, caller.party(), change.said("key"))
                        .filter(key -> key.person().equals(change.person()) && key.revokedAt() == null)
                        .isPresent();
                if (!counts) {
                    throw new Refused(Reason.PERSON_NOT_VALID, "/revoked:not-enrolled");
                }
            }
            default -> throw new IllegalArgumentException("no change of a person");
        }
    }

    /** @param proposal what was approved; null where nobody else had to */
    void apply(Ledger.Session session, Caller caller, Change change, @Nullable UUID proposal) {
        Connection connection = session.connection();
        check(connection, caller, change);
        UUID event = session.record(event(caller, change, proposal)).entry();
        String tenant = caller.tenant();
        if (change.ofRole()) {
            PersonRows.addRole(
                    connection,
                    tenant,
                    change.person(),
                    change.said("role"),
                    change.time("from"),
                    change.time("until"),
                    event);
        } else if (change.takesAway()) {
            PersonRows.revokeKey(connection, tenant, change.said("key"), event);
        } else {
            PersonRows.addKey(connection, tenant, change.person(), change.said("key"), change.said("x"), event);
        }
    }

    private Event event(Caller caller, Change change, @Nullable UUID proposal) {
        Event event = Event.of(change.what(), caller.tenant(), clock.instant())
                .with("person", change.person())
                .with("party", caller.party())
                .with("client", caller.client());
        for (String name : change.says().keySet()) {
            // The key itself is not needed beside its thumbprint.
            event = name.equals("x") ? event : event.with(name, change.said(name));
        }
        return proposal == null ? event : event.with("proposal", proposal);
    }
}
