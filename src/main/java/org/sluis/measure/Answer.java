package org.sluis.measure;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sluis.law.LawVector;

/**
 * What a service answered.
 *
 * @param permits whether it lets anything pass; its no and its "no consent" are the same to us
 * @param passes the categories it lets pass, where it said which must stay
 */
record Answer(boolean permits, Optional<Set<String>> passes) {

    /** How it stands to what the law says. */
    enum Against {
        SAME,
        MORE_PERMISSIVE,
        STRICTER,
        NO_ANSWER
    }

    Against against(LawVector.Expect law) {
        if (permits != law.permits()) {
            return permits ? Against.MORE_PERMISSIVE : Against.STRICTER;
        } else if (!permits || passes.isEmpty()) {
            return Against.SAME;
        }
        Set<String> may = new TreeSet<>(law.covers());
        may.removeAll(law.withholds());
        if (!may.containsAll(passes.get())) {
            return Against.MORE_PERMISSIVE;
        }
        return passes.get().containsAll(may) ? Against.SAME : Against.STRICTER;
    }
}
