package org.sluis.asking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.party.Caller;
import org.sluis.vault.Column;
import org.sluis.vault.Vault;

/** Requests, their questions and invitations in the database. */
final class RequestRows {
    private static final String SELECT = """
            SELECT r.*, s.local_id, k.epoch AS vault_epoch, k.key AS vault_key FROM consent_request r
            JOIN subject s ON s.tenant = r.tenant AND s.id = r.subject
            JOIN subject_key k ON k.tenant = r.tenant AND k.subject = r.subject
            WHERE r.tenant = ? AND r.id = ?""";

    private final Vault vault;

    RequestRows(Vault vault) {
        this.vault = vault;
    }

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
    Optional<AskedRequest> of(Connection connection, Caller school, UUID id) {
        return of(connection, school.tenant(), id)
                .filter(request -> request.school().equals(school.party().value()));
    }

    Optional<AskedRequest> of(Connection connection, String tenant, UUID id) {
        return Rows.one(connection, SELECT, row -> request(row, questions(connection, tenant, id)), tenant, id);
    }

    /** Holders by the school's id, the child last. */
    List<Invitation> invitations(Connection connection, String tenant, UUID request) {
        return Rows.query(
                        connection,
                        """
                SELECT i.tenant, i.id, i.holder, h.local_id, f.invitation IS NOT NULL AS answered, k.epoch AS vault_epoch,
                    k.key AS vault_key FROM consent_invitation i
                JOIN subject_key k ON k.tenant = i.tenant AND k.subject = i.subject
                LEFT JOIN holder h ON h.tenant = i.tenant AND h.id = i.holder
                LEFT JOIN answered_form f ON f.tenant = i.tenant AND f.invitation = i.id
                WHERE i.tenant = ? AND i.request = ?""",
                        row -> new Invitation(
                                row.getObject("id", UUID.class),
                                row.getObject("holder", UUID.class),
                                vault.key(row)
                                        .openIfAny(
                                                Column.HOLDER_LOCAL_ID,
                                                String.valueOf(row.getObject("holder")),
                                                row.getBytes("local_id")),
                                row.getBoolean("answered")),
                        tenant,
                        request)
                .stream()
                .sorted(Comparator.comparing(Invitation::localId, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
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

    private AskedRequest request(ResultSet row, List<Question> questions) throws SQLException {
        return new AskedRequest(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                vault.open(row, Column.SUBJECT_LOCAL_ID, "local_id", row.getObject("subject", UUID.class)),
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
