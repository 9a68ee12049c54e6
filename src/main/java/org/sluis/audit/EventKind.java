package org.sluis.audit;

import java.util.Locale;

/** The closed catalogue of what is logged; {@code docs/audit-log.md} describes each, and a test compares the two. */
public enum EventKind {
    GATEWAY_STARTED,
    GATEWAY_STOPPED,
    PARTY_REGISTERED,
    CLIENT_REGISTERED,
    MANDATE_REGISTERED,
    ENTITLEMENT_REGISTERED,
    PERSON_REGISTERED,
    PERSON_ROLE_GIVEN,
    PERSON_ROLE_ENDED,
    PERSON_KEY_ENROLLED,
    PERSON_KEY_REVOKED,
    PERSON_REJECTED,
    PROPOSED,
    APPROVED,
    APPROVAL_REFUSED,
    SUBJECT_REGISTERED,
    AUTHORITY_RECORDED,
    FACT_RECORDED,
    CONSENT_RECORDED,
    CONSENT_REFUSAL_RECORDED,
    CONSENT_WITHDRAWN,
    CONSENT_REJECTED,
    CONSENT_ASKED,
    ANSWER_CODE_MADE,
    ANSWER_CODE_REFUSED,
    CONSENT_ANSWERED,
    POLICY_IN_FORCE,
    DISCLOSURE_RELEASED,
    DISCLOSURE_REFUSED,
    DELIVERY_CLEARED,
    DELIVERY_STOPPED,
    DELIVERY_HELD,
    DELIVERY_SUCCEEDED,
    DELIVERY_FAILED,
    DELIVERY_UNCERTAIN,
    LOG_READ;

    /** As it stands in an entry: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
