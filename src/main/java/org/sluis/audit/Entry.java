package org.sluis.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.MerkleTree;
import org.sluis.audit.proof.TileWriter;
import org.sluis.canonical.Ids;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.Wrapped;

/** An event in its final form: the body that is hashed, its leaf, and the wrapped salts that may be erased. */
record Entry(
        AuditReceipt receipt,
        String tenant,
        EventKind kind,
        byte[] body,
        @Nullable UUID subject,
        @Nullable UUID disclosure,
        SortedMap<String, Wrapped> salts,
        KeyFolder keys) {
    private static final int SALT_BYTES = 32;
    /** Always six digits: what PostgreSQL keeps, and one form for one instant. */
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendInstant(6)
            .toFormatter(java.util.Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** @throws IllegalArgumentException when it is longer than an export has room for */
    static Entry of(Event event, Ids ids, KeyFolder keys) {
        Instant at = event.at().truncatedTo(ChronoUnit.MICROS);
        UUID id = inOrder(at, ids.next());
        SortedMap<String, Wrapped> salts = new TreeMap<>();
        Map<String, Object> commitments = new TreeMap<>();
        event.commitments().forEach((name, content) -> commitments.put(name, commit(name, content, salts, ids, keys)));
        Map<String, Object> body = new TreeMap<>();
        UUID subject = event.subject();
        if (subject != null) {
            body.put("subject", commit(Event.SUBJECT, subject.toString().getBytes(UTF_8), salts, ids, keys));
        }
        body.put("v", 1);
        body.put("id", id.toString());
        body.put("tenant", event.tenant());
        body.put("at", INSTANT.format(at));
        body.put("kind", event.kind().code());
        body.put("facts", event.facts());
        body.put("commitments", commitments);
        byte[] json = CanonicalJson.write(body).getBytes(UTF_8);
        if (json.length > TileWriter.LONGEST) {
            throw new IllegalArgumentException("an entry of more than " + TileWriter.LONGEST + " bytes");
        }
        AuditReceipt receipt = new AuditReceipt(id, MerkleTree.leaf(json), at, event.disclosure());
        return new Entry(receipt, event.tenant(), event.kind(), json, subject, event.disclosure(), salts, keys);
    }

    /** The salts under the epoch that is current, once the transaction that writes them has passed the {@code EpochGate}. */
    SortedMap<String, Wrapped> saltsNow() {
        SortedMap<String, Wrapped> now = new TreeMap<>(salts);
        now.replaceAll((name, salt) -> keys.current(salt));
        return now;
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

    private static String commit(
            String name, byte[] content, SortedMap<String, Wrapped> salts, Ids ids, KeyFolder keys) {
        byte[] salt = ids.bytes(SALT_BYTES);
        salts.put(name, keys.wrap(salt));
        return HexFormat.of().formatHex(commitment(salt, content));
    }

    /** HMAC-SHA-256 under the salt. */
    static byte[] commitment(byte[] salt, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("HMAC-SHA-256 is missing from this JVM", absent);
        }
    }

    @Override
    public String toString() {
        return "Entry[" + receipt.entry() + "]";
    }
}
