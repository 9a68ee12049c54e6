package org.sluis.consent.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.StoredConsent;

/**
 * A consent as a FHIR resource gave it.
 *
 * @param id as the resource says; null where it has none.
 * @param active or else withdrawn
 */
record Given(@Nullable String id, boolean active, ConsentForm form) {

    /** @throws Refused CONSENT_NEVER_CHANGES with every place where more than the status was to change */
    void requireWithdrawalOf(StoredConsent stored) {
        List<String> changes = new ArrayList<>(form.changes(stored.form()));
        if (!stored.id().toString().equals(id)) {
            changes.add("Consent.id:not-the-one-of-the-address");
        }
        if (active) {
            changes.add("Consent.status:only-to-inactive");
        }
        if (!changes.isEmpty()) {
            throw new Refused(Reason.CONSENT_NEVER_CHANGES, changes, Set.of());
        }
    }
}
