package org.sluis.party;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * Client assertions (RFC 7523 section 3), read strictly: the audience is the issuer and nothing else, the life is short,
 * and each is good once on all nodes together, because inserting its jti is the check.
 */
final class Assertions {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration AHEAD = Duration.ofSeconds(10);
    private static final Duration PURGE_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_ID = 128;

    private final Directory directory;
    private final Transactions transactions;
    private final String issuer;
    private final Clock clock;
    private final AtomicLong purgedAt = new AtomicLong();

    Assertions(Directory directory, Transactions transactions, String issuer, Clock clock) {
        this.directory = directory;
        this.transactions = transactions;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** The client that signed this, now, for us, for the first time; empty otherwise, for whatever reason. */
    Optional<Client> accept(String assertion) {
        return StrictJws.parsed(assertion, StrictJws.ALLOWED).flatMap(unverified -> {
            Optional<Client> client = subject(unverified).flatMap(directory::client);
            return client.filter(named -> StrictJws.verified(assertion, StrictJws.ALLOWED, named.keys())
                    .filter(jwt -> holds(jwt, named.id()) && first(jwt, named.id()))
                    .isPresent());
        });
    }

    private static Optional<String> subject(SignedJWT jwt) {
        try {
            return Optional.ofNullable(jwt.getJWTClaimsSet().getSubject()).filter(id -> id.length() <= LONGEST_ID);
        } catch (ParseException notClaims) {
            return Optional.empty();
        }
    }

    private boolean holds(SignedJWT jwt, String client) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Instant now = clock.instant();
            Instant expires = instant(claims.getExpirationTime());
            String id = claims.getJWTID();
            return client.equals(claims.getIssuer())
                    && client.equals(claims.getSubject())
                    // One string, as it stands: the library gives a list of one the same look.
                    && issuer.equals(jwt.getPayload().toJSONObject().get("aud"))
                    && expires != null
                    && expires.isAfter(now)
                    && !expires.isAfter(now.plus(LONGEST_LIFE))
                    && notAhead(instant(claims.getIssueTime()), now)
                    && notAhead(instant(claims.getNotBeforeTime()), now)
                    && id != null
                    && !id.isBlank()
                    && id.length() <= LONGEST_ID
                    && id.indexOf('\0') < 0;
        } catch (ParseException notClaims) {
            return false;
        }
    }

    private static boolean notAhead(@Nullable Instant at, Instant now) {
        return at == null || !at.isAfter(now.plus(AHEAD));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private boolean first(SignedJWT jwt, String client) {
        try {
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean first = 1
                    == transactions.<Integer>across(connection -> Rows.update(
                            connection,
                            "INSERT INTO assertion_use (client, jti, expires) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                            client,
                            claims.getJWTID(),
                            claims.getExpirationTime().toInstant()));
            purge();
            return first;
        } catch (ParseException notClaims) {
            return false;
        }
    }

    /** At most once a minute on this node, and not while another node does it: so no two purges meet. */
    private void purge() {
        Instant now = clock.instant();
        long last = purgedAt.get();
        if (now.toEpochMilli() - last >= PURGE_EVERY.toMillis() && purgedAt.compareAndSet(last, now.toEpochMilli())) {
            transactions.across(connection -> Rows.query(
                                    connection,
                                    "SELECT pg_try_advisory_xact_lock(hashtext('assertion_use'))",
                                    row -> row.getBoolean(1))
                            .get(0)
                    // By the one clock that all nodes share: one that is ahead must not make room for a second use.
                    ? Rows.update(
                            connection,
                            "DELETE FROM assertion_use WHERE expires < clock_timestamp() - ? * interval '1 second'",
                            PURGE_EVERY.toSeconds())
                    : 0);
        }
    }
}
