package org.sluis.vault;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * What an earlier version wrapped salt by salt ({@code V29__erasable.sql}): an entry's salts are wrapped together at the next start,
 * batch by batch, as the owner of the tables; begun again where it was broken off. Salts whose epoch has no key any more go.
 */
final class SaltsApart {
    private static final int BATCH = 500;

    private final KeyFolder keys;

    SaltsApart(KeyFolder keys) {
        this.keys = keys;
    }

    private record Apart(String tenant, UUID event, Wrapped salt) {}

    void join(Database database) {
        database.asOwner(owner -> {
            while (batch(owner)) {
                owner.commit();
            }
        });
    }

    /** Whether there was anything left. */
    private boolean batch(Connection owner) {
        EpochGate.pass(owner);
        Map<UUID, List<Apart>> entries = new LinkedHashMap<>();
        Rows.query(
                        owner,
                        """
                        DELETE FROM salt_apart a USING (
                            SELECT DISTINCT tenant, event FROM salt_apart ORDER BY tenant, event LIMIT ?) e
                        WHERE a.tenant = e.tenant AND a.event = e.event
                        RETURNING a.tenant, a.event, a.name, a.epoch, a.salt""",
                        row -> Map.entry(
                                row.getString("name"),
                                new Apart(
                                        row.getString("tenant"),
                                        row.getObject("event", UUID.class),
                                        new Wrapped(row.getString("epoch"), row.getBytes("salt")))),
                        BATCH)
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .forEach(each -> entries.computeIfAbsent(each.event(), event -> new ArrayList<>())
                        .add(each));
        entries.values().forEach(entry -> joined(entry).ifPresent(salts -> keep(owner, entry.get(0), salts)));
        return !entries.isEmpty();
    }

    private Optional<Wrapped> joined(List<Apart> entry) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        try {
            entry.forEach(each -> joined.writeBytes(keys.unwrap(each.salt())));
            return Optional.of(keys.wrap(joined.toByteArray()));
        } catch (KeyDestroyed erased) {
            return Optional.empty();
        }
    }

    private static void keep(Connection owner, Apart of, Wrapped salts) {
        Rows.update(
                owner,
                "INSERT INTO audit_erasable (tenant, event, epoch, salts) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (tenant, event) DO UPDATE SET epoch = excluded.epoch, salts = excluded.salts",
                of.tenant(),
                of.event(),
                salts.epoch(),
                salts.bytes());
    }
}
