package org.sluis.consent.emergency;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.gate.StrictJson;
import org.sluis.party.Caller;
import org.sluis.party.person.Approved;
import org.sluis.party.person.Proposal;
import org.sluis.vault.Column;
import org.sluis.vault.SubjectKey;
import org.sluis.vault.Vault;

/** The emergencies of a school's own pupils, as tables hold them. */
public final class EmergencyRows {
    private static final String SELECT = """
            SELECT e.*, s.local_id, r.closed_at, k.epoch AS vault_epoch, k.key AS vault_key, e.expires_at > statement_timestamp() AS running FROM emergency e
            JOIN subject s ON s.tenant = e.tenant AND s.id = e.subject
            JOIN subject_key k ON k.tenant = e.tenant AND k.subject = e.subject
            LEFT JOIN emergency_review r ON r.tenant = e.tenant AND r.emergency = e.id
            WHERE e.tenant = ? AND s.school = ?""";

    private final Vault vault;

    EmergencyRows(Vault vault) {
        this.vault = vault;
    }

    /**
     * One emergency.
     *
     * @param pupil the school's own id
     * @param running whether its hours have not passed yet
     * @param closedAt when its review closed it; null until then
     */
    public record Emergency(
            UUID id,
            UUID subject,
            String pupil,
            String recipient,
            String reason,
            String note,
            UUID professional,
            UUID secondPerson,
            Instant openedAt,
            Instant expiresAt,
            boolean running,
            @Nullable Instant closedAt) {

        /** {@code open}, {@code to-review} once its hours have passed, {@code closed} by its review only. */
        public String state() {
            return closedAt != null ? "closed" : running ? "open" : "to-review";
        }

        @Override
        public String toString() {
            return "Emergency[" + id + "]";
        }
    }

    record Asked(UUID subject, String recipient, String reason, String note, int hours) {}

    record Reviewed(UUID emergency, boolean noticeGiven, LocalDate noticeOn, String note, boolean justified) {}

    Asked asked(Connection connection, String tenant, Proposal proposal) {
        var content = StrictJson.tree(proposal.content().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        UUID subject = UUID.fromString(content.path("subject").textValue());
        return new Asked(
                subject,
                content.path("recipient").textValue(),
                content.path("reason").textValue(),
                note(
                        vault.key(connection, tenant, subject),
                        subject,
                        content.path("note").textValue()),
                content.path("hours").intValue());
    }

    Reviewed reviewed(Connection connection, Emergency emergency, String tenant, Proposal proposal) {
        var content = StrictJson.tree(proposal.content().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Reviewed(
                UUID.fromString(content.path("emergency").textValue()),
                content.path("noticeGiven").booleanValue(),
                LocalDate.parse(content.path("noticeOn").textValue()),
                note(
                        vault.key(connection, tenant, emergency.subject()),
                        emergency.subject(),
                        content.path("note").textValue()),
                content.path("justified").booleanValue());
    }

    /** A note as it stands in what a second person signs: readable to nobody once the subject's key is gone. */
    String sealed(Connection connection, String tenant, UUID subject, String note) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(vault.key(connection, tenant, subject).seal(Column.PROPOSAL_NOTE, subject, note));
    }

    private static String note(SubjectKey key, UUID subject, String sealed) {
        return key.open(Column.PROPOSAL_NOTE, subject, Base64.getUrlDecoder().decode(sealed));
    }

    Optional<Emergencies.Opened> opened(Connection connection, Caller caller, UUID proposal) {
        return Rows.one(
                        connection,
                        SELECT + " AND e.proposal = ?",
                        this::map,
                        caller.tenant(),
                        caller.party().value(),
                        proposal)
                .map(found -> new Emergencies.Opened(found.id(), found.expiresAt()));
    }

    Optional<Emergency> find(Connection connection, Caller caller, UUID id) {
        return Rows.one(
                connection,
                SELECT + " AND e.id = ?",
                this::map,
                caller.tenant(),
                caller.party().value(),
                id);
    }

    List<Emergency> all(Connection connection, Caller caller) {
        return Rows.query(
                connection,
                SELECT + " ORDER BY e.opened_at DESC, e.id",
                this::map,
                caller.tenant(),
                caller.party().value());
    }

    Emergencies.Opened open(Connection connection, Caller caller, UUID id, Asked asked, Approved approved, UUID event) {
        return Rows.query(
                        connection,
                        """
                        INSERT INTO emergency (tenant, id, subject, recipient, reason, note, proposal, professional,
                            second_person, expires_at, event)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, statement_timestamp() + make_interval(hours => ?), ?)
                        RETURNING expires_at""",
                        row -> new Emergencies.Opened(id, Rows.instant(row, "expires_at")),
                        caller.tenant(),
                        id,
                        asked.subject(),
                        asked.recipient(),
                        asked.reason(),
                        vault.key(connection, caller.tenant(), asked.subject())
                                .seal(Column.EMERGENCY_NOTE, id, asked.note()),
                        approved.proposal().id(),
                        approved.proposal().proposedBy(),
                        approved.approver(),
                        asked.hours(),
                        event)
                .get(0);
    }

    void close(
            Connection connection, Caller caller, Emergency emergency, Reviewed review, Approved approved, UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO emergency_review (tenant, emergency, proposal, proposed_by, reviewer, notice, notice_on, note,
                    justified, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                emergency.id(),
                approved.proposal().id(),
                approved.proposal().proposedBy(),
                approved.approver(),
                review.noticeGiven() ? "given" : "withheld",
                review.noticeOn(),
                vault.key(connection, caller.tenant(), emergency.subject())
                        .seal(Column.EMERGENCY_REVIEW_NOTE, emergency.id(), review.note()),
                review.justified(),
                event);
    }

    private Emergency map(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID subject = row.getObject("subject", UUID.class);
        SubjectKey key = vault.key(row);
        return new Emergency(
                id,
                subject,
                key.open(Column.SUBJECT_LOCAL_ID, subject, row.getBytes("local_id")),
                row.getString("recipient"),
                row.getString("reason"),
                key.open(Column.EMERGENCY_NOTE, id, row.getBytes("note")),
                row.getObject("professional", UUID.class),
                row.getObject("second_person", UUID.class),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "expires_at"),
                row.getBoolean("running"),
                Rows.instantIfAny(row, "closed_at"));
    }
}
