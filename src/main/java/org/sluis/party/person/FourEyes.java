package org.sluis.party.person;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sluis.audit.CanonicalJson;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;

/**
 * What one person proposes and another approves. Who proposes is the person whose account calls; who approves is the
 * person whose enrolled key signed: two accounts or two keys of one person are one person. Both stay on record for ever;
 * a proposal can be approved for 24 hours and an approval used for 24 hours, by the database's clock. Digests are of
 * canonical JSON (RFC 8785).
 */
public final class FourEyes {
    /** How long ago a proposer may have signed what is proposed now. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Ids ids;
    private final Clock clock;

    FourEyes(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** SHA-256, in hex, of the content as canonical JSON. */
    public static String digest(Map<String, Object> content) {
        return digest(CanonicalJson.write(content));
    }

    /** SHA-256, in hex, of content that is canonical JSON already, as a proposal shows it. */
    public static String digest(String canonical) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("SHA-256 is missing from this JVM", absent);
        }
    }

    /**
     * Records a proposal, in the caller's transaction.
     *
     * @param content ids, codes and digests only, since approvers read it; a {@code person} in it is whom it is about,
     *     who cannot approve it either
     * @throws Refused PROPOSER_UNKNOWN when the calling account is no person's of the organisation
     */
    public Proposal propose(Ledger.Session session, Caller caller, ProposalKind kind, Map<String, Object> content) {
        UUID person = PersonRows.ofAccount(session.connection(), caller)
                .orElseThrow(() -> new Refused(Reason.PROPOSER_UNKNOWN));
        String written = CanonicalJson.write(content);
        UUID proposal = ids.next();
        String digest = digest(written);
        UUID event = session.record(event(EventKind.PROPOSED, caller, proposal, kind, digest)
                        .with("person", person))
                .entry();
        return ProposalRows.add(session.connection(), caller, proposal, kind, written, digest, person, event, null);
    }

    /**
     * The same, signed by who proposes: both persons sign one digest, and both signatures stay.
     *
     * @param id chosen by who signs it
     * @param jws what {@link Approval#sign} gives, by a key of the calling person
     * @throws Refused as {@link #propose} and {@link #approve} do; ROLE_MISSING where the proposer has not the role that
     *     approving takes; PROPOSAL_DECIDED where the id is in use
     */
    public Proposal propose(
            Ledger.Session session,
            Caller caller,
            ProposalKind kind,
            Map<String, Object> content,
            UUID id,
            String jws) {
        Connection connection = session.connection();
        UUID person = PersonRows.ofAccount(connection, caller).orElseThrow(() -> new Refused(Reason.PROPOSER_UNKNOWN));
        PersonKey key = PersonRows.key(connection, caller.tenant(), caller.party(), Approval.kid(jws))
                .filter(enrolled -> enrolled.person().equals(person))
                .orElseThrow(() -> new Refused(Reason.KEY_NOT_ENROLLED));
        String written = CanonicalJson.write(content);
        String digest = digest(written);
        Instant now = PersonRows.now(connection);
        Signed.check(connection, caller.tenant(), id, digest, key, kind, jws, now.minus(FRESH), now);
        require(!ProposalRows.taken(connection, caller.tenant(), id), new Refused(Reason.PROPOSAL_DECIDED));
        UUID event = session.record(event(EventKind.PROPOSED, caller, id, kind, digest)
                        .with("person", person)
                        .with("key", key.thumbprint())
                        .with("signed-at", Approval.verified(jws, key).issuedAt())
                        .with("signature", Signed.signature(jws)))
                .entry();
        return ProposalRows.add(connection, caller, id, kind, written, digest, person, event, jws);
    }

    /**
     * The person who calls, for what one person may do alone.
     *
     * @throws Refused PROPOSER_UNKNOWN when the account is no person's; ROLE_MISSING when that person has none of the roles
     */
    public UUID calling(Connection connection, Caller caller, Set<Role> roles) {
        UUID person = PersonRows.ofAccount(connection, caller).orElseThrow(() -> new Refused(Reason.PROPOSER_UNKNOWN));
        Instant now = PersonRows.now(connection);
        boolean may = roles.stream().anyMatch(role -> PersonRows.holds(connection, caller, person, role, now));
        require(may, new Refused(Reason.ROLE_MISSING));
        return person;
    }

    /**
     * The approval of a proposal that both persons signed, each signature, key and role verified as of its own moment: a
     * key that is revoked later takes nothing back. Empty where anything does not fit.
     */
    public Optional<Approved> bothSigned(Connection connection, String tenant, UUID proposal) {
        return ProposalRows.approvedOnce(connection, tenant, proposal)
                .filter(approved -> Signed.byBoth(connection, tenant, approved));
    }

    /**
     * Takes an approval, in the caller's transaction, and keeps it. Of several at once one decides.
     *
     * @param jws what {@link Approval#sign} gives
     * @throws Refused NOT_FOUND for another organisation's proposal; APPROVAL_NOT_VALID, KEY_NOT_ENROLLED, KEY_REVOKED,
     *     SAME_PERSON, ROLE_MISSING, PROPOSAL_EXPIRED or PROPOSAL_DECIDED
     */
    public Approved approve(Ledger.Session session, Caller caller, UUID id, String jws) {
        Connection connection = session.connection();
        PersonRows.oneAtATime(connection, caller);
        Proposal proposal = ProposalRows.find(connection, caller.tenant(), caller.party(), id)
                .orElseThrow(() -> new Refused(Reason.NOT_FOUND));
        PersonKey key = PersonRows.key(connection, caller.tenant(), proposal.party(), Approval.kid(jws))
                .orElseThrow(() -> new Refused(Reason.KEY_NOT_ENROLLED));
        Signed.approval(connection, caller.tenant(), proposal, key, jws, PersonRows.now(connection));
        UUID event = session.record(event(EventKind.APPROVED, caller, id, proposal.kind(), proposal.digest())
                        .with("person", key.person())
                        .with("key", key.thumbprint())
                        .with("signed-at", Approval.verified(jws, key).issuedAt())
                        .with("signature", Signed.signature(jws)))
                .entry();
        Instant at = ProposalRows.approve(connection, caller.tenant(), proposal, key, jws, event)
                .orElseThrow(() -> new Refused(
                        ProposalRows.approval(connection, caller.tenant(), proposal)
                                        .isPresent()
                                ? Reason.PROPOSAL_DECIDED
                                : Reason.PROPOSAL_EXPIRED));
        return new Approved(proposal, key.person(), key.thumbprint(), jws, at);
    }

    /**
     * The newest approval of exactly this, of the last 24 hours, each signature verified again; empty otherwise, also when
     * the key that signed was revoked since. It may be any organisation's of the tenant: whoever uses it looks at
     * {@code proposal().party()}. Using it once or more often is the using room's rule.
     */
    public Optional<Approved> approved(Connection connection, String tenant, ProposalKind kind, String digest) {
        return ProposalRows.approved(connection, tenant, kind, digest).stream()
                .filter(approved -> stands(connection, tenant, approved))
                .findFirst();
    }

    /** The approval of one proposal of the caller's organisation, on the same terms. */
    public Optional<Approved> approved(Connection connection, Caller caller, ProposalKind kind, UUID proposal) {
        return ProposalRows.find(connection, caller.tenant(), caller.party(), proposal)
                .filter(found -> found.kind() == kind)
                .flatMap(found -> ProposalRows.approved(connection, caller.tenant(), kind, found.digest()).stream()
                        .filter(approved -> approved.proposal().id().equals(proposal))
                        .filter(approved -> stands(connection, caller.tenant(), approved))
                        .findFirst());
    }

    private static boolean stands(Connection connection, String tenant, Approved approved) {
        Proposal proposal = approved.proposal();
        try {
            PersonKey key = PersonRows.key(connection, tenant, proposal.party(), approved.thumbprint())
                    .filter(enrolled -> enrolled.person().equals(approved.approver()))
                    .orElseThrow(() -> new Refused(Reason.KEY_NOT_ENROLLED));
            Signed.approval(connection, tenant, proposal, key, approved.jws(), approved.at());
            require(key.revokedAt() == null, new Refused(Reason.KEY_REVOKED));
            return digest(proposal.content()).equals(proposal.digest());
        } catch (Refused notGood) {
            return false;
        }
    }

    private Event event(EventKind what, Caller caller, UUID proposal, ProposalKind kind, String digest) {
        return Event.of(what, caller.tenant(), clock.instant())
                .with("proposal", proposal)
                .with("proposal-kind", kind.code())
                .with("digest", digest)
                .with("party", caller.party())
                .with("client", caller.client());
    }

    private static void require(boolean holds, Refused otherwise) {
        if (!holds) {
            throw otherwise;
        }
    }
}
