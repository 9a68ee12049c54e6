package org.sluis.insight.correction;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.delivery.Recalls;
import org.sluis.party.Caller;

/**
 * What an organisation put right or takes back.
 *
 * @param elements whose values were wrong, or must go; ids, never values
 * @param at when it said so
 */
record Correction(UUID id, UUID subject, What what, SortedSet<String> elements, Instant at) {
    private static final String SELECT =
            "SELECT id, subject, what, elements, at FROM correction WHERE tenant = ? AND school = ?";

    enum What {
        /** GDPR art. 16: the right value was told anew, or is to be. */
        RECTIFIED,
        /** Art. 17. */
        ERASED,
        /** Art. 18. */
        RESTRICTED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What whoever has it is asked; nothing where they are to hear the right value instead. */
        Optional<Recalls.What> recall() {
            return switch (this) {
                case RECTIFIED -> Optional.empty();
                case ERASED -> Optional.of(Recalls.What.ERASE);
                case RESTRICTED -> Optional.of(Recalls.What.RESTRICT);
            };
        }
    }

    static Optional<Correction> of(Connection connection, Caller caller, UUID id) {
        return Rows.one(
                connection,
                SELECT + " AND id = ?",
                Correction::of,
                caller.tenant(),
                caller.party().value(),
                id);
    }

    /** All of an organisation, the oldest first. @param subject about whom; null for everyone */
    static List<Correction> all(Connection connection, Caller caller, @Nullable UUID subject) {
        List<@Nullable Object> parameters =
                new ArrayList<>(List.of(caller.tenant(), caller.party().value()));
        if (subject != null) {
            parameters.add(subject);
        }
        return Rows.query(
                connection,
                SELECT + (subject == null ? "" : " AND subject = ?") + " ORDER BY at, id",
                Correction::of,
                parameters.toArray());
    }

    void keep(Connection connection, Caller caller, UUID event) {
        Rows.update(
                connection,
                """
                INSERT INTO correction (tenant, id, subject, school, what, elements, at, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                caller.tenant(),
                id,
                subject,
                caller.party().value(),
                what.code(),
                elements.toArray(String[]::new),
                at,
                event);
    }

    private static Correction of(ResultSet row) throws SQLException {
        return new Correction(
                row.getObject("id", UUID.class),
                row.getObject("subject", UUID.class),
                What.valueOf(row.getString("what").toUpperCase(Locale.ROOT)),
                new TreeSet<>(Rows.strings(row, "elements")),
                Rows.instant(row, "at"));
    }
}
