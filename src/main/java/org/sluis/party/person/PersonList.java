package org.sluis.party.person;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/** An organisation's own persons as they stand, in the order of their references. */
record PersonList(List<Listed> persons) {

    /** @param accounts OAuth2 clients, and for an account elsewhere only its issuer */
    record Listed(UUID person, String reference, List<String> accounts, List<Held> roles, List<Enrolled> keys) {}

    /** The newest that was recorded of a role; one that ended before it began to hold was taken back. */
    record Held(String role, Instant from, Instant until) {}

    record Enrolled(
            String key, Instant enrolledAt, @Nullable Instant revokedAt) {}

    static PersonList of(Connection connection, Caller caller) {
        return new PersonList(Rows.query(
                        connection,
                        "SELECT id, reference FROM person WHERE tenant = ? AND party = ? ORDER BY reference",
                        row -> new Listed(
                                row.getObject("id", UUID.class),
                                row.getString("reference"),
                                List.of(),
                                List.of(),
                                List.of()),
                        caller.tenant(),
                        caller.party().value())
                .stream()
                .map(each -> whole(connection, caller.tenant(), each))
                .toList());
    }

    private static Listed whole(Connection connection, String tenant, Listed each) {
        List<String> accounts = Rows.query(connection, """
                SELECT COALESCE(client, issuer) AS account FROM person_account
                WHERE tenant = ? AND person = ? ORDER BY account""", row -> row.getString("account"), tenant, each.person());
        List<Held> roles = Rows.query(
                connection,
                """
                SELECT DISTINCT ON (role) role, valid_from, valid_until FROM person_role
                WHERE tenant = ? AND person = ? ORDER BY role, version DESC""",
                row -> new Held(
                        row.getString("role"), Rows.instant(row, "valid_from"), Rows.instant(row, "valid_until")),
                tenant,
                each.person());
        List<Enrolled> keys = Rows.query(
                connection,
                """
                SELECT k.thumbprint, k.enrolled_at, r.revoked_at FROM person_key k
                LEFT JOIN person_key_revocation r ON r.tenant = k.tenant AND r.thumbprint = k.thumbprint
                WHERE k.tenant = ? AND k.person = ? ORDER BY k.enrolled_at, k.thumbprint""",
                row -> new Enrolled(
                        row.getString("thumbprint"),
                        Rows.instant(row, "enrolled_at"),
                        Rows.instantIfAny(row, "revoked_at")),
                tenant,
                each.person());
        return new Listed(each.person(), each.reference(), accounts, roles, keys);
    }
}
