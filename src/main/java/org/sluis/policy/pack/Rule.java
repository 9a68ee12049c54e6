package org.sluis.policy.pack;

/** What a policy says of an element. Whatever it releases, the consent must cover its category as well. */
public enum Rule {
    /** Goes; where it is missing or withheld the disclosure is held. */
    REQUIRED,
    /** Goes where the message holds it: worth a consent that names its category on purpose. */
    CONSENT,
    /** Goes where the message holds it. */
    OPTIONAL,
    /** Goes, or else the element that says why it is missing. */
    REQUIRED_OR_REASON,
    /** Stays. Beats every other rule. */
    FORBIDDEN;

    /** Whether every element of the message must be named one by one for it: a category cannot be required. */
    public boolean ofElementsOnly() {
        return this == REQUIRED || this == REQUIRED_OR_REASON;
    }
}
