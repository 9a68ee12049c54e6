package org.sluis.party.person;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * What two persons signed with their enrolled keys while no gateway runs: the same four eyes, without a proposal on record.
 * The keys, roles and revocations that count are those of the database as it is at that moment.
 */
public final class OfflineStatements {
    private static final Duration FRESH = Duration.ofHours(24);

    private OfflineStatements() {}

    /** Whose key it is that signed. */
    public record By(UUID person, String key) {}

    /**
     * @param id of what both signed
     * @param content canonical JSON
     * @param statements what {@link Approval#sign} gives, two
     * @throws Refused APPROVAL_NOT_VALID, KEY_NOT_ENROLLED, KEY_REVOKED, ROLE_MISSING, or SAME_PERSON
     */
    public static List<By> verified(
            Connection connection,
            String tenant,
            PartyId party,
            ProposalKind kind,
            UUID id,
            String content,
            List<String> statements) {
        Instant now = PersonRows.now(connection);
        List<By> by = statements.stream()
                .map(jws -> {
                    PersonKey key = PersonRows.key(connection, tenant, party, Approval.kid(jws))
                            .orElseThrow(() -> new Refused(Reason.KEY_NOT_ENROLLED));
                    Signed.check(
                            connection, tenant, id, FourEyes.digest(content), key, kind, jws, now.minus(FRESH), now);
                    return new By(key.person(), key.thumbprint());
                })
                .toList();
        if (by.stream().map(By::person).distinct().count() != 2 || by.size() != 2) {
            throw new Refused(Reason.SAME_PERSON);
        }
        return by;
    }
}
