package org.sluis.vault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * What an earlier version kept in plain words ({@code V23__sealed.sql}): sealed at the next start, batch by batch, as the owner
 * of the tables; begun again where it was broken off.
 */
final class Unsealed {
    private static final int BATCH = 500;
    private static final String ACCEPTANCE = "acceptance.kept";
    private static final int DIGEST_HEX = 64;
    /** Places, and how to fill them: sealed value, its mark where it has one, controller and row. */
    private static final Map<String, Column> PLACES = Stream.of(Column.values())
            .filter(column -> column != Column.PROPOSAL_NOTE && column != Column.BIRTHDAY_DAY)
            .collect(Collectors.toMap(Unsealed::place, Function.identity()));

    private final Vault vault;
    private final KeyFolder keys;

    Unsealed(Vault vault, KeyFolder keys) {
        this.vault = vault;
        this.keys = keys;
    }

    private record Plain(
            String tenant, String place, UUID row, @Nullable UUID subject, String value) {
        static Plain of(ResultSet row) throws SQLException {
            return new Plain(
                    row.getString("tenant"),
                    row.getString("place"),
                    row.getObject("row", UUID.class),
                    row.getObject("subject", UUID.class),
                    row.getString("value"));
        }

        @Override
        public String toString() {
            return "Plain[" + place + "]";
        }
    }

    void seal(Database database) {
        database.asOwner(owner -> {
            while (batch(owner)) {
                owner.commit();
            }
        });
    }

    /** Whether there was anything left. */
    private boolean batch(Connection owner) {
        EpochGate.pass(owner);
        List<UUID> without = Rows.query(
                owner,
                "SELECT subject FROM subject_key WHERE epoch = '' LIMIT ? FOR UPDATE SKIP LOCKED",
                row -> row.getObject("subject", UUID.class),
                BATCH);
        for (UUID each : without) {
            Wrapped key = keys.wrap(vault.fresh());
            Rows.update(
                    owner,
                    "UPDATE subject_key SET epoch = ?, key = ? WHERE subject = ?",
                    key.epoch(),
                    key.bytes(),
                    each);
        }
        List<Plain> rows = without.isEmpty()
                ? Rows.query(owner, "SELECT * FROM unsealed LIMIT ? FOR UPDATE SKIP LOCKED", Plain::of, BATCH)
                : new ArrayList<>();
        for (Plain each : rows) {
            fill(owner, each);
            Rows.update(
                    owner,
                    "DELETE FROM unsealed WHERE tenant = ? AND place = ? AND row = ?",
                    each.tenant(),
                    each.place(),
                    each.row());
        }
        return !without.isEmpty() || !rows.isEmpty();
    }

    private void fill(Connection owner, Plain each) {
        if (each.place().equals(ACCEPTANCE)) {
            accepted(owner, each);
            return;
        }
        Column column = PLACES.get(each.place());
        UUID subject = each.subject();
        if (column == null || subject == null) {
            throw new IllegalStateException("nothing is sealed at " + each.place());
        }
        SubjectKey key = vault.key(owner, each.tenant(), subject);
        String table = each.place().substring(0, each.place().indexOf('.'));
        String name = each.place().substring(table.length() + 1);
        String id = column == Column.EMERGENCY_REVIEW_NOTE
                ? "emergency"
                : column == Column.ANSWERED_FORM_DOCUMENT ? "invitation" : "id";
        Rows.update(
                owner,
                "UPDATE " + table + " SET " + name + " = ? WHERE tenant = ? AND " + id + " = ?",
                key.seal(column, each.row(), each.value()),
                each.tenant(),
                each.row());
        switch (column) {
            case SUBJECT_LOCAL_ID ->
                Rows.update(
                        owner,
                        "UPDATE subject SET local_mark = ?, mark_epoch = ? WHERE tenant = ? AND id = ?",
                        vault.mark(Marked.PUPIL, each.tenant(), school(owner, each), each.value()),
                        vault.epoch(),
                        each.tenant(),
                        each.row());
            case SUBJECT_BIRTH_DATE ->
                Rows.update(
                        owner,
                        "UPDATE subject SET birth_mark = ? WHERE tenant = ? AND id = ?",
                        vault.mark(Marked.BIRTH_DATE, each.tenant(), each.value()),
                        each.tenant(),
                        each.row());
            case HOLDER_LOCAL_ID ->
                Rows.update(
                        owner,
                        "UPDATE holder SET local_mark = ? WHERE tenant = ? AND id = ?",
                        key.mark(column, each.value()),
                        each.tenant(),
                        each.row());
            default -> {}
        }
    }

    private static String school(Connection owner, Plain subject) {
        return Rows.query(
                        owner,
                        "SELECT school FROM subject WHERE tenant = ? AND id = ?",
                        row -> row.getString(1),
                        subject.tenant(),
                        subject.row())
                .get(0);
    }

    private void accepted(Connection owner, Plain each) {
        Kept kept = new Kept(
                HexFormat.of().parseHex(each.value().substring(0, DIGEST_HEX)),
                each.value().substring(DIGEST_HEX),
                List.of());
        Wrapped wrapped = kept.wrapped(keys);
        record Door(String sender, String door) {}
        Door door = Rows.query(
                        owner,
                        "SELECT sender, door FROM acceptance WHERE tenant = ? AND disclosure = ?",
                        row -> new Door(row.getString(1), row.getString(2)),
                        each.tenant(),
                        each.row())
                .get(0);
        Rows.update(
                owner,
                "UPDATE acceptance SET mark = ?, mark_epoch = ?, epoch = ?, kept = ? WHERE tenant = ? AND disclosure = ?",
                vault.mark(Marked.MESSAGE, each.tenant(), door.sender(), door.door(), kept.messageId()),
                vault.epoch(),
                wrapped.epoch(),
                wrapped.bytes(),
                each.tenant(),
                each.row());
    }

    /** The table and the column. */
    private static String place(Column column) {
        String label = column.name().toLowerCase(Locale.ROOT);
        return Stream.of(
                        "subject_fact",
                        "authority_check",
                        "emergency_review",
                        "answered_form",
                        "subject",
                        "holder",
                        "consent",
                        "emergency")
                .filter(table -> label.startsWith(table + "_"))
                .findFirst()
                .map(table -> table + "." + label.substring(table.length() + 1))
                .orElseThrow();
    }
}
