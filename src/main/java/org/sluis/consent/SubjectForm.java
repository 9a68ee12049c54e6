package org.sluis.consent;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a school says of a pupil. What it leaves out stays as it is on record; of a new pupil it is unknown.
 *
 * @param localId the school's own id of the pupil; with the school it names the subject
 * @param capable of a reasonable appraisal of their interests; true of a new pupil unless said otherwise
 * @param holders those named are added or changed; nobody is removed by not being named
 * @param authority a check of who has authority. A holder who is added or changed without one makes authority unknown
 *     until the next check
 * @param birthDatePartial only the year is known, or year and month: then there is no birth date on record, whatever was
 *     before, and the age cannot be judged (row R43)
 */
public record SubjectForm(
        String localId,
        @Nullable LocalDate birthDate,
        @Nullable Boolean capable,
        List<Holder> holders,
        @Nullable Authority authority,
        boolean birthDatePartial) {

    /** Of whom a whole birth date is given, or none. */
    public SubjectForm(
            String localId,
            @Nullable LocalDate birthDate,
            @Nullable Boolean capable,
            List<Holder> holders,
            @Nullable Authority authority) {
        this(localId, birthDate, capable, holders, authority, false);
    }

    /**
     * @param localId the school's own id of the person
     * @param kind a kind of the law, for the Netherlands a CORV role: 112 parent with authority, 191 guardian …
     */
    public record Holder(String localId, String kind) {
        @Override
        public String toString() {
            return "Holder[" + kind + "]";
        }
    }

    /**
     * @param state {@code established}, {@code unknown}, {@code under-investigation} or {@code none}
     * @param source where it was checked, one of the law's {@code authority-sources}
     * @param evidence SHA-256 of the document that was looked at, hexadecimal; the law says which sources need one
     * @param by who looked at it, an id of the school's own
     */
    public record Authority(
            String state,
            String source,
            LocalDate checkedOn,
            @Nullable String evidence,
            @Nullable String by) {}

    /** Shows nothing of the pupil. */
    @Override
    public String toString() {
        return "SubjectForm" + holders;
    }
}
