package org.sluis.canonical;

/** The id of an organisation within a tenant: lower-case letters, digits and hyphens, 2 to 63 characters. */
public record PartyId(String value) {

    /** Refuses anything that is not such an id, so that none from outside can carry more than a name. */
    public PartyId {
        Names.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
