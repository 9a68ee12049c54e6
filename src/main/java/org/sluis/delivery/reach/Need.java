package org.sluis.delivery.reach;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.keys.RecipientKey;
import org.sluis.party.Party;
import org.sluis.party.Reception;

/**
 * One of the things that it takes to reach a party: a key, or a server at an address.
 *
 * @param at the address of the server; null for a key
 * @param key null where there is none, or no address for what is sealed to it
 */
record Need(
        Party party,
        String what,
        @Nullable URI at,
        @Nullable RecipientKey key) {

    /**
     * What there is to look at: for envelopes the key, and the server where its address is https; for another recipient its own
     * server, or the one behind its connector; for whoever has one, the webhook where it is https.
     *
     * @param connectors where the server behind a connector is, as far as that is set
     */
    static List<Need> of(Party party, Function<String, Optional<URI>> connectors) {
        List<Need> needs = new ArrayList<>();
        Reception in = party.receives();
        if (in != null && in.transport().equals("envelope")) {
            URI address = in.address();
            needs.add(new Need(party, "key", null, address == null ? null : in.sealTo()));
            if (address != null && tls(address)) {
                needs.add(new Need(party, "certificate", address, null));
            }
        } else if (in != null) {
            Optional.ofNullable(in.address())
                    .or(() -> connectors.apply(in.connector()))
                    .ifPresent(address -> needs.add(new Need(party, "certificate", address, null)));
        }
        address(party.webhook())
                .filter(Need::tls)
                .ifPresent(address -> needs.add(new Need(party, "webhook", address, null)));
        return needs;
    }

    /** Nothing where it is none: one that is wrong may not keep the others from being looked at. */
    static Optional<URI> address(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(URI::create);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    static boolean tls(URI address) {
        return "https".equals(address.getScheme()) && address.getHost() != null;
    }

    /** @param seen what servers presented, by their address */
    Fitness now(Map<URI, Presented> seen, Instant now) {
        return at == null ? ofKey(now) : ofServer(at, seen.get(at), now);
    }

    private Fitness ofKey(Instant now) {
        if (key == null) {
            return fitness(Condition.MISSING, null);
        }
        Instant until = key.until().orElse(null);
        return fitness(key.begun(now) ? Condition.of(until, now) : Condition.NOT_BEGUN, until);
    }

    private Fitness ofServer(URI address, @Nullable Presented presented, Instant now) {
        if (!tls(address)) {
            return fitness(Condition.PLAIN, null);
        }
        return presented == null ? fitness(Condition.UNSEEN, null) : fitness(presented.at(now), presented.until());
    }

    private Fitness fitness(Condition condition, @Nullable Instant until) {
        return new Fitness(party.tenant(), party.id(), what, condition, until);
    }
}
