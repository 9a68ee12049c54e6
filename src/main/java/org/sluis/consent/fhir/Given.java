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
 * @param whole the first of the forms with every category that the provision names, in its order: checked first, it tells
 *     the place of a fault in one
 * @param forms what it comes to: one for each purpose and recipient, at least one
 */
record Given(@Nullable String id, boolean active, ConsentForm whole, List<ConsentForm> forms) {

    /** @throws Refused CONSENT_NEVER_CHANGES with every place where more than the status was to change */
    void requireWithdrawalOf(StoredConsent stored) {
        List<String> changes = new ArrayList<>(forms.get(0).changes(stored.form()));
        if (forms.size() > 1) {
            changes.add("Consent.provision:more-than-it-was");
        }
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
