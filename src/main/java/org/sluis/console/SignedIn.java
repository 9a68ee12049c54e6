package org.sluis.console;

import java.security.Principal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.party.Caller;

/**
 * Who signed in, as their session keeps it. What they may do is asked anew at each request.
 *
 * @param name {@code reference@organisation}
 * @param within codes of the roles that an issuer left of those on record; null for an account of ours
 */
public record SignedIn(
        String tenant,
        String party,
        UUID person,
        String name,
        @Nullable Set<String> within) implements Principal {

    /** The caller is a person. */
    public static SignedIn of(Caller caller, String name) {
        UUID person = caller.person();
        if (person == null) {
            throw new IllegalArgumentException("a person signs in");
        }
        return new SignedIn(caller.tenant(), caller.party().value(), person, name, caller.within());
    }

    /** As services are called: in the console, by this person. */
    public Caller caller() {
        return Caller.inConsole(tenant, new PartyId(party), person, within);
    }

    @Override
    public String getName() {
        return name;
    }
}
