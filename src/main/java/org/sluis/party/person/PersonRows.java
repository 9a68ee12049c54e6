package org.sluis.party.person;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.party.Caller;

/** The statements about persons. Moments are the database's. */
final class PersonRows {
    private PersonRows() {}

    /** One change or approval of an organisation's persons at a time, until the transaction ends. */
    static void oneAtATime(Connection connection, Caller caller) {
        Rows.query(
                connection,
                "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                row -> 1,
                "persons/" + caller.tenant() + "/" + caller.party());
    }

    static Instant now(Connection connection) {
        return Rows.query(connection, "SELECT statement_timestamp() AS at", row -> Rows.instant(row, "at"))
                .get(0);
    }

    /** Whether it is the organisation's own client, not that of a vendor with a mandate. */
    static boolean ownClient(Connection connection, Caller caller, String client) {
        return is(
                connection,
                "SELECT 1 FROM client WHERE tenant = ? AND id = ? AND party = ?",
                caller.tenant(),
                client,
                caller.party().value());
    }

    static boolean worksFor(Connection connection, Caller caller, UUID person) {
        return is(
                connection,
                "SELECT 1 FROM person WHERE tenant = ? AND id = ? AND party = ?",
                caller.tenant(),
                person,
                caller.party().value());
    }

    static Optional<String> reference(Connection connection, Caller caller, UUID person) {
        return Rows.one(
                connection,
                "SELECT reference FROM person WHERE tenant = ? AND id = ? AND party = ?",
                row -> row.getString("reference"),
                caller.tenant(),
                person,
                caller.party().value());
    }

    /** The person of the organisation whose account calls. */
    static Optional<UUID> ofAccount(Connection connection, Caller caller) {
        UUID signedIn = caller.person();
        if (signedIn != null) {
            return Optional.of(signedIn).filter(person -> worksFor(connection, caller, person));
        }
        return Rows.one(
                connection,
                """
                SELECT p.id FROM person_account a JOIN person p ON p.tenant = a.tenant AND p.id = a.person
                WHERE a.tenant = ? AND a.client = ? AND p.party = ?""",
                row -> row.getObject("id", UUID.class),
                caller.tenant(),
                caller.client(),
                caller.party().value());
    }

    /** A key of somebody who works for the organisation, revoked or not. */
    static Optional<PersonKey> key(Connection connection, String tenant, PartyId party, String thumbprint) {
        return Rows.one(
                connection,
                """
                SELECT k.person, k.thumbprint, k.x, r.revoked_at FROM person_key k
                JOIN person p ON p.tenant = k.tenant AND p.id = k.person
                LEFT JOIN person_key_revocation r ON r.tenant = k.tenant AND r.thumbprint = k.thumbprint
                WHERE k.tenant = ? AND p.party = ? AND k.thumbprint = ?""",
                row -> new PersonKey(
                        row.getObject("person", UUID.class),
                        row.getString("thumbprint"),
                        row.getString("x"),
                        Rows.instantIfAny(row, "revoked_at")),
                tenant,
                party.value(),
                thumbprint);
    }

    /** Of somebody who works for the organisation, in the order in which they were enrolled. */
    static List<OwnKeys.Key> keys(Connection connection, Caller caller, UUID person) {
        return Rows.query(
                connection,
                """
                SELECT k.thumbprint, r.thumbprint IS NULL AS counts FROM person_key k
                JOIN person p ON p.tenant = k.tenant AND p.id = k.person
                LEFT JOIN person_key_revocation r ON r.tenant = k.tenant AND r.thumbprint = k.thumbprint
                WHERE k.tenant = ? AND p.party = ? AND k.person = ? ORDER BY k.enrolled_at, k.thumbprint""",
                row -> new OwnKeys.Key(row.getString("thumbprint"), row.getBoolean("counts")),
                caller.tenant(),
                caller.party().value(),
                person);
    }

    /** Whether the person had the role at that moment, as far as was recorded by then. */
    static boolean holds(Connection connection, String tenant, UUID person, Role role, Instant at) {
        return is(connection, """
                SELECT 1 FROM (SELECT valid_from, valid_until FROM person_role
                    WHERE tenant = ? AND person = ? AND role = ? AND recorded_at <= ? ORDER BY version DESC LIMIT 1) r
                WHERE r.valid_from <= ? AND r.valid_until > ?""", tenant, person, role.code(), at, at, at);
    }

    /** Whether the person who calls has it now, and their session may use it. */
    static boolean holds(Connection connection, Caller caller, UUID person, Role role, Instant at) {
        return caller.mayUse(role.code()) && holds(connection, caller.tenant(), person, role, at);
    }

    /** Whether the newest that was said of the role still holds, now or later. */
    static boolean canEnd(Connection connection, String tenant, UUID person, String role) {
        return is(connection, """
                SELECT 1 FROM (SELECT valid_until FROM person_role
                    WHERE tenant = ? AND person = ? AND role = ? ORDER BY version DESC LIMIT 1) r
                WHERE r.valid_until > statement_timestamp()""", tenant, person, role);
    }

    static boolean everHadPrivacyOfficer(Connection connection, Caller caller) {
        return is(connection, """
                SELECT 1 FROM person_role r JOIN person p ON p.tenant = r.tenant AND p.id = r.person
                WHERE p.tenant = ? AND p.party = ? AND r.role = ? LIMIT 1""", caller.tenant(), caller.party().value(), Role.PRIVACY_OFFICER.code());
    }

    static boolean everHadKey(Connection connection, Caller caller) {
        return is(connection, """
                SELECT 1 FROM person_key k JOIN person p ON p.tenant = k.tenant AND p.id = k.person
                WHERE p.tenant = ? AND p.party = ? LIMIT 1""", caller.tenant(), caller.party().value());
    }

    /** Whoever has it in the tenant, and whether it was revoked or not. */
    static boolean keyIsThere(Connection connection, String tenant, String thumbprint) {
        return is(connection, "SELECT 1 FROM person_key WHERE tenant = ? AND thumbprint = ?", tenant, thumbprint);
    }

    static void add(Connection connection, Caller caller, UUID person, PersonForm form, UUID event) {
        Rows.update(
                connection,
                "INSERT INTO person (tenant, id, party, reference, event) VALUES (?, ?, ?, ?, ?)",
                caller.tenant(),
                person,
                caller.party().value(),
                form.reference(),
                event);
        for (PersonForm.Account account : form.accounts()) {
            Rows.update(
                    connection,
                    "INSERT INTO person_account (tenant, person, client, issuer, subject, event) VALUES (?, ?, ?, ?, ?, ?)",
                    caller.tenant(),
                    person,
                    account.client(),
                    account.issuer(),
                    account.subject(),
                    event);
        }
    }

    /** A role as it is from now on; without times it ends here. */
    static void addRole(
            Connection connection,
            String tenant,
            UUID person,
            String role,
            @Nullable Instant from,
            @Nullable Instant until,
            UUID event) {
        long version = Rows.query(
                        connection,
                        "UPDATE person SET version = version + 1 WHERE tenant = ? AND id = ? RETURNING version",
                        row -> row.getLong("version"),
                        tenant,
                        person)
                .get(0);
        Rows.update(connection, """
                INSERT INTO person_role (tenant, person, role, version, valid_from, valid_until, event)
                VALUES (?, ?, ?, ?, COALESCE(CAST(? AS timestamptz), statement_timestamp()),
                    COALESCE(CAST(? AS timestamptz), statement_timestamp()), ?)""", tenant, person, role, version, from, until, event);
    }

    static void addKey(Connection connection, String tenant, UUID person, String thumbprint, String x, UUID event) {
        Rows.update(
                connection,
                "INSERT INTO person_key (tenant, person, thumbprint, x, event) VALUES (?, ?, ?, ?, ?)",
                tenant,
                person,
                thumbprint,
                x,
                event);
    }

    static void revokeKey(Connection connection, String tenant, String thumbprint, UUID event) {
        Rows.update(
                connection,
                "INSERT INTO person_key_revocation (tenant, thumbprint, event) VALUES (?, ?, ?)",
                tenant,
                thumbprint,
                event);
    }

    private static boolean is(Connection connection, String sql, @Nullable Object... parameters) {
        return !Rows.query(connection, sql, row -> 1, parameters).isEmpty();
    }
}
