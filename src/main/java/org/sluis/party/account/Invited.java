package org.sluis.party.account;

/**
 * Who an invitation is for.
 *
 * @param name what they will sign in with, {@code reference@organisation}
 * @param secret of their codes, for an authenticator app: twenty bytes
 */
public record Invited(String name, byte[] secret) {

    /** Shows no secret. */
    @Override
    public String toString() {
        return "Invited[" + name + "]";
    }
}
