package org.sluis.law;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that the engine itself says of a question, each with its place, looked up once when a law is loaded. */
final class EngineWords {
    private final Vocabulary vocabulary;
    final Value nobody;
    final Word discloser;
    final Value unknownDiscloser;
    final Either sensitivity;
    final Either address;
    final Either subject;
    final Either birthDate;
    final Word age;
    final Either capable;
    final Word authority;
    final Value notChecked;
    final Either check;
    final Value holdersUnclear;
    final Value holdersNone;
    final Either holders;
    final Word grantor;
    final Value self;
    final Value standsNever;
    final Word effect;
    final Either withdrawn;
    final Value before;
    final Either period;
    final Either recipient;
    final Either purpose;
    final Either breadth;
    final Value noOrder;
    final Value incompleteOrder;
    final Either order;
    final Either proof;
    final Either verified;
    final Either beside;
    final Either namedBy;
    final Value unreachable;
    private final Value ordinaryPurpose;
    private final Map<String, Value> purposes = new HashMap<>();
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Kind unknownKind;
    private final Map<Answer.Says, Either> answers = new EnumMap<>(Answer.Says.class);

    /** A word that says whether something holds. */
    record Either(Value yes, Value no) {
        Value of(boolean holds) {
            return holds ? yes : no;
        }
    }

    /**
     * A kind of holder.
     *
     * @param counts it has authority over a child, or represents an adult
     * @param holder in the word for those who count
     * @param grantor in the word for who made a statement, and {@code standing} what that one is to the law
     */
    record Kind(boolean hasAuthority, boolean counts, boolean unclear, Value holder, Value grantor, Value standing) {}

    EngineWords(Vocabulary vocabulary, LawSettings settings) {
        this.vocabulary = vocabulary;
        nobody = value("subject", Vocabulary.NOBODY);
        discloser = vocabulary.word("discloser");
        unknownDiscloser = discloser.of(LawSettings.UNKNOWN_DISCLOSER);
        sensitivity = either("sensitivity", "low", "special");
        address = either("address", "secret", "open");
        subject = either("subject", "known", "unknown");
        birthDate = either("birth-date", "agrees", "differs");
        age = vocabulary.word("age");
        capable = either("capable", "yes", "no");
        authority = vocabulary.word("authority");
        notChecked = value("authority-check", "missing");
        check = either("authority-check", "fresh", "stale");
        holdersUnclear = value("holders", "unclear");
        holdersNone = value("holders", "none");
        holders = either("holders", "one", "several");
        grantor = vocabulary.word("grantor");
        self = value("grantor-standing", "self");
        standsNever = value("grantor-standing", "never");
        effect = vocabulary.word("effect");
        withdrawn = either("withdrawn", "yes", "no");
        before = value("period", "before");
        period = either("period", "within", "after");
        recipient = either("recipient", "same", "other");
        purpose = either("purpose", "same", "other");
        breadth = either(Vocabulary.BREADTH, "general", "specific");
        noOrder = value(Vocabulary.COURT_ORDER, "none");
        incompleteOrder = value(Vocabulary.COURT_ORDER, "incomplete");
        order = either(Vocabulary.COURT_ORDER, "complete", "other-scope");
        proof = either("proof", "complete", "missing");
        verified = either("verified", "yes", "no");
        beside = either("beside", "more-specific", "alone");
        namedBy = either("named-by", "every", "some");
        unreachable = value("register", "unreachable");
        ordinaryPurpose = value("purpose-kind", LawSettings.ORDINARY);
        settings.purposes().forEach((name, kind) -> purposes.put(name, value("purpose-kind", kind)));
        settings.holderKinds().forEach((name, standing) -> kinds.put(name, kind(name, standing)));
        unknownKind = kind("", LawSettings.UNCLEAR);
        for (Answer.Says says : Answer.Says.values()) {
            answers.put(says, either(says.code(), Vocabulary.CHILD, Vocabulary.HOLDER));
        }
    }

    Value purposeKind(String purpose) {
        return purposes.getOrDefault(purpose, ordinaryPurpose);
    }

    /** A kind that this law does not know is unclear. */
    Kind kind(String kind) {
        return kinds.getOrDefault(kind, unknownKind);
    }

    /** @param holder null for the child */
    Value answered(Answer.Says says, @Nullable Object holder) {
        return java.util.Objects.requireNonNull(answers.get(says)).of(holder == null);
    }

    private Kind kind(String name, String standing) {
        boolean hasAuthority = standing.equals("has-authority");
        return new Kind(
                hasAuthority,
                hasAuthority || standing.equals("represents"),
                standing.equals(LawSettings.UNCLEAR),
                value("holder-kind", name),
                value("grantor-kind", name),
                value("grantor-standing", standing));
    }

    private Either either(String word, String yes, String no) {
        return new Either(value(word, yes), value(word, no));
    }

    private Value value(String word, String value) {
        return vocabulary.word(word).of(value);
    }
}
