package org.sluis.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;

/** What contacts of agreements have still to be told, and where: a file names the address of each. Without one it waits. */
final class Escalations {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final @Nullable Path contacts;

    /** @param contacts a line each: the agreement, a space, an absolute http or https address; null for none */
    Escalations(@Nullable Path contacts) {
        this.contacts = contacts;
        addresses();
    }

    /** How many of what a party sent to another were not answered. */
    record Due(String tenant, UUID id, String agreement, int count, List<String> parties, Instant at, String address) {
        Map<String, Object> claims() {
            return Map.of(
                    "id",
                    id.toString(),
                    "agreement",
                    agreement,
                    "count",
                    count,
                    "parties",
                    parties,
                    "at",
                    at.toString());
        }
    }

    /** @throws IllegalArgumentException naming the line that is none */
    Map<String, String> addresses() {
        if (contacts == null) {
            return Map.of();
        }
        Map<String, String> read = new HashMap<>();
        try {
            int line = 0;
            for (String each : Files.readAllLines(contacts)) {
                line++;
                String[] words = each.strip().split(" ", -1);
                if (words.length != 2 || !words[1].matches("https?://[^/ ]+.*")) {
                    throw new IllegalArgumentException(contacts.getFileName() + ":" + line
                            + ": an agreement, a space and an http or https address");
                }
                read.put(words[0], URI.create(words[1]).toString());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(contacts + " cannot be read", unreadable);
        }
        return read;
    }

    /** The one that has been due longest and has an address; not due again before a while has passed. */
    Optional<Due> take(Connection connection, String tenant) {
        Map<String, String> addresses = addresses();
        return Rows.query(
                        connection,
                        "UPDATE escalation e SET attempts = e.attempts + 1, next_at = clock_timestamp()"
                                + " + least(make_interval(secs => ?) * (e.attempts + 1), make_interval(secs => ?))"
                                + " WHERE e.tenant = ? AND e.id = (SELECT d.id FROM escalation d WHERE d.tenant = ?"
                                + " AND d.agreement = ANY (?) AND d.next_at <= clock_timestamp()"
                                + " ORDER BY d.next_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING e.*",
                        row -> new Due(
                                row.getString("tenant"),
                                row.getObject("id", UUID.class),
                                row.getString("agreement"),
                                row.getInt("count"),
                                Rows.strings(row, "parties"),
                                Rows.instant(row, "at"),
                                addresses.getOrDefault(row.getString("agreement"), "")),
                        PATIENCE.toSeconds(),
                        LONGEST.toSeconds(),
                        tenant,
                        tenant,
                        addresses.keySet().toArray(String[]::new))
                .stream()
                .findFirst();
    }

    static int told(Connection connection, Due due) {
        return Rows.update(connection, "DELETE FROM escalation WHERE tenant = ? AND id = ?", due.tenant(), due.id());
    }
}
