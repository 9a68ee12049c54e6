package org.sluis.party.person;

import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sluis.party.Caller;

/** Which person calls, and what that person may do now. A client that is nobody's account has no role. */
public final class Roles {
    private Roles() {}

    /** The person of the caller's own organisation whose account calls, where that person has one of these roles now. */
    public static Optional<UUID> held(Connection connection, Caller caller, Set<Role> roles) {
        Instant now = PersonRows.now(connection);
        return PersonRows.ofAccount(connection, caller).filter(person -> roles.stream()
                .anyMatch(role -> PersonRows.holds(connection, caller.tenant(), person, role, now)));
    }
}
