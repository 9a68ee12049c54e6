package org.sluis.party;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * Verifies access tokens (RFC 9068): {@code typ} at+jwt, RS256 alone, our issuer, the audience {@code sluis}, within its
 * time, under a key known by its kid. What was verified is remembered until it expires or an external issuer
 * publishes other keys; whether the client may still speak for the party is asked at each use.
 */
public final class Tokens {
    private static final Duration AHEAD = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int REMEMBERED_MOST = 10_000;

    private final TokenIssuer issuer;
    private final Directory directory;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** @param under the keys among which the one that signed was found */
    private record Verified(Caller caller, Instant expires, String kid, JWKSet under) {}

    Tokens(TokenIssuer issuer, Directory directory, Clock clock) {
        this.issuer = issuer;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Who calls, today.
     *
     * @throws Refused NOT_AUTHENTICATED, or MANDATE_MISSING when the client may not speak for the party today (any more)
     */
    public Caller verify(String bearer) {
        Caller caller = caller(bearer);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!directory.mandate(caller.tenant(), caller.client(), caller.party(), today)) {
            throw new Refused(Reason.MANDATE_MISSING);
        }
        return caller;
    }

    /** As {@link #verify}, but the mandate is still to be asked. */
    Caller caller(String bearer) {
        Verified known = verified.getIfPresent(bearer);
        if (known == null || !stands(known)) {
            known = read(bearer).orElseThrow(() -> new Refused(Reason.NOT_AUTHENTICATED));
            verified.put(bearer, known);
        }
        if (!known.expires().isAfter(clock.instant())) {
            throw new Refused(Reason.NOT_AUTHENTICATED);
        }
        return known.caller();
    }

    /** Our own keys are never withdrawn while tokens of theirs are good. */
    private boolean stands(Verified known) {
        return issuer.own() || issuer.keys().now(known.kid()).equals(known.under());
    }

    private Optional<Verified> read(String bearer) {
        Set<JWSAlgorithm> pinned = Set.of(JWSAlgorithm.RS256);
        return StrictJws.parsed(bearer, pinned)
                .filter(jwt -> AccessTokens.TYPE.equals(jwt.getHeader().getType()))
                .flatMap(jwt -> {
                    JWKSet keys = issuer.keys().now(jwt.getHeader().getKeyID());
                    return StrictJws.verified(bearer, pinned, keys).flatMap(signed -> claims(signed, keys));
                });
    }

    private Optional<Verified> claims(SignedJWT jwt, JWKSet under) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean holds = issuer.id().equals(claims.getIssuer())
                    && claims.getAudience().equals(List.of(AccessTokens.AUDIENCE))
                    && claims.getExpirationTime() != null
                    && (claims.getNotBeforeTime() == null
                            || !claims.getNotBeforeTime()
                                    .toInstant()
                                    .isAfter(clock.instant().plus(AHEAD)))
                    // A token bound to a key (RFC 7800) is not for the bearer alone, and nobody checks that here yet.
                    && claims.getClaim("cnf") == null;
            return holds
                    ? speaker(claims)
                            .map(caller -> new Verified(
                                    caller,
                                    claims.getExpirationTime().toInstant(),
                                    jwt.getHeader().getKeyID(),
                                    under))
                    : Optional.empty();
        } catch (ParseException | RuntimeException notClaims) {
            return Optional.empty();
        }
    }

    private Optional<Caller> speaker(JWTClaimsSet claims) throws ParseException {
        String id = claims.getStringClaim(issuer.clientClaim());
        if (id == null) {
            return Optional.empty();
        }
        if (issuer.own()) {
            String tenant = claims.getStringClaim("tenant");
            String party = claims.getStringClaim("party");
            return tenant == null || party == null
                    ? Optional.empty()
                    : Optional.of(new Caller(tenant, id, new PartyId(party)));
        }
        String scope = claims.getStringClaim("scope");
        List<String> named = Arrays.stream(scope == null ? new String[0] : scope.split(" ", -1))
                .filter(word -> word.startsWith(RegisteredClients.SCOPE))
                .map(word -> word.substring(RegisteredClients.SCOPE.length()))
                .toList();
        return directory.client(id).flatMap(client -> {
            PartyId party = client.party();
            if (party == null) {
                return named.size() == 1
                        ? Optional.of(new Caller(client.tenant(), id, new PartyId(named.get(0))))
                        : Optional.empty();
            }
            return named.isEmpty() || named.equals(List.of(party.value()))
                    ? Optional.of(new Caller(client.tenant(), id, party))
                    : Optional.empty();
        });
    }
}
