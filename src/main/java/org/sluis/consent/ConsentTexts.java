package org.sluis.consent;

import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.AuditReceipt;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Purpose;
import org.sluis.database.Rows;

/**
 * The texts that are put before grantors, each after the one before it. What is registered never changes; a text that differs in
 * substance is {@code material}: from its first day on, a yes to any text before it counts no more, and a no stands.
 */
public final class ConsentTexts {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final Ledger ledger;
    private final Clock clock;

    public ConsentTexts(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @param from the first day on which it is put before anybody; null for today (UTC)
     * @param digest SHA-256 of the text, hexadecimal
     */
    public record Text(
            Purpose purpose,
            String version,
            boolean material,
            @Nullable LocalDate from,
            String digest) {}

    private record Known(long place, boolean material, LocalDate from, String digest, String version) {
        boolean says(Text text) {
            return digest.equals(text.digest)
                    && material == text.material
                    && (text.from == null || from.equals(text.from));
        }
    }

    /**
     * Registers a text in one transaction with its entry in the log, after every send that is being cleared.
     *
     * @return whether it is new; the very same again changes and logs nothing
     * @throws IllegalArgumentException for a version that is no id, that is registered as something else, or that would
     *     start before the text it comes after
     */
    public boolean register(String tenant, Text text) {
        require(ID.matcher(text.version()).matches(), "a version is letters, digits and . _ : - , at most 64");
        return ledger.alone(tenant, session -> {
            Connection connection = session.connection();
            Rows.update(
                    connection, "UPDATE epoch SET version = version + 1 WHERE tenant = ? AND name = 'policy'", tenant);
            Optional<Known> same = known(connection, tenant, text, "version = ?", text.version());
            if (same.isPresent()) {
                require(
                        same.get().says(text),
                        "version " + text.version() + " is registered with another text, first day or weight");
                return false;
            }
            LocalDate from = text.from() == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : text.from();
            Optional<Known> last = known(connection, tenant, text, "version <> ?", text.version());
            require(
                    last.isEmpty() || !from.isBefore(last.get().from()),
                    "version " + last.map(Known::version).orElse("") + " came before it and starts later");
            long place = last.map(Known::place).orElse(0L) + 1;
            write(session, tenant, text, from, place);
            return true;
        });
    }

    private static Optional<Known> known(
            Connection connection, String tenant, Text text, String which, String version) {
        return Rows.one(
                connection,
                "SELECT * FROM consent_text WHERE tenant = ? AND purpose = ? AND " + which
                        + " ORDER BY place DESC LIMIT 1",
                row -> new Known(
                        row.getLong("place"),
                        row.getBoolean("material"),
                        row.getObject("from_day", LocalDate.class),
                        row.getString("digest"),
                        row.getString("version")),
                tenant,
                text.purpose().value(),
                version);
    }

    private void write(Ledger.Session session, String tenant, Text text, LocalDate from, long place) {
        AuditReceipt receipt = session.record(Event.of(EventKind.CONSENT_TEXT_REGISTERED, tenant, clock.instant())
                .with("purpose", text.purpose())
                .with("version", text.version())
                .with("place", place)
                .with("material", text.material())
                .with("from", from)
                .with("digest", text.digest()));
        Rows.update(
                session.connection(),
                """
                INSERT INTO consent_text (tenant, purpose, version, place, material, from_day, digest, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                tenant,
                text.purpose().value(),
                text.version(),
                place,
                text.material(),
                from,
                text.digest(),
                receipt.entry());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
