package org.sluis.party.account;

import java.time.Instant;

/**
 * What a person opens an account with, once.
 *
 * @param name what they will sign in with
 * @param token 256 random bits, base64url; told here and never again
 * @param until by the database's clock
 */
public record Invitation(String name, String token, Instant until) {

    /** Shows no token. */
    @Override
    public String toString() {
        return "Invitation[" + name + "]";
    }
}
