package org.sluis.party.person;

import java.util.Locale;

/** What needs a second person, and the role that person must have at the moment of approving. */
public enum ProposalKind {
    PERSON_ROLE(Role.PRIVACY_OFFICER),
    PERSON_KEY(Role.PRIVACY_OFFICER),
    POLICY(Role.PRIVACY_OFFICER),
    /** A recipient or a connector that was closed. */
    REOPENING(Role.PRIVACY_OFFICER),
    /** Any colleague: there is no time to find an officer. */
    BREAK_GLASS(Role.PROFESSIONAL),
    BREAK_GLASS_REVIEW(Role.PRIVACY_OFFICER),
    /** Of one pupil, for good. */
    ERASURE(Role.PRIVACY_OFFICER),
    /** While it lies there the pupil is not erased. */
    LEGAL_HOLD(Role.PRIVACY_OFFICER),
    LEGAL_HOLD_LIFTING(Role.PRIVACY_OFFICER),
    /** Signed while no gateway runs, by both: the log goes on after a restore that lost entries. */
    LOG_BREAK(Role.PRIVACY_OFFICER),
    KEY_RELEASE(Role.PRIVACY_OFFICER);

    private final Role approver;

    ProposalKind(Role approver) {
        this.approver = approver;
    }

    /** Who approves: one who has this role in the organisation that proposes. */
    public Role approver() {
        return approver;
    }

    /** As it stands in messages and tables: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProposalKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
