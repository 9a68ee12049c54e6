package org.sluis.party;

import org.sluis.canonical.PartyId;

/**
 * Who is calling, as a verified access token says.
 *
 * @param tenant the controller whose directory it stands in
 * @param client the OAuth2 client: the party's own, or a vendor's
 * @param party the party it speaks for; a vendor's mandate was checked when the token was given and is checked again at use
 */
public record Caller(String tenant, String client, PartyId party) {}
