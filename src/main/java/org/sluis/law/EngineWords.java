package org.sluis.law;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sluis.canonical.ByText;

/** The words that the engine itself says of a question, each with its place, looked up once when a law is loaded. */
final class EngineWords {
    private final CompiledRows rows;
    final Value nobody;
    final Either sensitivity;
    final Either address;
    final SubjectFlags subject;
    final Word age;
    final Word authority;
    final OfStatement grantor;
    final long self;
    final long noGrantor;
    final long standsNever;
    final OfStatement effect;
    final Flags flags;
    final long noOrder;
    final long incompleteOrder;
    final OfStatement order;
    final Either namedBy;
    final Value unreachable;
    private final Value ordinaryPurpose;
    private final Value unknownDiscloser;
    private final ByText<Value> disclosers;
    private final ByText<Value> purposes;
    private final ByText<Kind> kinds;
    private final Kind unknownKind;
    private static final int SAYS = Answer.Says.values().length;
    /** By what the child said and what the holders did: {@link Answer.Says#bit}. */
    private final long[] answered = new long[1 << 2 * SAYS];
    /** That nothing is said of the people that a disclosure about nobody has not. */
    final Value[] noPeople;

    final Value noHolder;

    /** A word that says whether something holds. */
    record Either(Value yes, Value no) {
        Value of(boolean holds) {
            return holds ? yes : no;
        }
    }

    /** A word of a statement that says whether something holds: what either leaves of the rows of stage consent. */
    record OfStatement(long yes, long no, long neither) {
        long of(boolean holds) {
            return holds ? yes : no;
        }

        /** Where it may be neither. */
        long of(String value, String whenYes, String whenNo) {
            return value.equals(whenYes) ? yes : value.equals(whenNo) ? no : neither;
        }
    }

    /**
     * A kind of holder.
     *
     * @param counts it has authority over a child, or represents an adult
     * @param holder in the word for those who count
     * @param grantor in the word for who made a statement, and {@code standing} what that one is to the law
     */
    record Kind(boolean hasAuthority, boolean counts, boolean unclear, Value holder, long grantor, long standing) {}

    EngineWords(CompiledRows rows, LawSettings settings) {
        this.rows = rows;
        nobody = value("subject", Vocabulary.NOBODY);
        unknownDiscloser = value("discloser", LawSettings.UNKNOWN_DISCLOSER);
        disclosers = new ByText<>(settings.disclosers().stream()
                .collect(Collectors.toMap(kind -> kind, kind -> value("discloser", kind))));
        sensitivity = either("sensitivity", "low", "special");
        address = either("address", "secret", "open");
        subject = new SubjectFlags(rows);
        age = rows.word("age");
        authority = rows.word("authority");
        grantor = ofStatement("grantor", Vocabulary.CHILD, Vocabulary.HOLDER);
        noGrantor = ofConsent("grantor-kind", "");
        self = ofConsent("grantor-standing", "self");
        standsNever = ofConsent("grantor-standing", "never");
        effect = ofStatement("effect", "grant", "refuse");
        flags = new Flags(rows);
        noOrder = ofConsent(Vocabulary.COURT_ORDER, "none");
        incompleteOrder = ofConsent(Vocabulary.COURT_ORDER, "incomplete");
        order = ofStatement(Vocabulary.COURT_ORDER, "complete", "other-scope");
        namedBy = either("named-by", "every", "some");
        unreachable = value("register", "unreachable");
        ordinaryPurpose = value("purpose-kind", LawSettings.ORDINARY);
        Map<String, Value> byName = new HashMap<>();
        settings.purposes().forEach((name, kind) -> byName.put(name, value("purpose-kind", kind)));
        purposes = new ByText<>(byName);
        Map<String, Kind> byKind = new HashMap<>();
        settings.holderKinds().forEach((name, standing) -> byKind.put(name, kind(name, standing)));
        kinds = new ByText<>(byKind);
        unknownKind = kind("", LawSettings.UNCLEAR);
        for (int i = 0; i < answered.length; i++) {
            answered[i] = -1L;
            for (Answer.Says says : Answer.Says.values()) {
                answered[i] &= answered(says, (i & says.bit()) != 0, (i >> SAYS & says.bit()) != 0);
            }
        }
        noHolder = value("holder-kind", "");
        noPeople = Stream.of("birth-date", "age", "capable", "authority", "authority-check", "holders", "holder-kind")
                .map(word -> value(word, ""))
                .toArray(Value[]::new);
    }

    /** A kind that this law does not name is unknown. */
    Value discloser(String kind) {
        return disclosers.get(kind, unknownDiscloser);
    }

    Value purposeKind(String purpose) {
        return purposes.get(purpose, ordinaryPurpose);
    }

    /** A kind that this law does not know is unclear. */
    Kind kind(String kind) {
        return kinds.get(kind, unknownKind);
    }

    /** What is left of the rows after these answers of the child and of the holders: the bits of what they said. */
    long answered(int child, int holders) {
        return answered[child | holders << SAYS];
    }

    private long answered(Answer.Says says, boolean child, boolean holder) {
        if (child && holder) {
            return value(says.code(), Vocabulary.CHILD).answered()
                    | value(says.code(), Vocabulary.HOLDER).answered();
        }
        return value(says.code(), child ? Vocabulary.CHILD : holder ? Vocabulary.HOLDER : "")
                .answered();
    }

    private Kind kind(String name, String standing) {
        boolean hasAuthority = standing.equals("has-authority");
        return new Kind(
                hasAuthority,
                hasAuthority || standing.equals("represents"),
                standing.equals(LawSettings.UNCLEAR),
                value("holder-kind", name),
                ofConsent("grantor-kind", name),
                ofConsent("grantor-standing", standing));
    }

    private Either either(String word, String yes, String no) {
        return new Either(value(word, yes), value(word, no));
    }

    private OfStatement ofStatement(String word, String yes, String no) {
        return new OfStatement(ofConsent(word, yes), ofConsent(word, no), ofConsent(word, ""));
    }

    private long ofConsent(String word, String value) {
        return value(word, value).consent();
    }

    private Value value(String word, String value) {
        return rows.word(word).of(value);
    }
}
