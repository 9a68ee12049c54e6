package org.sluis.policy.cases;

import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Outcome;
import org.sluis.policy.DecisionInput;
import org.sluis.policy.Policy;

/**
 * One case of a pack: what is known, and the answer that somebody who knows the policy expects.
 *
 * @param name its folder and file, for instance {@code permit/young-child-both-parents}
 * @param line where its file says what is expected
 * @param who the invented situation in words
 * @param consents who said what, in words
 * @param reason the expected reason's code; null where it is to be permitted
 * @param passes on a permit, exactly the elements that cross
 * @param withheld on a permit, exactly the elements that stay, and why
 */
record PolicyCase(
        Policy policy,
        String name,
        int line,
        String who,
        String consents,
        DecisionInput input,
        Outcome outcome,
        @Nullable String reason,
        SortedSet<String> passes,
        SortedMap<String, String> withheld) {

    /** Its file, as seen from the folder of the packs. */
    String file() {
        return policy.pack().id() + "/" + name + ".yaml";
    }

    boolean permits() {
        return name.startsWith(CaseReader.PERMIT + "/");
    }
}
