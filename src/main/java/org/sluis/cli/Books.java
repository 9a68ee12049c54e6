package org.sluis.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.vault.Vault;
import picocli.CommandLine.Option;

/** The database and keys of a gateway, used directly; the gateway may run meanwhile. */
final class Books {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The gateway's data folder (default: data; of the demo: data/demo). SLUIS_DB_URL counts too.")
    private @Nullable Path data;

    /** What is open. */
    record Open(Database database, KeyFolder keys, Vault vault, Ids ids, Clock clock) {
        /** The ids of all controllers, in alphabetical order. */
        List<String> controllers() {
            return database.transactions()
                    .across(connection -> Rows.query(
                            connection,
                            "SELECT id FROM tenant WHERE id <> ? ORDER BY id",
                            row -> row.getString(1),
                            Ledger.NOBODY));
        }
    }

    Path data() {
        return data == null ? Home.data() : data;
    }

    <T> T with(Function<Open, T> work) {
        Path folder = data();
        Clock clock = Clock.systemUTC();
        Ids ids = Ids.random();
        try (Database database = Database.open(DatabaseSettings.from(System.getenv(), folder, clock))) {
            KeyFolder keys = KeyFolder.open(folder.resolve("keys"), ids);
            return work.apply(new Open(database, keys, Vault.open(database, keys, ids), ids, clock));
        }
    }
}
