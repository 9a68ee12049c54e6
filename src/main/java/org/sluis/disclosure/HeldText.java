package org.sluis.disclosure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Authenticated;
import org.sluis.protect.EarlierHold;

/** Reads what {@link Refuse} wrote down of a hold. Another party's hold looks the same as none. */
record HeldText(Transactions transactions) implements EarlierHold {

    @Override
    public List<String> found(Authenticated exchange, @Nullable UUID subject, UUID disclosure) {
        return transactions.within(exchange.tenant(), connection -> Rows.one(
                        connection,
                        "SELECT found FROM refusal WHERE tenant = ? AND disclosure = ? AND sender = ?"
                                + " AND purpose = ? AND recipient = ? AND reason = ? AND subject IS NOT DISTINCT FROM ?",
                        row -> Rows.strings(row, "found"),
                        exchange.tenant(),
                        disclosure,
                        exchange.sender().id().value(),
                        exchange.received().door().purpose().value(),
                        exchange.recipient().id().value(),
                        Reason.FREE_TEXT_TO_LOOK_AT.code(),
                        subject)
                .orElse(List.of()));
    }
}
