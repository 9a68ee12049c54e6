package org.sluis.asking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/** Requests, their questions and invitations in the database. */
final class RequestRows {
    private static final String SELECT = """
            SELECT r.*, s.local_id FROM consent_request r
            JOIN subject s ON s.tenant = r.tenant AND s.id = r.subject
            WHERE r.tenant = ? AND r.id = ?""";

    private RequestRows() {}

    static void insert(Connection connection, String tenant, AskedRequest request, UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO consent_request (tenant, id, subject, school, recipient, purpose, text_version, valid_from,
                    valid_until, respond_by, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                tenant,
                request.id(),
                request.subject(),
                request.school(),
                request.recipient(),
                request.purpose(),
                request.textVersion(),
                request.from(),
                request.until(),
                request.respondBy(),
                event);
        for (Question question : request.questions()) {
            Rows.update(
                    connection,
                    """
                    INSERT INTO consent_question (tenant, request, number, discloser, recipient, purpose, categories,
                        needed, shown) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                    tenant,
                    request.id(),
                    question.number(),
                    question.discloser(),
                    question.recipient(),
                    question.purpose(),
                    question.categories().toArray(String[]::new),
                    question.needed().toArray(String[]::new),
                    question.shown());
        }
    }

    static void invite(
            Connection connection, String tenant, AskedRequest request, UUID invitation, @Nullable UUID holder) {
        Rows.update(
                connection,
                "INSERT INTO consent_invitation (tenant, id, request, subject, holder) VALUES (?, ?, ?, ?, ?)",
                tenant,
                invitation,
                request.id(),
                request.subject(),
                holder);
    }

    /** A request of the caller's own; another school's looks the same as none. */
    static Optional<AskedRequest> of(Connection connection, Caller school, UUID id) {
        return of(connection, school.tenant(), id)
                .filter(request -> request.school().equals(school.party().value()));
    }

    static Optional<AskedRequest> of(Connection connection, String tenant, UUID id) {
        return Rows.one(connection, SELECT, row -> request(row, questions(connection, tenant, id)), tenant, id);
    }

    /** Holders by the school's id, the child last. */
    static List<Invitation> invitations(Connection connection, String tenant, UUID request) {
        return Rows.query(
                connection,
                """
                SELECT i.id, i.holder, h.local_id, f.invitation IS NOT NULL AS answered FROM consent_invitation i
                LEFT JOIN holder h ON h.tenant = i.tenant AND h.id = i.holder
                LEFT JOIN answered_form f ON f.tenant = i.tenant AND f.invitation = i.id
                WHERE i.tenant = ? AND i.request = ? ORDER BY h.local_id NULLS LAST""",
                row -> new Invitation(
                        row.getObject("id", UUID.class),
                        row.getObject("holder", UUID.class),
                        row.getString("local_id"),
                        row.getBoolean("answered")),
                tenant,
                request);
    }

    private static List<Question> questions(Connection connection, String tenant, UUID request) {
        return Rows.query(
                connection,
                "SELECT * FROM consent_question WHERE tenant = ? AND request = ? ORDER BY number",
                row -> new Question(
                        row.getInt("number"),
                        row.getString("discloser"),
                        row.getString("recipient"),
                        row.getString("purpose"),
                        Rows.strings(row, "categories"),
                        Rows.strings(row, "needed"),
                        row.getString("shown")),
                tenant,
                request);
    }

    private static AskedRequest request(ResultSet row, List<Question> questions) throws SQLException {
        return new AskedRequest(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("local_id"),
                row.getString("school"),
                row.getString("recipient"),
                row.getString("purpose"),
                row.getString("text_version"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_until", LocalDate.class),
                row.getObject("respond_by", LocalDate.class),
                questions);
    }
}
