package org.sluis.audit.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.sluis.audit.CanonicalJson;

/** Entries of every kind that docs/audit-log.md knows: with every fact of theirs and a child, and with nothing. */
final class Logged {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([a-z-]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final List<String> LISTS =
            List.of("consents", "rows", "released", "withheld", "clients", "drafts", "where", "filters");
    static final String CONSENT = "0b6f0f3e-6a55-4f0e-9d5e-6a1f0c1d2e3f";
    static final String COMMITMENT = "ab".repeat(32);

    private Logged() {}

    /** By kind, the facts that the page names for it. */
    static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        try {
            String page = Files.readString(Path.of("docs/audit-log.md"));
            for (MatchResult row : ROW.matcher(page).results().toList()) {
                if (!row.group(1).equals("kind")) {
                    kinds.put(
                            row.group(1), List.of(row.group(3).replace("*", "").split("[,;] ")));
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return kinds;
    }

    /** Everything there can be, about a child. */
    static LoggedEntry whole(String kind) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (String name : kinds().getOrDefault(kind, List.of())) {
            facts.put(name, value(name));
        }
        return entry(kind, facts, true);
    }

    /** No fact, about nobody. */
    static LoggedEntry bare(String kind) {
        return entry(kind, Map.of(), false);
    }

    static LoggedEntry entry(String kind, Map<String, Object> facts, boolean aboutAChild) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "v",
                1,
                "id",
                UUID.nameUUIDFromBytes(kind.getBytes()).toString(),
                "tenant",
                "waterlee-scholen",
                "at",
                "2026-03-02T11:00:00.123456Z",
                "kind",
                kind,
                "facts",
                facts,
                "commitments",
                Map.of()));
        if (aboutAChild) {
            body.put("subject", COMMITMENT);
        }
        return LoggedEntry.of(41, "cd".repeat(32), CanonicalJson.write(body));
    }

    private static Object value(String name) {
        if (LISTS.contains(name)) {
            return List.of(CONSENT, "nl-R01");
        }
        return List.of("policy", "law", "digest", "mapping").contains(name) ? "9c".repeat(32) : CONSENT;
    }
}
