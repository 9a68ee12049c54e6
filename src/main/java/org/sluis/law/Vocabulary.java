package org.sluis.law;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The closed words that {@code when} of a row may use, stage by stage, and the values each can have: those of the engine,
 * and those that {@code law.yaml} adds for what is out of the ordinary. Each value has a place: {@link Value}.
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
    private final Map<String, Word> words = new HashMap<>();
    private int size;
    private int taken = Long.SIZE;
    private final Map<String, List<String>> ofTheCase;
    private final Map<String, List<String>> ofAStatement;

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
        ofTheCase = settings.words().situation();
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
        ofAStatement = settings.words().statement();
        for (String says : List.of("grants", "refuses", "withdrew", "struck", "missing")) {
            joint.put(says, GRANTORS);
        }
        add(ofTheCase, subject);
        add(ofAStatement, consent);
        for (Map<String, Set<String>> each : List.of(subject, consent, joint, coverage, element, register)) {
            each.forEach(this::number);
        }
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

    /** What holds of every question before anything is said of it. */
    Situation ordinary(LawSettings settings) {
        Situation ordinary = Situation.empty(size);
        ofTheCase.forEach((word, values) -> ordinary.is(value(word, values.get(0))));
        ofAStatement.forEach((word, values) -> ordinary.is(value(word, values.get(0))));
        settings.modes().forEach((name, mode) -> ordinary.is(value("mode." + name, mode.is())));
        return ordinary;
    }

    /** Says of the case what was said of it. @throws IllegalArgumentException for a word or value that is not this law's */
    void sayOfTheCase(Map<String, String> said, Situation into) {
        say(said, ofTheCase, into);
    }

    /** The same of what is on record. @param alone or else beside what was said of this word before */
    void sayOfTheCase(SaidFact fact, boolean alone, Situation into) {
        require(ofTheCase, fact.word(), fact.value());
        Value value = value(fact.word(), fact.value());
        if (alone) {
            into.is(value);
        } else {
            into.also(value);
        }
    }

    /** The same of one statement. */
    void sayOfAStatement(Map<String, String> said, Situation into) {
        say(said, ofAStatement, into);
    }

    Word word(String word) {
        return Objects.requireNonNull(words.get(word), word);
    }

    Condition condition(String word, Set<String> values) {
        long bits = 0;
        for (String value : values) {
            bits |= value(word, value).bit();
        }
        return new Condition(word(word).unknown().at(), bits);
    }

    private Value value(String word, String value) {
        return word(word).of(value);
    }

    /** The values of one word lie in one number, side by side. */
    private void number(String word, Set<String> values) {
        if (values.size() > Long.SIZE) {
            throw new IllegalArgumentException("law.yaml: the word " + word + " has more than 64 values");
        }
        if (taken + values.size() > Long.SIZE) {
            size++;
            taken = 0;
        }
        int at = size - 1;
        long all = (values.size() == Long.SIZE ? -1L : (1L << values.size()) - 1) << taken;
        Map<String, Value> byText = new HashMap<>();
        for (String each : new TreeSet<>(values)) {
            byText.put(each, new Value(at, all, 1L << taken++));
        }
        if (words.put(word, new Word(byText, new Value(at, all, 0))) != null) {
            throw new IllegalStateException("the word " + word + " is there twice");
        }
    }

    private void say(Map<String, String> said, Map<String, List<String>> known, Situation into) {
        said.forEach((word, value) -> {
            require(known, word, value);
            into.is(value(word, value));
        });
    }

    private static void require(Map<String, List<String>> known, String word, String value) {
        if (!known.getOrDefault(word, List.of()).contains(value)) {
            throw new IllegalArgumentException("this law has no word " + word + " with a value " + value);
        }
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
