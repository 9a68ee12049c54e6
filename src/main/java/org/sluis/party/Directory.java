package org.sluis.party;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.gate.Door;
import org.sluis.keys.RecipientKey;

/**
 * Who is who in each controller's directory. Answers about a day are about the facts recorded for that day; what is not
 * recorded does not hold. Methods that take a connection read inside the caller's transaction and locks.
 */
public final class Directory {
    static final String PARTY_COLUMNS =
            "tenant, id, kind, name, oin, brin, agb, connector, transport, address, seal_to::text AS seal_to, webhook, version";

    private final Transactions transactions;

    public Directory(Transactions transactions) {
        this.transactions = transactions;
    }

    public Optional<Party> find(String tenant, PartyId id) {
        return transactions.within(tenant, connection -> find(connection, tenant, id));
    }

    public Optional<Party> find(Connection connection, String tenant, PartyId id) {
        return read(connection, tenant, id, "");
    }

    /** Every party of the controller, by id. */
    public List<Party> all(String tenant) {
        return transactions.within(
                tenant,
                connection -> Rows.query(
                        connection,
                        "SELECT " + PARTY_COLUMNS + " FROM party WHERE tenant = ? ORDER BY id",
                        Directory::party,
                        tenant));
    }

    /**
     * The party, its row held FOR SHARE until the transaction ends: nothing about it changes while a send is cleared.
     *
     * @throws Refused RECIPIENT_UNKNOWN when there is no such party
     */
    public Party lockedForSend(Connection connection, String tenant, PartyId id) {
        return read(connection, tenant, id, " FOR SHARE").orElseThrow(() -> new Refused(Reason.RECIPIENT_UNKNOWN));
    }

    /** Whether the client may act for the party on that day: it is the party's own, or its mandate covers the day. */
    public boolean mandate(String tenant, String client, PartyId party, LocalDate day) {
        return transactions.within(tenant, connection -> mandate(connection, tenant, client, party, day));
    }

    public boolean mandate(Connection connection, String tenant, String client, PartyId party, LocalDate day) {
        return !Rows.query(connection, """
                        SELECT 1 FROM client c WHERE c.tenant = ? AND c.id = ? AND (c.party = ? OR EXISTS (
                            SELECT 1 FROM mandate m WHERE m.tenant = c.tenant AND m.client = c.id AND m.party = ?
                            AND m.valid_from <= ? AND m.valid_until > ?))""", row -> 1, tenant, client, party.value(), party.value(), day, day)
                .isEmpty();
    }

    /** Whether the sender may send through this door (connector, purpose, recipient) on that day. */
    public boolean entitled(String tenant, PartyId sender, Door door, LocalDate day) {
        return transactions.within(tenant, connection -> entitled(connection, tenant, sender, door, day));
    }

    public boolean entitled(Connection connection, String tenant, PartyId sender, Door door, LocalDate day) {
        return !Rows.query(
                        connection,
                        """
                        SELECT 1 FROM entitlement WHERE tenant = ? AND sender = ? AND purpose = ? AND recipient = ?
                        AND connector = ? AND valid_from <= ? AND valid_until > ?""",
                        row -> 1,
                        tenant,
                        sender.value(),
                        door.purpose().value(),
                        door.recipient().value(),
                        door.connector(),
                        day,
                        day)
                .isEmpty();
    }

    /** Whether the sender may send for this purpose to this recipient on that day, through whichever connector. */
    public boolean entitled(
            Connection connection, String tenant, PartyId sender, Purpose purpose, PartyId recipient, LocalDate day) {
        return !Rows.query(
                        connection, """
                        SELECT 1 FROM entitlement WHERE tenant = ? AND sender = ? AND purpose = ? AND recipient = ?
                        AND valid_from <= ? AND valid_until > ?""", row -> 1, tenant, sender.value(), purpose.value(), recipient.value(), day, day)
                .isEmpty();
    }

    /** The client, whatever its tenant: it names itself before its tenant is known. */
    public Optional<Client> client(String id) {
        return transactions.across(connection -> Rows.one(
                connection,
                "SELECT tenant, id, party, vendor, jwks::text AS jwks FROM client WHERE id = ?",
                Directory::client,
                id));
    }

    /** The parties whose mandate the vendor's client holds on that day. */
    List<String> mandated(Client client, LocalDate day) {
        return transactions.within(
                client.tenant(),
                connection ->
                        Rows.query(connection, """
                        SELECT DISTINCT party FROM mandate
                        WHERE tenant = ? AND client = ? AND valid_from <= ? AND valid_until > ?""", row -> row.getString(1), client.tenant(), client.id(), day, day));
    }

    static Client client(ResultSet row) throws SQLException {
        String party = row.getString("party");
        return Client.of(
                row.getString("tenant"),
                row.getString("id"),
                party == null ? null : new PartyId(party),
                row.getString("vendor"),
                row.getString("jwks"));
    }

    static Party party(ResultSet row) throws SQLException {
        return new Party(
                row.getString("tenant"),
                new PartyId(row.getString("id")),
                PartyKind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("oin"),
                row.getString("brin"),
                row.getString("agb"),
                reception(row),
                row.getString("webhook"),
                row.getLong("version"));
    }

    private static @Nullable Reception reception(ResultSet row) throws SQLException {
        String connector = row.getString("connector");
        if (connector == null) {
            return null;
        }
        String address = row.getString("address");
        String key = row.getString("seal_to");
        return new Reception(
                connector,
                row.getString("transport"),
                address == null ? null : URI.create(address),
                key == null ? null : RecipientKey.parse(key));
    }

    private static Optional<Party> read(Connection connection, String tenant, PartyId id, String lock) {
        return Rows.one(
                connection,
                "SELECT " + PARTY_COLUMNS + " FROM party WHERE tenant = ? AND id = ?" + lock,
                Directory::party,
                tenant,
                id.value());
    }
}
