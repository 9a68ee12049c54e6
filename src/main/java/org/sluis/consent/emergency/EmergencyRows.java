package org.sluis.consent.emergency;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.gate.StrictJson;
import org.sluis.party.Caller;
import org.sluis.party.person.Approved;
import org.sluis.party.person.Proposal;

/** The emergencies of a school's own pupils, as tables hold them. */
public final class EmergencyRows {
    private static final String SELECT = """
            SELECT e.*, s.local_id, r.closed_at, e.expires_at > statement_timestamp() AS running FROM emergency e
            JOIN subject s ON s.tenant = e.tenant AND s.id = e.subject
            LEFT JOIN emergency_review r ON r.tenant = e.tenant AND r.emergency = e.id
            WHERE e.tenant = ? AND s.school = ?""";

    private EmergencyRows() {}

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

    static Asked asked(Proposal proposal) {
        var content = StrictJson.tree(proposal.content().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Asked(
                UUID.fromString(content.path("subject").textValue()),
                content.path("recipient").textValue(),
                content.path("reason").textValue(),
                content.path("note").textValue(),
                content.path("hours").intValue());
    }

    static Reviewed reviewed(Proposal proposal) {
        var content = StrictJson.tree(proposal.content().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new Reviewed(
                UUID.fromString(content.path("emergency").textValue()),
                content.path("noticeGiven").booleanValue(),
                LocalDate.parse(content.path("noticeOn").textValue()),
                content.path("note").textValue(),
                content.path("justified").booleanValue());
    }

    static Optional<UUID> subject(Connection connection, Caller caller, String pupil) {
        return pupil.indexOf('\0') >= 0
                ? Optional.empty()
                : Rows.one(
                        connection,
                        "SELECT id FROM subject WHERE tenant = ? AND school = ? AND local_id = ?",
                        row -> row.getObject("id", UUID.class),
                        caller.tenant(),
                        caller.party().value(),
                        pupil);
    }

    static Optional<Emergencies.Opened> opened(Connection connection, Caller caller, UUID proposal) {
        return Rows.one(
                        connection,
                        SELECT + " AND e.proposal = ?",
                        EmergencyRows::map,
                        caller.tenant(),
                        caller.party().value(),
                        proposal)
                .map(found -> new Emergencies.Opened(found.id(), found.expiresAt()));
    }

    static Optional<Emergency> find(Connection connection, Caller caller, UUID id) {
        return Rows.one(
                connection,
                SELECT + " AND e.id = ?",
                EmergencyRows::map,
                caller.tenant(),
                caller.party().value(),
                id);
    }

    static List<Emergency> all(Connection connection, Caller caller) {
        return Rows.query(
                connection,
                SELECT + " ORDER BY e.opened_at DESC, e.id",
                EmergencyRows::map,
                caller.tenant(),
                caller.party().value());
    }

    static Emergencies.Opened open(
            Connection connection, Caller caller, UUID id, Asked asked, Approved approved, UUID event) {
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
                        asked.note(),
                        approved.proposal().id(),
                        approved.proposal().proposedBy(),
                        approved.approver(),
                        asked.hours(),
                        event)
                .get(0);
    }

    static void close(Connection connection, Caller caller, UUID id, Reviewed review, Approved approved, UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO emergency_review (tenant, emergency, proposal, proposed_by, reviewer, notice, notice_on, note,
                    justified, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                id,
                approved.proposal().id(),
                approved.proposal().proposedBy(),
                approved.approver(),
                review.noticeGiven() ? "given" : "withheld",
                review.noticeOn(),
                review.note(),
                review.justified(),
                event);
    }

    private static Emergency map(ResultSet row) throws SQLException {
        return new Emergency(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("local_id"),
                row.getString("recipient"),
                row.getString("reason"),
                row.getString("note"),
                row.getObject("professional", UUID.class),
                row.getObject("second_person", UUID.class),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "expires_at"),
                row.getBoolean("running"),
                Rows.instantIfAny(row, "closed_at"));
    }
}
