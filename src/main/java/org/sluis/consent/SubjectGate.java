package org.sluis.consent;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.vault.Marked;
import org.sluis.vault.Vault;

/** The one gate: every change goes through the subject's row first, so it waits for every send that holds it. */
public record SubjectGate(UUID subject, long version) {

    /** Bumps the version of the school's own pupil; empty where it has none of that id. */
    public static Optional<SubjectGate> pass(
            Connection connection, Vault vault, String tenant, String school, String localId) {
        return vault.find(
                marks -> Rows.one(
                        connection,
                        """
                UPDATE subject SET version = version + 1 WHERE tenant = ? AND local_mark = ANY (?)
                RETURNING id, version""",
                        row -> new SubjectGate(row.getObject("id", UUID.class), row.getLong("version")),
                        tenant,
                        marks),
                Marked.PUPIL,
                tenant,
                school,
                localId);
    }

    /** The same by the internal id. */
    public static Optional<SubjectGate> pass(Connection connection, String tenant, String school, UUID subject) {
        return Rows.one(
                connection,
                """
                UPDATE subject SET version = version + 1 WHERE tenant = ? AND school = ? AND id = ?
                RETURNING id, version""",
                row -> new SubjectGate(row.getObject("id", UUID.class), row.getLong("version")),
                tenant,
                school,
                subject);
    }

    /** Bumps the version of the subject a consent of this school is about; empty where the school has no such consent. */
    static Optional<SubjectGate> passFor(Connection connection, String tenant, String school, UUID consent) {
        return Rows.one(
                connection,
                """
                UPDATE subject SET version = version + 1 WHERE tenant = ? AND school = ?
                AND id = (SELECT c.subject FROM consent c WHERE c.tenant = ? AND c.id = ?)
                RETURNING id, version""",
                row -> new SubjectGate(row.getObject("id", UUID.class), row.getLong("version")),
                tenant,
                school,
                tenant,
                consent);
    }

    /** Bumps the version of a subject that is still on record with this birth date; empty for any other. */
    public static Optional<SubjectGate> passBorn(
            Connection connection, Vault vault, String tenant, UUID subject, LocalDate birthDate) {
        return vault.find(
                marks -> Rows.one(
                        connection,
                        """
                UPDATE subject SET version = version + 1 WHERE tenant = ? AND id = ? AND birth_mark = ANY (?)
                RETURNING id, version""",
                        row -> new SubjectGate(row.getObject("id", UUID.class), row.getLong("version")),
                        tenant,
                        subject,
                        marks),
                Marked.BIRTH_DATE,
                tenant,
                birthDate.toString());
    }

    static long shared(Connection connection, String tenant, UUID subject) {
        return Rows.one(
                        connection,
                        "SELECT version FROM subject WHERE tenant = ? AND id = ? FOR SHARE",
                        row -> row.getLong("version"),
                        tenant,
                        subject)
                .orElseThrow(() -> new Refused(Reason.SUBJECT_UNKNOWN));
    }
}
