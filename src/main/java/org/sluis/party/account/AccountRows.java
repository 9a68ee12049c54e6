package org.sluis.party.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;

/** The statements about accounts and invitations. Moments are the database's. */
final class AccountRows {
    private static final String UNTIL = "statement_timestamp() + interval '72 hours'";
    private static final String SHUT_FOR = "interval '15 minutes'";

    private AccountRows() {}

    /** Whose it is, and what their codes are made of. @param step the last that was used */
    record Row(
            String tenant,
            UUID person,
            PartyId party,
            String name,
            String password,
            String epoch,
            byte[] nonce,
            long step,
            boolean shut) {}

    /** The controllers at which somebody has this name. */
    static List<String> tenants(Connection connection, String name) {
        return Rows.query(
                connection,
                "SELECT tenant FROM console_account WHERE name = ? ORDER BY tenant",
                row -> row.getString("tenant"),
                name);
    }

    /** The account, held until the transaction ends. */
    static Optional<Row> held(Connection connection, String tenant, String name) {
        return Rows.one(
                connection,
                """
                SELECT *, shut_until > clock_timestamp() AS shut FROM console_account
                WHERE tenant = ? AND name = ? FOR UPDATE""",
                row -> row(row, row.getString("password"), row.getLong("step"), row.getBoolean("shut")),
                tenant,
                name);
    }

    static void went(Connection connection, Row row, long step) {
        Rows.update(
                connection,
                "UPDATE console_account SET step = ?, failures = 0 WHERE tenant = ? AND person = ?",
                step,
                row.tenant(),
                row.person());
    }

    /** The fifth in a row shuts it for a quarter of an hour. */
    static void failed(Connection connection, Row row, int most) {
        Rows.update(
                connection,
                "UPDATE console_account SET failures = CASE WHEN failures + 1 >= ? THEN 0 ELSE failures + 1 END,"
                        + " shut_until = CASE WHEN failures + 1 >= ? THEN clock_timestamp() + " + SHUT_FOR
                        + " ELSE shut_until END WHERE tenant = ? AND person = ?",
                most,
                most,
                row.tenant(),
                row.person());
    }

    /** Takes the place of an earlier one. */
    static Instant invite(
            Connection connection,
            String tenant,
            UUID person,
            String name,
            byte[] token,
            String epoch,
            byte[] nonce,
            UUID event) {
        Rows.update(connection, "DELETE FROM console_invitation WHERE tenant = ? AND person = ?", tenant, person);
        return Rows.query(
                        connection,
                        "INSERT INTO console_invitation (tenant, person, name, token, epoch, nonce, until, event)"
                                + " VALUES (?, ?, ?, ?, ?, ?, " + UNTIL + ", ?) RETURNING until",
                        row -> Rows.instant(row, "until"),
                        tenant,
                        person,
                        name,
                        token,
                        epoch,
                        nonce,
                        event)
                .get(0);
    }

    /** The invitation that is good now, across controllers. */
    static Optional<Row> invited(Connection connection, byte[] token, int tries) {
        return Rows.one(
                connection,
                "SELECT * FROM console_invitation WHERE token = ? AND until > clock_timestamp() AND tries < ?",
                row -> row(row, "", Long.MIN_VALUE, false),
                token,
                tries);
    }

    static void tried(Connection connection, Row row) {
        Rows.update(
                connection,
                "UPDATE console_invitation SET tries = tries + 1 WHERE tenant = ? AND person = ?",
                row.tenant(),
                row.person());
    }

    /** Uses the invitation up; false where somebody did already. */
    static boolean used(Connection connection, Row row, byte[] token) {
        return Rows.update(
                        connection,
                        "DELETE FROM console_invitation WHERE tenant = ? AND person = ? AND token = ?",
                        row.tenant(),
                        row.person(),
                        token)
                == 1;
    }

    /** Takes the place of an earlier account of the person. */
    static void open(Connection connection, Row row, String password, long step, UUID event) {
        Rows.update(
                connection, "DELETE FROM console_account WHERE tenant = ? AND person = ?", row.tenant(), row.person());
        Rows.update(
                connection,
                "INSERT INTO console_account (tenant, person, name, password, epoch, nonce, step, event)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row.tenant(),
                row.person(),
                row.name(),
                password,
                row.epoch(),
                row.nonce(),
                step,
                event);
    }

    private static Row row(ResultSet row, String password, long step, boolean shut) throws SQLException {
        String name = row.getString("name");
        return new Row(
                row.getString("tenant"),
                row.getObject("person", UUID.class),
                new PartyId(name.substring(name.indexOf('@') + 1)),
                name,
                password,
                row.getString("epoch"),
                row.getBytes("nonce"),
                step,
                shut);
    }
}
