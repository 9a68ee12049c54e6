package org.sluis.console;

import java.security.Principal;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.party.Caller;

/**
 * Who signed in, as their session keeps it. What they may do is asked anew at each request.
 *
 * @param name {@code reference@organisation}
 */
public record SignedIn(String tenant, String party, UUID person, String name) implements Principal {

    static SignedIn of(Caller caller, String name) {
        UUID person = caller.person();
        if (person == null) {
            throw new IllegalArgumentException("a person signs in");
        }
        return new SignedIn(caller.tenant(), caller.party().value(), person, name);
    }

    /** As services are called: in the console, by this person. */
    public Caller caller() {
        return Caller.inConsole(tenant, new PartyId(party), person);
    }

    @Override
    public String getName() {
        return name;
    }
}
