package org.sluis.party.person;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.sql.Connection;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What a signature under a proposal must be, at the moment it was given. */
final class Signed {
    /** Between the signer's clock and the database's. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private Signed() {}

    /** An approval: in time, by another person than proposed it or than it is about, who may approve. */
    static void approval(
            Connection connection, String tenant, Proposal proposal, PersonKey key, String jws, Instant at) {
        require(at.isBefore(proposal.expiresAt()), new Refused(Reason.PROPOSAL_EXPIRED));
        boolean another = !key.person().equals(proposal.proposedBy())
                && !key.person().toString().equals(about(proposal));
        says(proposal.id(), proposal.digest(), key, jws, proposal.proposedAt(), at);
        require(another, new Refused(Reason.SAME_PERSON));
        counts(connection, tenant, key, proposal.kind(), at);
    }

    /** The signature of who proposes: given between these moments, by somebody who could approve it as well. */
    static void check(
            Connection connection,
            String tenant,
            UUID proposal,
            String digest,
            PersonKey key,
            ProposalKind kind,
            String jws,
            Instant from,
            Instant at) {
        says(proposal, digest, key, jws, from, at);
        counts(connection, tenant, key, kind, at);
    }

    /** Whether both signatures under it are what they must be. */
    static boolean byBoth(Connection connection, String tenant, Approved approved) {
        Proposal proposal = approved.proposal();
        try {
            String own = ProposalRows.signature(connection, tenant, proposal.id())
                    .orElseThrow(() -> Approval.refused("/:not-signed"));
            Instant from = proposal.proposedAt().minus(Duration.ofMinutes(10));
            check(
                    connection,
                    tenant,
                    proposal.id(),
                    FourEyes.digest(proposal.content()),
                    key(connection, tenant, proposal, Approval.kid(own), proposal.proposedBy()),
                    proposal.kind(),
                    own,
                    from,
                    proposal.proposedAt());
            PersonKey other = key(connection, tenant, proposal, approved.thumbprint(), approved.approver());
            approval(connection, tenant, proposal, other, approved.jws(), approved.at());
            return FourEyes.digest(proposal.content()).equals(proposal.digest());
        } catch (Refused notGood) {
            return false;
        }
    }

    /** The signature alone: with digest, person, key and moment it makes the whole JWS again. */
    static String signature(String jws) {
        return jws.substring(jws.lastIndexOf('.') + 1);
    }

    private static PersonKey key(
            Connection connection, String tenant, Proposal proposal, String thumbprint, UUID person) {
        return PersonRows.key(connection, tenant, proposal.party(), thumbprint)
                .filter(enrolled -> enrolled.person().equals(person))
                .orElseThrow(() -> new Refused(Reason.KEY_NOT_ENROLLED));
    }

    private static void says(UUID proposal, String digest, PersonKey key, String jws, Instant from, Instant until) {
        Approval says = Approval.verified(jws, key);
        require(says.proposal().equals(proposal), Approval.refused("/proposal:another"));
        require(says.digest().equals(digest), Approval.refused("/digest:another"));
        require(says.person().equals(key.person()), Approval.refused("/person:not-of-this-key"));
        boolean inTime =
                !says.issuedAt().isBefore(from.minus(SKEW)) && !says.issuedAt().isAfter(until.plus(SKEW));
        require(inTime, Approval.refused("/iat:not-now"));
    }

    private static void counts(Connection connection, String tenant, PersonKey key, ProposalKind kind, Instant at) {
        Instant revoked = key.revokedAt();
        require(revoked == null || revoked.isAfter(at), new Refused(Reason.KEY_REVOKED));
        require(
                PersonRows.holds(connection, tenant, key.person(), kind.approver(), at),
                new Refused(Reason.ROLE_MISSING));
    }

    private static String about(Proposal proposal) {
        return Optional.ofNullable(content(proposal).get("person"))
                .map(String::valueOf)
                .orElse("");
    }

    private static java.util.Map<String, Object> content(Proposal proposal) {
        try {
            return JSONObjectUtils.parse(proposal.content());
        } catch (ParseException ours) {
            throw new IllegalStateException("a proposal's content is JSON");
        }
    }

    private static void require(boolean holds, Refused otherwise) {
        if (!holds) {
            throw otherwise;
        }
    }
}
