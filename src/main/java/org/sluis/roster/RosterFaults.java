package org.sluis.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What is wrong with a roster: places and codes, never a value, the first twenty. */
final class RosterFaults {
    private static final int MOST = 20;

    private final List<String> found = new ArrayList<>();

    void require(boolean holds, String otherwise) {
        if (!holds) {
            add(otherwise);
        }
    }

    void add(String fault) {
        if (found.size() < MOST) {
            found.add(fault);
        }
    }

    /** @throws Refused ROSTER_NOT_VALID with all of them, where there is any */
    void refuse() {
        if (!found.isEmpty()) {
            throw new Refused(Reason.ROSTER_NOT_VALID, found, Set.of());
        }
    }
}
