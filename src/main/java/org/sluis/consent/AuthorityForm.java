package org.sluis.consent;

import java.util.List;

/**
 * A question to a register of authority about one of a school's own pupils. The numbers are the register's own names for
 * people: they serve to ask and to match, and are neither kept nor shown.
 *
 * @param subject the school's own id of the pupil
 * @param number the pupil's
 * @param holders who is on record or is to be
 */
public record AuthorityForm(String subject, String number, List<Holder> holders) {

    /** @param localId the school's own id of the person */
    public record Holder(String localId, String number) {
        /** Shows nothing. */
        @Override
        public String toString() {
            return "Holder";
        }
    }

    /** Shows how many holders, and nothing of anyone. */
    @Override
    public String toString() {
        return "AuthorityForm[" + holders.size() + " holders]";
    }
}
