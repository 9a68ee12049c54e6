package org.sluis.party;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluis.keys.RecipientKey;

/**
 * How a party receives.
 *
 * @param connector the folder of {@code routes/connectors} whose format it gets
 * @param transport {@code tls}, an ordinary server: its own at the address, or, without one, the one behind the
 *     connector's route; or {@code envelope}, sealed to the recipient's own key and good for no longer than the lease of
 *     the send
 * @param address where what it gets goes
 * @param sealTo the key that they are sealed to
 */
public record Reception(
        String connector,
        String transport,
        @Nullable URI address,
        @Nullable RecipientKey sealTo) {

    /** Refuses a key for anything but envelopes, and an address that is none. */
    public Reception {
        if (!transport.equals("envelope") && sealTo != null) {
            throw new IllegalArgumentException("a key is for transport envelope");
        }
        if (address != null && !Registrar.isAddress(address.toString())) {
            throw new IllegalArgumentException("an address is an absolute http or https address");
        }
    }

    /** An ordinary server behind the connector's own route. */
    public static Reception tls(String connector) {
        return new Reception(connector, "tls", null, null);
    }

    /** Whether anything may be sent there at that moment: an envelope without an address, or a key that is good then, may not. */
    public boolean reachable(Instant moment) {
        return transport.equals("tls")
                || transport.equals("envelope") && address != null && sealTo != null && sealTo.goodAt(moment);
    }
}
