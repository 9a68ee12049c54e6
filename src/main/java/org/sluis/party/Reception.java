package org.sluis.party;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sluis.keys.RecipientKey;

/**
 * How a party receives.
 *
 * @param connector the folder of {@code routes/connectors} whose format it gets
 * @param transport {@code tls}, an ordinary server, or {@code envelope}, sealed to the recipient's own key and good for
 *     no longer than the lease of the send
 * @param address where its envelopes go
 * @param sealTo the key that they are sealed to
 */
public record Reception(
        String connector,
        String transport,
        @Nullable URI address,
        @Nullable RecipientKey sealTo) {

    /** Refuses an address or a key for anything but envelopes, and an address that is none. */
    public Reception {
        if (!transport.equals("envelope") && (address != null || sealTo != null)) {
            throw new IllegalArgumentException("an address and a key are for transport envelope");
        }
        if (address != null && !Registrar.isAddress(address.toString())) {
            throw new IllegalArgumentException("an envelope's address is an absolute http or https address");
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
