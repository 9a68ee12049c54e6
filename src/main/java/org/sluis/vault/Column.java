package org.sluis.vault;

import java.util.Locale;

/** Every column that holds something about a person in words or numbers of the outside world. Each is ciphertext. */
public enum Column {
    /** A school's own id of its pupil. */
    SUBJECT_LOCAL_ID,
    SUBJECT_BIRTH_DATE,
    /** A school's own id of somebody who has, or might have, authority. */
    HOLDER_LOCAL_ID,
    /** Of a court. */
    CONSENT_ORDER_REFERENCE,
    CONSENT_PROOF_DIGEST,
    SUBJECT_FACT_REFERENCE,
    SUBJECT_FACT_EVIDENCE_DIGEST,
    AUTHORITY_CHECK_EVIDENCE,
    EMERGENCY_NOTE,
    EMERGENCY_REVIEW_NOTE,
    /** The same notes, as a second person reads them. */
    PROPOSAL_NOTE,
    BIRTHDAY_DAY,
    ANSWERED_FORM_DOCUMENT;

    /** Stands in the associated data of what is sealed: a value moved to another column does not open. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
