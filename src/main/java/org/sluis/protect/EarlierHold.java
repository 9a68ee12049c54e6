package org.sluis.protect;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sluis.party.Authenticated;

/** What was held before because of its free text. Who writes refusals down knows it; an attestation needs it. */
@FunctionalInterface
public interface EarlierHold {

    /**
     * Where passages were found then, each as {@code goal.description[1] 23-32: name}; empty unless that disclosure was
     * held for its free text, to the same sender, for the same purpose and recipient, about the same subject.
     *
     * @param subject null for what is about nobody
     */
    List<String> found(Authenticated exchange, @Nullable UUID subject, UUID disclosure);
}
