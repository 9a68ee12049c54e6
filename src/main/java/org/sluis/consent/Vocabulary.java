package org.sluis.consent;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sluis.party.PartyKind;

/** The closed words that {@code when} of a row may use, stage by stage, and the values each can have. */
final class Vocabulary {
    static final String HOLDER = "holder";
    static final String CHILD = "child";
    static final String NOBODY = "none";
    static final Set<String> GRANTORS = Set.of(HOLDER, CHILD);
    private static final Set<String> YES_NO = Set.of("yes", "no");
    private static final Set<String> SAME_OTHER = Set.of("same", "other");

    private final Map<String, Set<String>> subject = new TreeMap<>();
    private final Map<String, Set<String>> consent;
    private final Map<String, Set<String>> joint;

    Vocabulary(LawSettings settings) {
        Set<String> ages = settings.bands().stream()
                .map(LawSettings.Band::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        ages.add(LawSettings.UNKNOWN_AGE);
        subject.put(
                "discloser",
                Arrays.stream(PartyKind.values()).map(PartyKind::code).collect(Collectors.toSet()));
        subject.put("sensitivity", Set.of("low", "special"));
        subject.put("subject", Set.of("known", "unknown", NOBODY));
        subject.put("birth-date", Set.of("agrees", "differs"));
        subject.put("age", ages);
        subject.put("capable", YES_NO);
        subject.put("authority", Set.of("established", "unknown", "under-investigation", "none"));
        subject.put("authority-check", Set.of("fresh", "stale", "missing"));
        subject.put("holders", Set.of("none", "unclear", "one", "several"));
        settings.modes().forEach((name, mode) -> subject.put("mode." + name, mode.of()));
        consent = joined(Map.of(
                "grantor", GRANTORS,
                "grantor-standing", Set.of("has-authority", "unclear", "never", "self"),
                "effect", Set.of("grant", "refuse"),
                "withdrawn", YES_NO,
                "period", Set.of("before", "within", "after"),
                "recipient", SAME_OTHER,
                "purpose", SAME_OTHER,
                "proof", Set.of("complete", "missing"),
                "verified", YES_NO));
        joint = joined(Map.of(
                "grants",
                GRANTORS,
                "refuses",
                GRANTORS,
                "withdrew",
                GRANTORS,
                "struck",
                GRANTORS,
                "missing",
                GRANTORS));
    }

    /** The words a row of this stage may use, each with its values. */
    Map<String, Set<String>> of(Stage stage) {
        return switch (stage) {
            case IDENTITY, AUTHORITY, NEEDED -> subject;
            case CONSENT -> consent;
            case JOINT -> joint;
            case COVERAGE -> joined(Map.of("named-by", Set.of("every", "some")));
            case ELEMENT -> joined(Map.of("address", Set.of("secret", "open")));
            case REGISTER -> Map.of("register", Set.of("unreachable"));
        };
    }

    private Map<String, Set<String>> joined(Map<String, Set<String>> more) {
        Map<String, Set<String>> all = new TreeMap<>(subject);
        all.putAll(more);
        return all;
    }
}
