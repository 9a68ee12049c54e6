package org.sluis.forgetting;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.Ids;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyDestroyed;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;
import org.sluis.vault.Column;
import org.sluis.vault.Kept;
import org.sluis.vault.Marked;
import org.sluis.vault.Vault;

/** Everything in the database that could tell of a child, as a backup holds it; and whoever tries all candidates on it. */
record Secrets(List<Pupil> pupils, List<Holder> holders, List<Salts> salts, List<Message> messages) {

    record Pupil(
            UUID id, String school, byte[] localId, byte[] mark, byte[] birthDate, byte[] birthMark, Wrapped key) {}

    record Holder(UUID id, UUID subject, byte[] localId, byte[] mark) {}

    /** What an entry commits to, in the order of the names, with its wrapped salts. */
    record Salts(List<String> commitments, Wrapped wrapped) {}

    record Message(String sender, String door, byte[] mark, Wrapped kept) {}

    static Secrets of(Transactions transactions) {
        return transactions.within(
                TestGateway.TENANT,
                connection -> new Secrets(
                        Rows.query(
                                connection,
                                "SELECT s.*, k.epoch, k.key FROM subject s JOIN subject_key k ON k.subject = s.id",
                                row -> new Pupil(
                                        row.getObject("id", UUID.class),
                                        row.getString("school"),
                                        row.getBytes("local_id"),
                                        row.getBytes("local_mark"),
                                        row.getBytes("birth_date"),
                                        row.getBytes("birth_mark"),
                                        new Wrapped(row.getString("epoch"), row.getBytes("key")))),
                        Rows.query(
                                connection,
                                "SELECT * FROM holder",
                                row -> new Holder(
                                        row.getObject("id", UUID.class),
                                        row.getObject("subject", UUID.class),
                                        row.getBytes("local_id"),
                                        row.getBytes("local_mark"))),
                        Rows.query(
                                connection,
                                "SELECT s.epoch, s.salts, convert_from(e.body, 'UTF8') AS body FROM audit_erasable s"
                                        + " JOIN audit_event e ON e.id = s.event WHERE s.salts IS NOT NULL",
                                row -> new Salts(
                                        commitments(row.getString("body")),
                                        new Wrapped(row.getString("epoch"), row.getBytes("salts")))),
                        Rows.query(
                                connection,
                                "SELECT sender, door, mark, epoch, kept FROM acceptance",
                                row -> new Message(
                                        row.getString("sender"),
                                        row.getString("door"),
                                        row.getBytes("mark"),
                                        new Wrapped(row.getString("epoch"), row.getBytes("kept"))))));
    }

    private static List<String> commitments(String body) {
        var entry = TestTown.read(body);
        TreeMap<String, String> byName = new TreeMap<>();
        entry.path("commitments")
                .fields()
                .forEachRemaining(
                        each -> byName.put(each.getKey(), each.getValue().asText()));
        if (entry.has("subject")) {
            byName.put("subject", entry.path("subject").asText());
        }
        return List.copyOf(byName.values());
    }

    /** What matches when every candidate is tried on everything, with every key that the folder still has. */
    Set<String> matches(KeyFolder keys, Set<String> localIds, Set<UUID> ids, Set<String> days, Set<String> messageIds) {
        Vault vault = new Vault(keys, Ids.random());
        Set<String> found = new TreeSet<>();
        for (Pupil pupil : pupils) {
            Set<String> opened = new TreeSet<>();
            guess(() -> keys.unwrap(pupil.key())).forEach(key -> {
                var own = vault.keyOf(TestGateway.TENANT, key);
                opened.add(own.open(Column.SUBJECT_LOCAL_ID, pupil.id(), pupil.localId()));
                opened.add(String.valueOf(own.openIfAny(Column.SUBJECT_BIRTH_DATE, pupil.id(), pupil.birthDate())));
                holders.stream()
                        .filter(holder -> holder.subject().equals(pupil.id()))
                        .forEach(holder -> {
                            opened.add(own.open(Column.HOLDER_LOCAL_ID, holder.id(), holder.localId()));
                            localIds.stream()
                                    .filter(id -> Arrays.equals(own.mark(Column.HOLDER_LOCAL_ID, id), holder.mark()))
                                    .forEach(id -> found.add("holder's mark " + id));
                        });
            });
            Stream.of(localIds, days)
                    .flatMap(Set::stream)
                    .filter(opened::contains)
                    .forEach(id -> found.add("sealed " + id));
            localIds.stream()
                    .filter(id -> any(vault.marks(Marked.PUPIL, TestGateway.TENANT, pupil.school(), id), pupil.mark()))
                    .forEach(id -> found.add("mark " + id));
            days.stream()
                    .filter(day -> any(vault.marks(Marked.BIRTH_DATE, TestGateway.TENANT, day), pupil.birthMark()))
                    .forEach(day -> found.add("mark " + day));
        }
        for (Salts entry : salts) {
            guess(() -> keys.unwrap(entry.wrapped()))
                    .forEach(joined -> IntStream.range(0, joined.length / 32).forEach(place -> {
                        byte[] salt = Arrays.copyOfRange(joined, 32 * place, 32 * place + 32);
                        ids.stream()
                                .filter(id -> hmac(salt, id.toString())
                                        .equals(entry.commitments().get(place)))
                                .forEach(id -> found.add("commitment " + id));
                    }));
        }
        for (Message message : messages) {
            guess(() -> Kept.open(keys, message.kept()).messageId()).stream()
                    .filter(messageIds::contains)
                    .forEach(id -> found.add("kept " + id));
            messageIds.stream()
                    .filter(id -> any(
                            vault.marks(Marked.MESSAGE, TestGateway.TENANT, message.sender(), message.door(), id),
                            message.mark()))
                    .forEach(id -> found.add("mark " + id));
        }
        return found;
    }

    private static <T> List<T> guess(Supplier<T> opening) {
        try {
            return List.of(opening.get());
        } catch (KeyDestroyed | SecurityException nothing) {
            return List.of();
        }
    }

    private static boolean any(byte[][] marks, byte[] mark) {
        return Arrays.stream(marks).anyMatch(each -> Arrays.equals(each, mark));
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return java.util.HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
