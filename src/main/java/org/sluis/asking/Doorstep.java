package org.sluis.asking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.vault.Column;
import org.sluis.vault.Vault;

/** Finds the invitation that a code is for. The code alone says whose it is: no tenant, no name. */
final class Doorstep {
    private static final int TRIES = 5;
    private static final String HELD = """
            SELECT a.*, i.request, i.holder, h.local_id, k.epoch AS vault_epoch, k.key AS vault_key, a.until > clock_timestamp() AS good,
                EXISTS (SELECT 1 FROM answered_form f WHERE f.tenant = a.tenant AND f.invitation = a.invitation) AS used
            FROM answer_code a JOIN consent_invitation i ON i.tenant = a.tenant AND i.id = a.invitation
            JOIN subject_key k ON k.tenant = i.tenant AND k.subject = i.subject
            LEFT JOIN holder h ON h.tenant = i.tenant AND h.id = i.holder
            WHERE a.tenant = ? AND a.invitation = ? AND a.handle = ?""";

    private final Transactions transactions;
    private final CodeHash hashes;
    private final Vault vault;

    Doorstep(Transactions transactions, CodeHash hashes, Vault vault) {
        this.transactions = transactions;
        this.hashes = hashes;
        this.vault = vault;
    }

    /** Whose code it might be, by the part that is no secret. */
    record Place(String tenant, UUID invitation) {}

    /**
     * What came of trying the code at one place.
     *
     * @param why {@code opens}, {@code wrong}, {@code too-many-tries}, {@code over} or {@code used}: for the log alone
     * @param opened the invitation, where it opens
     */
    record Tried(String why, @Nullable Opened opened) {}

    List<Place> places(Code code) {
        return transactions.across(connection -> Rows.query(
                connection,
                "SELECT tenant, invitation FROM answer_code WHERE handle = ?",
                row -> new Place(row.getString("tenant"), row.getObject("invitation", UUID.class)),
                code.handle()));
    }

    /** Holds the code's row until the transaction ends; a wrong secret counts. */
    Tried attempt(Connection connection, Place place, Code code) {
        Rows.query(
                connection,
                "SELECT 1 FROM answer_code WHERE tenant = ? AND invitation = ? FOR UPDATE",
                row -> 1,
                place.tenant(),
                place.invitation());
        Optional<Tried> tried = Rows.one(
                connection, HELD, row -> tried(row, place, code), place.tenant(), place.invitation(), code.handle());
        if (tried.filter(t -> t.why().equals("wrong")).isPresent()) {
            Rows.update(
                    connection,
                    "UPDATE answer_code SET tries = tries + 1 WHERE tenant = ? AND invitation = ?",
                    place.tenant(),
                    place.invitation());
        }
        return tried.orElse(new Tried("over", null)); // a newer code took its place in this moment
    }

    private Tried tried(ResultSet row, Place place, Code code) throws SQLException {
        boolean right = hashes.matches(
                row.getBytes("hash"), row.getString("key_epoch"), place.tenant(), place.invitation(), code);
        if (row.getInt("tries") >= TRIES) {
            return new Tried("too-many-tries", null);
        } else if (!right) {
            return new Tried("wrong", null);
        } else if (row.getBoolean("used")) {
            return new Tried("used", null);
        } else if (!row.getBoolean("good")) {
            return new Tried("over", null);
        }
        return new Tried(
                "opens",
                new Opened(
                        place.invitation(),
                        row.getObject("request", UUID.class),
                        row.getObject("holder", UUID.class),
                        vault.key(row)
                                .openIfAny(
                                        Column.HOLDER_LOCAL_ID,
                                        String.valueOf(row.getObject("holder")),
                                        row.getBytes("local_id")),
                        row.getString("verified"),
                        row.getString("by")));
    }
}
