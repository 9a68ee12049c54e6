package org.sluis.consent.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A yes or a no for one purpose and one recipient, as a provision comes to it. @param categories never empty of a yes */
record Statement(boolean grants, String purpose, Recipient recipient, List<String> categories) {

    /** One party, or all of a kind. */
    record Recipient(String id, boolean isKind) {

        @Nullable
        String party() {
            return isKind ? null : id;
        }

        @Nullable
        String kind() {
            return isKind ? id : null;
        }
    }
}
