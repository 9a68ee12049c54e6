package org.sluis.canonical;

import java.util.Locale;

/**
 * The catalogue of reasons for which nothing was sent. The texts in Dutch and English are in {@code reasons.yaml}; a
 * test holds both lists equal. Statuses follow RFC 9110.
 */
public enum Reason {
    // The gate: form, before any content is looked at.
    BODY_EMPTY(Outcome.DENY, 400),
    BODY_TOO_LARGE(Outcome.DENY, 413),
    CONTENT_ENCODING_REFUSED(Outcome.DENY, 415),
    CONTENT_TYPE_UNKNOWN(Outcome.DENY, 415),
    NOT_UTF8(Outcome.DENY, 400),
    NOT_WELL_FORMED(Outcome.DENY, 400),
    DUPLICATE_KEY(Outcome.DENY, 400),
    TOO_DEEP(Outcome.DENY, 400),
    TOO_MANY_NODES(Outcome.DENY, 400),
    NUMBER_TOO_LONG(Outcome.DENY, 400),
    TEXT_TOO_LONG(Outcome.DENY, 400),
    DOCTYPE_REFUSED(Outcome.DENY, 400),
    PROCESSING_INSTRUCTION_REFUSED(Outcome.DENY, 400),
    NAME_NOT_VALID(Outcome.DENY, 400),
    // Who asks, and whether they may.
    NOT_AUTHENTICATED(Outcome.DENY, 401),
    MANDATE_MISSING(Outcome.DENY, 403),
    NOT_ENTITLED(Outcome.DENY, 403),
    RECIPIENT_UNKNOWN(Outcome.DENY, 404),
    CONNECTOR_UNKNOWN(Outcome.DENY, 404),
    SHIFT_NOT_ALLOWED(Outcome.DENY, 400),
    HEADER_NOT_VALID(Outcome.DENY, 400),
    // What was sent.
    FORMULA_IN_CELL(Outcome.DENY, 422),
    ELEMENT_UNMAPPED(Outcome.DENY, 422),
    ELEMENT_NOT_VALID(Outcome.DENY, 422),
    CODE_UNKNOWN(Outcome.DENY, 422),
    MESSAGE_ID_MISSING(Outcome.DENY, 400),
    DUPLICATE_WITH_OTHER_CONTENT(Outcome.DENY, 409),
    // Consent, law and policy.
    SUBJECT_NOT_ON_ROSTER(Outcome.DENY, 403),
    ROSTER_NOT_CURRENT(Outcome.PENDING, 403),
    SUBJECT_UNKNOWN(Outcome.PENDING, 403),
    ANONYMOUS_BUT_IDENTIFIED(Outcome.HOLD, 422),
    BIRTH_DATE_UNKNOWN(Outcome.PENDING, 403),
    BIRTH_DATE_DIFFERS(Outcome.HOLD, 422),
    AUTHORITY_UNKNOWN(Outcome.PENDING, 403),
    CONSENT_MISSING_HOLDER(Outcome.PENDING, 403),
    CONSENT_MISSING_CHILD(Outcome.PENDING, 403),
    CONSENT_REFUSED(Outcome.DENY, 403),
    CONSENT_WITHDRAWN(Outcome.DENY, 403),
    CONSENT_OUTSIDE_PERIOD(Outcome.DENY, 403),
    CONSENT_FOR_OTHER_RECIPIENT(Outcome.DENY, 403),
    CONSENT_FOR_OTHER_PURPOSE(Outcome.DENY, 403),
    CONSENT_WITHOUT_PROOF(Outcome.DENY, 403),
    CONSENT_NOT_VERIFIED(Outcome.DENY, 403),
    CONSENT_WITHOUT_AUTHORITY(Outcome.DENY, 403),
    CONSENT_REGISTER_UNREACHABLE(Outcome.HOLD, 503),
    SITUATION_UNKNOWN(Outcome.PENDING, 403),
    CONSENT_TO_RENEW(Outcome.PENDING, 403),
    DISCLOSER_UNKNOWN(Outcome.DENY, 403),
    PERSON_DECEASED(Outcome.DENY, 403),
    PURPOSE_NOT_HERE(Outcome.DENY, 403),
    GROUND_NOT_MET(Outcome.DENY, 403),
    REPORTING_CENTRE(Outcome.ROUTE, 422),
    OWN_CHANNEL(Outcome.ROUTE, 422),
    ABOUT_ANOTHER_PERSON(Outcome.HOLD, 422),
    PROFESSIONAL_VETO(Outcome.DENY, 403),
    PLAN_NOT_AGREED(Outcome.HOLD, 422),
    PUPIL_NOT_HEARD(Outcome.HOLD, 422),
    POLICY_MISSING(Outcome.DENY, 403),
    POLICY_NOT_IN_FORCE(Outcome.DENY, 403),
    POLICY_CONDITION_NOT_MET(Outcome.DENY, 403),
    POLICY_DOES_NOT_RELEASE(Outcome.DENY, 403),
    POLICY_CLOSED(Outcome.DENY, 403),
    POLICY_NOT_TRUSTED(Outcome.DENY, 403),
    CONNECTOR_CLOSED(Outcome.DENY, 403),
    // Protection and release.
    ELEMENT_MANDATORY_WITHHELD(Outcome.HOLD, 422),
    ELEMENT_MANDATORY_MISSING(Outcome.HOLD, 422),
    FREE_TEXT_TO_LOOK_AT(Outcome.HOLD, 422),
    ATTESTATION_NOT_ACCEPTED(Outcome.HOLD, 422),
    DANGER_IN_TEXT(Outcome.ROUTE, 422),
    RECIPIENT_PROFILE_NOT_MET(Outcome.HOLD, 422),
    RECIPIENT_WITHOUT_KEY(Outcome.HOLD, 422),
    NARROWED_SINCE_ACCEPTANCE(Outcome.HOLD, 422),
    MAPPING_CHANGED_SINCE_ACCEPTANCE(Outcome.HOLD, 422),
    NOT_DELIVERED_IN_TIME(Outcome.HOLD, 422),
    DROPPED_BY_OPERATOR(Outcome.HOLD, 422),
    DELIVERY_DRAINING(Outcome.HOLD, 503),
    LOG_UNAVAILABLE(Outcome.HOLD, 503),
    GATEWAY_NOT_READY(Outcome.HOLD, 503),
    // The register's own refusals.
    CONSENT_NOT_VALID(Outcome.DENY, 422),
    ROSTER_NOT_VALID(Outcome.DENY, 422),
    NOT_APPROVED(Outcome.DENY, 409),
    LEGAL_HOLD(Outcome.DENY, 409),
    RECALL_UNDER_WAY(Outcome.DENY, 409),
    SUBJECT_ERASED(Outcome.DENY, 404),
    CONSENT_NEVER_CHANGES(Outcome.DENY, 422),
    // Persons and four eyes.
    PERSON_NOT_VALID(Outcome.DENY, 422),
    PERSON_KNOWN(Outcome.DENY, 409),
    ACCOUNT_OF_ANOTHER(Outcome.DENY, 409),
    KEY_OF_ANOTHER(Outcome.DENY, 409),
    OWN_CLIENT_ONLY(Outcome.DENY, 403),
    PROPOSER_UNKNOWN(Outcome.DENY, 403),
    APPROVAL_NOT_VALID(Outcome.DENY, 422),
    KEY_NOT_ENROLLED(Outcome.DENY, 403),
    KEY_REVOKED(Outcome.DENY, 403),
    SAME_PERSON(Outcome.DENY, 403),
    ROLE_MISSING(Outcome.DENY, 403),
    PROPOSAL_EXPIRED(Outcome.DENY, 403),
    PROPOSAL_DECIDED(Outcome.DENY, 409),
    POLICY_NOT_VALID(Outcome.DENY, 422),
    POLICY_OF_ANOTHER(Outcome.DENY, 403),
    // The report for a family.
    INSIGHT_YOUTH_ALONE(Outcome.DENY, 403),
    INSIGHT_NOT_FOR_THIS_PERSON(Outcome.DENY, 403),
    // What any page answers.
    CONTENT_TYPE_NOT_TAKEN(Outcome.DENY, 415),
    METHOD_NOT_ALLOWED(Outcome.DENY, 405),
    FORMAT_NOT_OFFERED(Outcome.DENY, 406),
    PARAMETER_NOT_SUPPORTED(Outcome.DENY, 400),
    NOT_FOUND(Outcome.DENY, 404),
    CODE_NOT_VALID(Outcome.DENY, 404),
    TOO_MANY_TRIES(Outcome.HOLD, 429),
    // The sources of authority.
    AUTHORITY_SOURCE_NOT_CONNECTED(Outcome.DENY, 501),
    AUTHORITY_SOURCE_UNREACHABLE(Outcome.HOLD, 503),
    AUTHORITY_SOURCE_NOT_UNDERSTOOD(Outcome.HOLD, 502),
    DISCLOSURE_FAILED(Outcome.HOLD, 500);

    private final Outcome outcome;
    private final int status;

    Reason(Outcome outcome, int status) {
        this.outcome = outcome;
        this.status = status;
    }

    /** The code that senders, entries and texts use: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Which of the outcomes this is a reason for; never {@link Outcome#PERMIT}. */
    public Outcome outcome() {
        return outcome;
    }

    /** The HTTP status that says it best (RFC 9110). */
    public int status() {
        return status;
    }
}
