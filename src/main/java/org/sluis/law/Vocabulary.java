package org.sluis.law;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The closed words that {@code when} of a row may use, stage by stage, and the values each can have: those of the engine,
 * and those that {@code law.yaml} adds for what is out of the ordinary.
 */
final class Vocabulary {
    static final String HOLDER = ConsentFact.HOLDER;
    static final String CHILD = ConsentFact.CHILD;
    static final String NOBODY = "none";
    static final String BREADTH = "breadth";
    static final String COURT_ORDER = "court-order";
    static final Set<String> GRANTORS = Set.of(HOLDER, CHILD);
    /** What {@code law.yaml} may not add, because the engine itself says it. */
    static final Set<String> OF_THE_ENGINE = Set.of(
            "discloser",
            "sensitivity",
            "subject",
            "birth-date",
            "age",
            "capable",
            "authority",
            "authority-check",
            "holders",
            "holder-kind",
            "purpose-kind",
            "grantor",
            "grantor-kind",
            "grantor-standing",
            "effect",
            "withdrawn",
            "period",
            "recipient",
            "purpose",
            "proof",
            "verified",
            "beside",
            COURT_ORDER,
            BREADTH,
            "grants",
            "refuses",
            "withdrew",
            "struck",
            "missing",
            "named-by",
            "address",
            "register");

    private static final Set<String> YES_NO = Set.of("yes", "no");
    private static final Set<String> SAME_OTHER = Set.of("same", "other");

    private final Map<String, Set<String>> subject = new TreeMap<>();
    private final Map<String, Set<String>> consent = new TreeMap<>();
    private final Map<String, Set<String>> joint = new TreeMap<>();
    private final Map<String, Set<String>> coverage = Map.of("named-by", Set.of("every", "some"));
    private final Map<String, Set<String>> element = Map.of("address", Set.of("secret", "open"));
    private final Map<String, Set<String>> register = Map.of("register", Set.of("unreachable"));

    Vocabulary(LawSettings settings) {
        Set<String> ages = settings.bands().stream()
                .map(LawSettings.Band::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        subject.put("discloser", with(settings.disclosers(), LawSettings.UNKNOWN_DISCLOSER));
        subject.put("sensitivity", Set.of("low", "special"));
        subject.put("subject", Set.of("known", "unknown", NOBODY));
        subject.put("birth-date", Set.of("agrees", "differs"));
        subject.put("age", with(ages, LawSettings.UNKNOWN_AGE));
        subject.put("capable", YES_NO);
        subject.put("authority", Set.of("established", "unknown", "under-investigation", "none"));
        subject.put("authority-check", Set.of("fresh", "stale", "missing"));
        subject.put("holders", Set.of("none", "unclear", "one", "several"));
        subject.put("holder-kind", settings.holderKinds().keySet());
        subject.put("purpose-kind", with(settings.purposes().values(), LawSettings.ORDINARY));
        settings.modes().forEach((name, mode) -> subject.put("mode." + name, mode.of()));
        consent.put("grantor", GRANTORS);
        consent.put("grantor-kind", settings.holderKinds().keySet());
        consent.put("grantor-standing", with(LawSettings.STANDINGS, "self"));
        consent.put("effect", Set.of("grant", "refuse"));
        consent.put("withdrawn", YES_NO);
        consent.put("period", Set.of("before", "within", "after"));
        consent.put("recipient", SAME_OTHER);
        consent.put("purpose", SAME_OTHER);
        consent.put("proof", Set.of("complete", "missing"));
        consent.put("verified", YES_NO);
        consent.put("beside", Set.of("alone", "more-specific"));
        consent.put(BREADTH, Set.of("specific", "general"));
        consent.put(COURT_ORDER, Set.of("none", "incomplete", "other-scope", "complete"));
        for (String says : List.of("grants", "refuses", "withdrew", "struck", "missing")) {
            joint.put(says, GRANTORS);
        }
        add(settings.words().situation(), subject);
        add(settings.words().statement(), consent);
    }

    /** The words a row of this stage may use, each with its values. */
    Map<String, Set<String>> of(Stage stage) {
        return switch (stage) {
            case IDENTITY, EXCEPTION, AUTHORITY, NEEDED, VETO -> subject;
            case CONSENT -> joined(consent);
            case JOINT -> joined(joint);
            case COVERAGE -> joined(coverage);
            case ELEMENT -> joined(element);
            case REGISTER -> register;
        };
    }

    /** Every word with its values, whatever the stage. */
    Map<String, Set<String>> words() {
        Map<String, Set<String>> all = new TreeMap<>(register);
        List.of(subject, consent, joint, coverage, element).forEach(all::putAll);
        return all;
    }

    private static void add(Map<String, List<String>> more, Map<String, Set<String>> to) {
        more.forEach((word, values) -> to.put(word, Set.copyOf(values)));
    }

    private static Set<String> with(Collection<String> some, String more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.add(more);
        return all;
    }

    private Map<String, Set<String>> joined(Map<String, Set<String>> more) {
        Map<String, Set<String>> all = new TreeMap<>(subject);
        all.putAll(more);
        return all;
    }
}
