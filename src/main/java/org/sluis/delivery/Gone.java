package org.sluis.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/**
 * A disclosure that its recipient has, or may have.
 *
 * @param elements ids of what was rendered
 * @param decision what the decision at acceptance saw, as JSON
 * @param shiftedTo demo mode: the instant that it was decided for
 */
record Gone(
        String tenant,
        UUID disclosure,
        @Nullable UUID subject,
        String sender,
        String recipient,
        String purpose,
        String connector,
        List<String> elements,
        String decision,
        @Nullable Instant shiftedTo) {

    private static final String COLUMNS = "SELECT o.tenant, o.disclosure, o.subject, o.sender, o.recipient, o.purpose,"
            + " o.connector, o.elements, o.decision, o.shifted_to FROM outbox o";

    /** A send whose outcome nobody knows: it was tried, and neither an answer nor a plain failure was recorded. */
    static final String UNCERTAIN = "EXISTS (SELECT 1 FROM attempt a WHERE a.tenant = o.tenant"
            + " AND a.disclosure = o.disclosure AND (a.result IS NULL OR a.result = 'uncertain'))";

    /** Those among these, oldest first; one that has been removed is in none. */
    static List<Gone> of(Connection connection, String tenant, Collection<UUID> disclosures) {
        return Rows.query(
                connection,
                COLUMNS + " WHERE o.tenant = ? AND o.disclosure = ANY (?) AND o.recalls IS NULL ORDER BY o.accepted_at",
                Gone::row,
                tenant,
                disclosures.toArray(UUID[]::new));
    }

    private static Gone row(ResultSet row) throws SQLException {
        return new Gone(
                row.getString("tenant"),
                row.getObject("disclosure", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("sender"),
                row.getString("recipient"),
                row.getString("purpose"),
                row.getString("connector"),
                Rows.strings(row, "elements"),
                row.getString("decision"),
                Rows.instantIfAny(row, "shifted_to"));
    }

    @Override
    public String toString() {
        return "Gone[" + disclosure + "]";
    }
}
