package org.sluis.delivery;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.sluis.audit.AuditReceipt;
import org.sluis.database.Rows;
import org.sluis.database.Writes;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;
import org.sluis.party.Authenticated;
import org.sluis.vault.EpochGate;
import org.sluis.vault.Kept;
import org.sluis.vault.Marked;
import org.sluis.vault.Vault;

/** The messages that were accepted. One id of a sender at a door is accepted once, whichever epoch it is marked under. */
final class Accepted {
    private final KeyFolder keys;
    private final Vault vault;

    Accepted(KeyFolder keys, Vault vault) {
        this.keys = keys;
        this.vault = vault;
    }

    /** @param id the sender's own @param recipient who is told of it */
    record Message(String tenant, String sender, String recipient, String door, String id) {
        static Message of(Authenticated exchange, String door, String id) {
            return new Message(
                    exchange.tenant(),
                    exchange.sender().id().value(),
                    exchange.recipient().id().value(),
                    door,
                    id);
        }

        @Override
        public String toString() {
            return "Message[" + sender + "]";
        }
    }

    /** What is known of the first message with this id. @param epoch that its digest is keyed under */
    record Earlier(String epoch, byte[] digest, UUID event) {
        @Override
        public String toString() {
            return "Earlier[" + event + "]";
        }
    }

    /** The same id was accepted before, and is marked under another epoch. */
    static final class Repeated extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * In a transaction that passed the {@link EpochGate}, as each that records has: it is under the current epoch. Refused as
     * {@link Repeated}, or by the primary key, when it was accepted before.
     */
    void write(
            Writes writes,
            Message message,
            String digestEpoch,
            byte[] digest,
            List<String> issued,
            UUID disclosure,
            AuditReceipt receipt) {
        Kept keeping = new Kept(digest, message.id(), issued);
        Wrapped kept = keeping.wrapped(keys);
        byte[][] marks = vault.marks(Marked.MESSAGE, message.tenant(), message.sender(), message.door(), message.id());
        writes.must(
                Repeated::new,
                "INSERT INTO acceptance (tenant, sender, door, mark, told_mark, mark_epoch, digest_epoch, epoch, kept,"
                        + " disclosure, event) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT FROM acceptance"
                        + " WHERE tenant = ? AND mark = ANY (?))",
                message.tenant(),
                message.sender(),
                message.door(),
                marks[0],
                keeping.toldMark(vault, message.tenant(), message.recipient()),
                vault.epoch(),
                digestEpoch,
                kept.epoch(),
                kept.bytes(),
                disclosure,
                receipt.entry(),
                message.tenant(),
                marks);
    }

    /** The ids that these recipients alone know, of what was accepted as these disclosures: each {@code element=id}. */
    static List<String> issued(Connection connection, KeyFolder keys, String tenant, List<UUID> disclosures) {
        return Rows.query(
                        connection,
                        "SELECT epoch, kept FROM acceptance WHERE tenant = ? AND disclosure = ANY (?)",
                        row -> Kept.open(keys, new Wrapped(row.getString("epoch"), row.getBytes("kept")))
                                .issued(),
                        tenant,
                        disclosures.toArray(UUID[]::new))
                .stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** @throws java.util.NoSuchElementException when there is none */
    Earlier earlier(Connection connection, Message message) {
        return vault.find(
                        marks -> Rows.one(
                                connection,
                                "SELECT digest_epoch, epoch, kept, event FROM acceptance"
                                        + " WHERE tenant = ? AND mark = ANY (?)",
                                this::earlier,
                                message.tenant(),
                                marks),
                        Marked.MESSAGE,
                        message.tenant(),
                        message.sender(),
                        message.door(),
                        message.id())
                .orElseThrow();
    }

    private Earlier earlier(ResultSet row) throws SQLException {
        Kept kept = Kept.open(keys, new Wrapped(row.getString("epoch"), row.getBytes("kept")));
        return new Earlier(row.getString("digest_epoch"), kept.digest(), row.getObject("event", UUID.class));
    }
}
