package org.sluis.consent.authority;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;

/**
 * A register that can be asked who has authority over a child. What people record by hand, from a school's administration
 * or a court's order, comes without being asked: {@link org.sluis.consent.SubjectForm.Authority}.
 */
interface AuthoritySource {

    /** Its id among the law's {@code authority-sources}. */
    String id();

    /** Whether a text can be a number by which this register knows people. */
    boolean isNumber(String text);

    /**
     * What it says of the child with this number now. The number leaves for the register and is kept nowhere.
     *
     * @throws Refused AUTHORITY_SOURCE_UNREACHABLE when no answer came in time, or one that says to try again;
     *     AUTHORITY_SOURCE_NOT_UNDERSTOOD when one came that is not in words that are known, all of them; CONSENT_NOT_VALID
     *     at {@code /number} when it knows of no authority over a person with this number
     */
    Finding ask(String number);

    /**
     * What it said, in the words of the law.
     *
     * @param state as of {@link org.sluis.consent.SubjectForm.Authority}
     * @param others what someone is whom a complete answer does not name
     * @param answer as it came, to commit to
     */
    record Finding(String state, List<Person> persons, Set<String> others, byte[] answer) {
        /** Shows the state and the kinds. */
        @Override
        public String toString() {
            return "Finding[" + state + ", " + persons + "]";
        }
    }

    /** @param number null where the register tells of a person without one @param kind of the law */
    record Person(@Nullable String number, String kind) {
        /** Shows the kind. */
        @Override
        public String toString() {
            return kind;
        }
    }
}
