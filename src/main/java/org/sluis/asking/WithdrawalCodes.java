package org.sluis.asking;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.sluis.canonical.Ids;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;

/**
 * The code by which whoever answered a form takes it back: one for each form, told once, kept as a keyed hash, good as long as
 * the form is there. It needs nobody who sees who they are: withdrawing is never harder than giving (GDPR art. 7(3)).
 */
final class WithdrawalCodes {
    private final Ids ids;
    private final CodeHash hashes;
    private final Transactions transactions;

    WithdrawalCodes(Ids ids, CodeHash hashes, Transactions transactions) {
        this.ids = ids;
        this.hashes = hashes;
        this.transactions = transactions;
    }

    /** In the transaction of the answer. @param consents what came of it, by the number of the question */
    String make(Connection connection, String tenant, UUID invitation, SortedMap<Integer, UUID> consents) {
        Code code = Code.fresh(ids);
        String epoch = hashes.epoch();
        Rows.update(
                connection,
                "INSERT INTO withdrawal_code (tenant, invitation, handle, key_epoch, hash) VALUES (?, ?, ?, ?, ?)",
                tenant,
                invitation,
                code.handle(),
                epoch,
                hashes.hash(epoch, tenant, invitation, code));
        consents.forEach((question, consent) -> Rows.update(
                connection,
                "INSERT INTO answered_consent (tenant, invitation, question, consent) VALUES (?, ?, ?, ?)",
                tenant,
                invitation,
                question,
                consent));
        return code.told();
    }

    /** Whose code it might be, by the part that is no secret. */
    List<Doorstep.Place> places(Code code) {
        return transactions.across(connection -> Rows.query(
                connection,
                "SELECT tenant, invitation FROM withdrawal_code WHERE handle = ?",
                row -> new Doorstep.Place(row.getString("tenant"), row.getObject("invitation", UUID.class)),
                code.handle()));
    }

    boolean opens(Connection connection, Doorstep.Place place, Code code) {
        Optional<Boolean> right = Rows.one(
                connection,
                "SELECT hash, key_epoch FROM withdrawal_code WHERE tenant = ? AND invitation = ?",
                row -> hashes.matches(
                        row.getBytes("hash"), row.getString("key_epoch"), place.tenant(), place.invitation(), code),
                place.tenant(),
                place.invitation());
        return right.orElse(false);
    }
}
