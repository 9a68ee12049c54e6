package org.sluis.audit;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Rows;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/** Holds what is kept beside the log against what an entry committed to. */
public final class Commitments {
    private final KeyFolder keys;

    Commitments(KeyFolder keys) {
        this.keys = keys;
    }

    /** What came of it. */
    public enum Answer {
        /** Bit by bit what the entry committed to. */
        SAME,
        /** Not what the entry committed to, or its salt is not the one it was. */
        CHANGED,
        /** The salt, or the key it is wrapped under, is gone: nobody can tell any more. */
        ERASED,
        /** The entry committed to nothing of this name, or there is no such entry. */
        NONE
    }

    /** @param name of the commitment, as in {@link Event#committing} */
    public Answer verify(Connection connection, String tenant, UUID entry, String name, byte[] content) {
        Optional<Made> made = Rows.one(
                connection,
                """
                SELECT e.said #>> ARRAY['commitments', ?] AS commitment, x.epoch, x.salts,
                    ARRAY(SELECT jsonb_object_keys(e.said -> 'commitments')
                        UNION ALL SELECT 'subject' WHERE e.said -> 'subject' IS NOT NULL) AS names
                FROM (SELECT tenant, id, convert_from(body, 'UTF8')::jsonb AS said FROM audit_event
                    WHERE tenant = ? AND id = ?) e
                LEFT JOIN audit_erasable x ON x.tenant = e.tenant AND x.event = e.id""",
                row -> new Made(
                        row.getString("commitment"),
                        row.getString("epoch"),
                        row.getBytes("salts"),
                        Rows.strings(row, "names")),
                name,
                tenant,
                entry);
        return made.map(each -> answer(each, name, content)).orElse(Answer.NONE);
    }

    /** A fact of an entry that is one id or code; empty where it has none of this name. */
    public Optional<String> fact(Connection connection, String tenant, UUID entry, String name) {
        return Rows.query(
                        connection,
                        "SELECT convert_from(body, 'UTF8')::jsonb #>> ARRAY['facts', ?] FROM audit_event"
                                + " WHERE tenant = ? AND id = ?",
                        row -> Optional.ofNullable(row.getString(1)),
                        name,
                        tenant,
                        entry)
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Answer answer(Made made, String name, byte[] content) {
        if (made.commitment() == null) {
            return Answer.NONE;
        } else if (made.epoch() == null || made.salts() == null) {
            return Answer.ERASED;
        }
        try {
            return Salts.of(made.names(), keys.unwrap(new Wrapped(made.epoch(), made.salts())))
                    .filter(salts -> salts.commit(name, content).equals(made.commitment()))
                    .map(same -> Answer.SAME)
                    .orElse(Answer.CHANGED);
        } catch (KeyDestroyed erased) {
            return Answer.ERASED;
        } catch (SecurityException changed) {
            return Answer.CHANGED;
        }
    }

    private record Made(
            @Nullable String commitment, @Nullable String epoch, byte @Nullable [] salts, List<String> names) {}
}
