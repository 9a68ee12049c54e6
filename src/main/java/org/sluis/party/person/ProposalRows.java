package org.sluis.party.person;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/** The statements of {@link FourEyes}; what is later than 24 hours is the database's to say. */
final class ProposalRows {
    private static final String COLUMNS =
            "p.id, p.kind, p.content, p.digest, p.party, p.proposed_by, p.proposed_at, p.expires_at";
    private static final String APPROVALS = "SELECT " + COLUMNS
            + ", a.person, a.thumbprint, a.jws, a.approved_at FROM proposal p"
            + " JOIN approval a ON a.tenant = p.tenant AND a.proposal = p.id WHERE p.tenant = ?";

    private ProposalRows() {}

    static Proposal add(
            Connection connection,
            Caller caller,
            UUID id,
            ProposalKind kind,
            String content,
            String digest,
            UUID person,
            UUID event,
            @Nullable String jws) {
        Rows.update(
                connection,
                """
                INSERT INTO proposal (tenant, id, kind, content, digest, party, proposed_by, event, jws)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                id,
                kind.code(),
                content,
                digest,
                caller.party().value(),
                person,
                event,
                jws);
        return find(connection, caller.tenant(), caller.party(), id).orElseThrow();
    }

    static Optional<Proposal> find(Connection connection, String tenant, PartyId party, UUID id) {
        return Rows.one(
                connection,
                "SELECT " + COLUMNS + " FROM proposal p WHERE p.tenant = ? AND p.party = ? AND p.id = ?",
                ProposalRows::proposal,
                tenant,
                party.value(),
                id);
    }

    /** Of seven days, the newest first; at most 200. */
    static List<Proposal> recent(Connection connection, Caller caller) {
        return Rows.query(
                connection,
                "SELECT " + COLUMNS + " FROM proposal p WHERE p.tenant = ? AND p.party = ?"
                        + " AND p.proposed_at > statement_timestamp() - interval '7 days'"
                        + " ORDER BY p.proposed_at DESC, p.id LIMIT 200",
                ProposalRows::proposal,
                caller.tenant(),
                caller.party().value());
    }

    static boolean taken(Connection connection, String tenant, UUID id) {
        return Rows.one(connection, "SELECT 1 FROM proposal WHERE tenant = ? AND id = ?", row -> 1, tenant, id)
                .isPresent();
    }

    /** What who proposed it signed, where that was asked. */
    static Optional<String> signature(Connection connection, String tenant, UUID id) {
        return Rows.one(
                connection,
                "SELECT jws FROM proposal WHERE tenant = ? AND id = ? AND jws IS NOT NULL",
                row -> row.getString(1),
                tenant,
                id);
    }

    /** Its approval, whenever that was. */
    static Optional<Approved> approvedOnce(Connection connection, String tenant, UUID id) {
        return Rows.one(connection, APPROVALS + " AND p.id = ?", ProposalRows::approval, tenant, id);
    }

    /** When it was approved; empty where it is expired or decided already. */
    static Optional<Instant> approve(
            Connection connection, String tenant, Proposal proposal, PersonKey key, String jws, UUID event) {
        return Rows.one(
                connection,
                """
                INSERT INTO approval (tenant, proposal, proposed_by, person, thumbprint, jws, event)
                SELECT p.tenant, p.id, p.proposed_by, ?, ?, ?, ? FROM proposal p
                WHERE p.tenant = ? AND p.id = ? AND p.expires_at > statement_timestamp()
                ON CONFLICT (tenant, proposal) DO NOTHING RETURNING approved_at""",
                row -> Rows.instant(row, "approved_at"),
                key.person(),
                key.thumbprint(),
                jws,
                event,
                tenant,
                proposal.id());
    }

    static Optional<Approved> approval(Connection connection, String tenant, Proposal proposal) {
        return approvedOnce(connection, tenant, proposal.id());
    }

    /** Those of the last 24 hours, newest first. */
    static List<Approved> approved(Connection connection, String tenant, ProposalKind kind, String digest) {
        return Rows.query(
                connection,
                APPROVALS + " AND p.kind = ? AND p.digest = ?"
                        + " AND a.approved_at > statement_timestamp() - interval '24 hours' ORDER BY a.approved_at DESC",
                ProposalRows::approval,
                tenant,
                kind.code(),
                digest);
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getObject("id", UUID.class),
                ProposalKind.of(row.getString("kind")),
                row.getString("content"),
                row.getString("digest"),
                new PartyId(row.getString("party")),
                row.getObject("proposed_by", UUID.class),
                Rows.instant(row, "proposed_at"),
                Rows.instant(row, "expires_at"));
    }

    private static Approved approval(ResultSet row) throws SQLException {
        return new Approved(
                proposal(row),
                row.getObject("person", UUID.class),
                row.getString("thumbprint"),
                row.getString("jws"),
                Rows.instant(row, "approved_at"));
    }
}
