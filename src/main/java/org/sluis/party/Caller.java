package org.sluis.party;

import java.util.Set;
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
 * @param within codes of the roles that an issuer's word leaves of those on record; null where nothing narrows them
 */
public record Caller(
        String tenant,
        String client,
        PartyId party,
        @Nullable UUID person,
        @Nullable Set<String> within) {
    /** What the log calls the console; no client can have this name. */
    public static final String CONSOLE = "console";

    /** A client. */
    public Caller(String tenant, String client, PartyId party) {
        this(tenant, client, party, null, null);
    }

    /** A person in the console. */
    public static Caller inConsole(String tenant, PartyId party, UUID person) {
        return inConsole(tenant, party, person, null);
    }

    /** A person in the console whose issuer said which of their roles count: never more than those on record. */
    public static Caller inConsole(String tenant, PartyId party, UUID person, @Nullable Set<String> within) {
        return new Caller(tenant, CONSOLE, party, person, within == null ? null : Set.copyOf(within));
    }

    /** Whether a role that is on record may count in this session. */
    public boolean mayUse(String role) {
        return within == null || within.contains(role);
    }
}
