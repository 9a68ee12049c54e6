package org.sluis.party.person;

import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;

/** Which person calls, and what that person may do now. A client that is nobody's account has no role. */
public final class Roles {
    private Roles() {}

    /** The person of the caller's own organisation whose account calls, where that person has one of these roles now. */
    public static Optional<UUID> held(Connection connection, Caller caller, Set<Role> roles) {
        Instant now = PersonRows.now(connection);
        return PersonRows.ofAccount(connection, caller).filter(person -> roles.stream()
                .anyMatch(role -> PersonRows.holds(connection, caller, person, role, now)));
    }

    /** Every role that the calling person has now; none where nobody's account calls. */
    public static Set<Role> of(Connection connection, Caller caller) {
        Instant now = PersonRows.now(connection);
        Set<Role> held = EnumSet.noneOf(Role.class);
        PersonRows.ofAccount(connection, caller).ifPresent(person -> Arrays.stream(Role.values())
                .filter(role -> PersonRows.holds(connection, caller, person, role, now))
                .forEach(held::add));
        return held;
    }

    /**
     * The organisation's own id of somebody who works for it.
     *
     * @throws org.sluis.canonical.Refused OWN_CLIENT_ONLY where the client is not the organisation's own, NOT_FOUND where nobody
     *     of this id works there
     */
    public static String reference(Connection connection, Caller caller, UUID person) {
        if (!PersonRows.ownClient(connection, caller, caller.client())) {
            throw new Refused(Reason.OWN_CLIENT_ONLY);
        }
        return PersonRows.reference(connection, caller, person).orElseThrow(() -> new Refused(Reason.NOT_FOUND));
    }
}
