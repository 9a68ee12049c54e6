package org.sluis.delivery;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Event;
import org.sluis.canonical.PartyId;
import org.sluis.database.Rows;
import org.sluis.keys.Wrapped;

/** A row of the outbox that has not ended, locked for this transaction: a disclosure, or a recall of what was disclosed. */
sealed interface Queued permits Waiting, WaitingRecall {

    String COLUMNS = "tenant, disclosure, subject, sender, recipient, connector, elements, decision,"
            + " shifted_to, mapping_digest, pseudonym_epoch, key_epoch, wrapped_key, ciphertext, attempts, fence,"
            + " recalls, recall_what, accepted_at";

    String tenant();

    /** Its own id; a recall's is not that of what it takes back. */
    UUID disclosure();

    @Nullable
    UUID subject();

    PartyId recipient();

    String connector();

    int attempts();

    long fence();

    @Nullable
    Instant shiftedTo();

    /** What its id is the id of, as an entry says it. */
    String named();

    /** The event, about this row. */
    default Event of(Event event) {
        Event of = event.about(subject()).with(named(), disclosure()).with("recipient", recipient());
        return shiftedTo() == null ? of : of.with("decided-for", shiftedTo());
    }

    /** The row that this is; its columns are {@link #COLUMNS}. */
    static Queued row(ResultSet row) throws SQLException {
        Array recalls = row.getArray("recalls");
        return recalls == null ? waiting(row) : recall(row, List.of((UUID[]) recalls.getArray()));
    }

    private static WaitingRecall recall(ResultSet row, List<UUID> recalls) throws SQLException {
        return new WaitingRecall(
                row.getString("tenant"),
                row.getObject("disclosure", UUID.class),
                row.getObject("subject", UUID.class),
                new PartyId(row.getString("recipient")),
                row.getString("connector"),
                Recalls.What.of(row.getString("recall_what")),
                recalls,
                Rows.strings(row, "elements"),
                Rows.instant(row, "accepted_at"),
                row.getInt("attempts"),
                row.getLong("fence"));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getString("tenant"),
                row.getObject("disclosure", UUID.class),
                row.getObject("subject", UUID.class),
                new PartyId(row.getString("sender")),
                new PartyId(row.getString("recipient")),
                row.getString("connector"),
                Rows.strings(row, "elements"),
                row.getString("decision"),
                Rows.instantIfAny(row, "shifted_to"),
                row.getString("mapping_digest"),
                row.getString("pseudonym_epoch"),
                new Wrapped(row.getString("key_epoch"), row.getBytes("wrapped_key")),
                row.getBytes("ciphertext"),
                row.getInt("attempts"),
                row.getLong("fence"));
    }
}
