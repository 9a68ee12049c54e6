package org.sluis.party;

import java.sql.Connection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.database.Json;
import org.sluis.database.Rows;

/** The statements of {@link Registrar}: each adds a row or changes what may change, and says whether it did. */
final class DirectoryRows {
    private DirectoryRows() {}

    static boolean tenant(Connection connection, String tenant, String name) {
        return 1
                == Rows.update(
                        connection, "INSERT INTO tenant (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", tenant, name);
    }

    /** The party's version after the change; empty where nothing changed. */
    static Optional<Long> party(Connection connection, Party party) {
        Reception in = party.receives();
        String address =
                in == null || in.address() == null ? null : in.address().toString();
        Json key =
                in == null || in.sealTo() == null ? null : new Json(in.sealTo().json());
        int added = Rows.update(
                connection,
                """
                INSERT INTO party (tenant, id, kind, name, oin, brin, agb, webhook, connector, transport, address, seal_to)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                party.tenant(),
                party.id().value(),
                party.kind().code(),
                party.name(),
                party.oin(),
                party.brin(),
                party.agb(),
                party.webhook(),
                in == null ? null : in.connector(),
                in == null ? null : in.transport(),
                address,
                key);
        if (added == 1) {
            return Optional.of(1L);
        }
        Party known = Rows.query(
                        connection,
                        "SELECT " + Directory.PARTY_COLUMNS + " FROM party WHERE tenant = ? AND id = ? FOR UPDATE",
                        Directory::party,
                        party.tenant(),
                        party.id().value())
                .get(0);
        if (known.equals(party.at(known.version()))) {
            return Optional.empty();
        }
        require(
                known.kind() == party.kind()
                        && Objects.equals(known.oin(), party.oin())
                        && Objects.equals(known.brin(), party.brin())
                        && Objects.equals(known.agb(), party.agb()),
                "party " + party.id() + ": its kind and numbers do not change");
        return Rows.one(
                connection,
                """
                UPDATE party SET name = ?, webhook = ?, connector = ?, transport = ?, address = ?, seal_to = ?, version = version + 1
                WHERE tenant = ? AND id = ? RETURNING version""",
                row -> row.getLong(1),
                party.name(),
                party.webhook(),
                in == null ? null : in.connector(),
                in == null ? null : in.transport(),
                address,
                key,
                party.tenant(),
                party.id().value());
    }

    /** New keys of a party's own client bump that party's version first. */
    static boolean client(Connection connection, Client client) {
        Json keys = new Json(client.keys().toString());
        int added = Rows.update(
                connection,
                "INSERT INTO client (id, tenant, party, vendor, jwks) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                client.id(),
                client.tenant(),
                client.party() == null ? null : client.party().value(),
                client.vendor(),
                keys);
        if (added == 1) {
            return true;
        }
        bump(connection, client.tenant(), client.party());
        Optional<Client> known = Rows.one(
                connection,
                "SELECT tenant, id, party, vendor, jwks::text AS jwks FROM client WHERE tenant = ? AND id = ? FOR UPDATE",
                Directory::client,
                client.tenant(),
                client.id());
        require(
                known.isPresent()
                        && Objects.equals(known.get().party(), client.party())
                        && Objects.equals(known.get().vendor(), client.vendor()),
                "client " + client.id() + ": the id belongs to another");
        // Unchanged: nothing is recorded, so the version bumped above is rolled back.
        return !known.get().keys().equals(client.keys())
                && 1
                        == Rows.update(
                                connection,
                                "UPDATE client SET jwks = ? WHERE tenant = ? AND id = ?",
                                keys,
                                client.tenant(),
                                client.id());
    }

    static boolean mandate(Connection connection, Mandate mandate) {
        Object[] row = {
            mandate.tenant(),
            mandate.client(),
            mandate.party().value(),
            mandate.from(),
            mandate.until(),
            mandate.evidence()
        };
        int changed = Rows.update(connection, """
                INSERT INTO mandate (tenant, client, party, valid_from, valid_until, evidence)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, client, party, valid_from)
                DO UPDATE SET valid_until = excluded.valid_until WHERE mandate.valid_until <> excluded.valid_until""", row);
        boolean recorded = Rows.one(connection, """
                        SELECT 1 FROM mandate WHERE tenant = ? AND client = ? AND party = ?
                        AND valid_from = ? AND valid_until = ? AND evidence = ?""", found -> 1, row).isPresent();
        require(recorded, "mandate of " + mandate.client() + ": its evidence does not change");
        return changed == 1;
    }

    /** The recipient's row is bumped first: no send to it is cleared while its entitlements change. */
    static boolean entitlement(Connection connection, Entitlement entitlement) {
        bump(connection, entitlement.tenant(), entitlement.recipient());
        return 1
                == Rows.update(
                        connection,
                        """
                        INSERT INTO entitlement (tenant, sender, purpose, recipient, connector, valid_from, valid_until)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (tenant, sender, purpose, recipient, connector, valid_from)
                        DO UPDATE SET valid_until = excluded.valid_until
                        WHERE entitlement.valid_until <> excluded.valid_until""",
                        entitlement.tenant(),
                        entitlement.sender().value(),
                        entitlement.purpose().value(),
                        entitlement.recipient().value(),
                        entitlement.connector(),
                        entitlement.from(),
                        entitlement.until());
    }

    private static void bump(Connection connection, String tenant, @Nullable PartyId party) {
        if (party != null) {
            Rows.update(
                    connection,
                    "UPDATE party SET version = version + 1 WHERE tenant = ? AND id = ?",
                    tenant,
                    party.value());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
