package org.sluis.party;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;

/**
 * What a door that nobody calls, such as a folder, shows in the place of a token: that it was set up for this client. A
 * pass is 256 random bits, kept in the memory of this node alone, good for one message at one door within a minute, and no
 * page but the spine takes it. It says who speaks and nothing more: whether the client has a mandate, and the party may
 * send, is the directory's to say, as for a token.
 */
public final class Passes {
    private static final Duration GOOD = Duration.ofMinutes(1);
    private static final int BYTES = 32;
    private static final String BEGINS = "pass-";

    private final Directory directory;
    private final Ids ids;
    private final Cache<String, Pass> issued =
            Caffeine.newBuilder().expireAfterWrite(GOOD).build();

    private record Pass(String client, PartyId party, Door door) {}

    Passes(Directory directory, Ids ids) {
        this.directory = directory;
        this.ids = ids;
    }

    /** A credential for the next message of this client, for this party, at this door. */
    public String issue(String client, PartyId party, Door door) {
        String credential = BEGINS + HexFormat.of().formatHex(ids.bytes(BYTES));
        issued.put(credential, new Pass(client, party, door));
        return credential;
    }

    /** Whether this looks like a pass; a door that is called lets none in. */
    public static boolean isPass(String credential) {
        return credential.startsWith(BEGINS);
    }

    /** Who speaks, once; empty for what is no pass, was shown before or at another door, and for a client that is unknown. */
    Optional<Caller> redeem(Arrival arrival) {
        return Optional.ofNullable(issued.asMap().remove(arrival.credential()))
                .filter(pass -> pass.door().equals(arrival.door()))
                .flatMap(pass -> directory
                        .client(pass.client())
                        .map(client -> new Caller(client.tenant(), client.id(), pass.party())));
    }
}
