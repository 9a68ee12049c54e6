package org.sluis.party;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;

/**
 * Who is calling: a client, as a verified access token says, or a person who signed in to the console.
 *
 * @param tenant the controller whose directory it stands in
 * @param client the OAuth2 client: the party's own, or a vendor's; {@value #CONSOLE} for a person in the console
 * @param party the party it speaks for; a vendor's mandate was checked when the token was given and is checked again at use
 * @param person who signed in to the console; null for a client, whose account says whose it is
 */
public record Caller(
        String tenant,
        String client,
        PartyId party,
        @Nullable UUID person) {
    /** What the log calls the console; no client can have this name. */
    public static final String CONSOLE = "console";

    /** A client. */
    public Caller(String tenant, String client, PartyId party) {
        this(tenant, client, party, null);
    }

    /** A person in the console. */
    public static Caller inConsole(String tenant, PartyId party, UUID person) {
        return new Caller(tenant, CONSOLE, party, person);
    }
}
