package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.TileWriter;
import org.sluis.canonical.Ids;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/**
 * An event in its final form: the body that is hashed, its leaf, and the salts of what it commits to, wrapped together so that
 * they can be erased; null where it commits to nothing.
 */
record Entry(
        AuditReceipt receipt,
        String tenant,
        EventKind kind,
        byte[] body,
        @Nullable UUID subject,
        @Nullable UUID disclosure,
        @Nullable Wrapped salts,
        KeyFolder keys) {
    /** Always six digits: what PostgreSQL keeps, and one form for one instant. */
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendInstant(6)
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException when it is longer than an export has room for */
    static Entry of(Event event, Ids ids, KeyFolder keys) {
        Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
        UUID id = inOrder(at, ids.next());
        SortedMap<String, Object> facts = new TreeMap<>();
        SortedMap<String, Object> contents = new TreeMap<>();
        event.tell(facts, contents);
        Salts salts = Salts.fresh(contents.keySet(), ids);
        contents.replaceAll((name, content) -> salts.commit(name, (byte[]) content));
        SortedMap<String, Object> body = new TreeMap<>();
        UUID subject = event.subject();
        if (subject != null) {
            body.put(Event.SUBJECT, contents.remove(Event.SUBJECT));
        }
        body.put("v", 1);
        body.put("id", id.toString());
        body.put("tenant", event.tenant());
        body.put("at", INSTANT.format(at));
        body.put("kind", event.kind().code());
        body.put("facts", facts);
        body.put("commitments", contents);
        byte[] json = CanonicalJson.write(body).getBytes(UTF_8);
        if (json.length > TileWriter.LONGEST) {
            throw new IllegalArgumentException("an entry of more than " + TileWriter.LONGEST + " bytes");
        }
        AuditReceipt receipt = new AuditReceipt(id, MerkleTree.leaf(json), at, event.disclosure());
        Wrapped wrapped = salts.joined().length == 0 ? null : keys.wrap(salts.joined());
        return new Entry(receipt, event.tenant(), event.kind(), json, subject, event.disclosure(), wrapped, keys);
    }

    /** The salts under the epoch that is current, once the transaction that writes them has passed the {@code EpochGate}. */
    @Nullable
    Wrapped saltsNow() {
        return salts == null ? null : keys.current(salts);
    }

    /**
     * Of a random id the version 7 (RFC 9562) of this moment, which stands in the entry anyway: entries of one time are one
     * place in every index that leads to them. At ten million random places each would drag its own pages through the journal.
     */
    private static UUID inOrder(Instant at, UUID random) {
        long high = at.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0x0FFF;
        return new UUID(high, random.getLeastSignificantBits());
    }

    UUID id() {
        return receipt.entry();
    }

    @Override
    public String toString() {
        return "Entry[" + receipt.entry() + "]";
    }
}
