package org.sluis.audit.reading;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Sha256;

/**
 * Something worth a reviewer's look; no judgement.
 *
 * @param pattern which one
 * @param about what it is about: ids, codes, days and numbers
 * @param count how many entries show it
 * @param entries the indexes of the first hundred of them
 */
public record Finding(String pattern, Map<String, String> about, long count, List<Long> entries) {
    static final int SHOWN = 100;

    /** Of what it shows, hexadecimal: once it shows more it is another. */
    public String digest() {
        String shown = CanonicalJson.write(Map.of(
                "pattern",
                pattern,
                "about",
                about,
                "count",
                String.valueOf(count),
                "entries",
                entries.stream().map(String::valueOf).toList()));
        return Sha256.hex(shown.getBytes(StandardCharsets.UTF_8));
    }
}
