package org.sluis.canonical;

/** Why a disclosure is made (GDPR art. 5(1)(b)): the id of a purpose that a policy names. */
public record Purpose(String value) {

    /** Refuses anything that is not an id of lower-case letters, digits and hyphens. */
    public Purpose {
        Names.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
