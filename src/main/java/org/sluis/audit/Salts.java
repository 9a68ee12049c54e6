package org.sluis.audit;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.canonical.Ids;

/** A fresh salt of 32 bytes for each commitment of one entry, one behind the other in the order of the commitments' names. */
final class Salts {
    private static final int EACH = 32;
    private static final String HMAC = "HmacSHA256";
    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(Salts::mac);

    private final List<String> names;
    private final byte[] joined;

    private Salts(List<String> names, byte[] joined) {
        this.names = names;
        this.joined = joined;
    }

    static Salts fresh(Collection<String> names, Ids ids) {
        List<String> sorted = names.stream().sorted().toList();
        return new Salts(sorted, ids.bytes(EACH * sorted.size()));
    }

    /** Those that were kept of an entry with these commitments; empty where they are not as many. */
    static Optional<Salts> of(Collection<String> names, byte[] joined) {
        return joined.length == EACH * names.size()
                ? Optional.of(new Salts(names.stream().sorted().toList(), joined))
                : Optional.empty();
    }

    byte[] joined() {
        return joined;
    }

    /** HMAC-SHA-256 (RFC 2104) of the content under the salt of this name, in lowercase hex. */
    String commit(String name, byte[] content) {
        int from = EACH * names.indexOf(name);
        return HexFormat.of().formatHex(commitment(Arrays.copyOfRange(joined, from, from + EACH), content));
    }

    static byte[] commitment(byte[] salt, byte[] content) {
        try {
            Mac mac = MACS.get();
            mac.init(new SecretKeySpec(salt, HMAC));
            return mac.doFinal(content);
        } catch (GeneralSecurityException unfit) {
            throw new IllegalStateException("no HMAC-SHA-256 under such a salt", unfit);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(HMAC);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("HMAC-SHA-256 is missing from this JVM", absent);
        }
    }
}
