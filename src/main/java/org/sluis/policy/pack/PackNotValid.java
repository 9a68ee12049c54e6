package org.sluis.policy.pack;

import java.util.List;
import java.util.stream.Collectors;

/** The packs as they stand cannot be put in force. Names every fault; nothing is decided by any of them. */
public final class PackNotValid extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final transient List<PackFault> faults;

    public PackNotValid(List<PackFault> faults) {
        super(faults.stream().map(PackFault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    /** Every fault found, in the order of the files. */
    public List<PackFault> faults() {
        return faults;
    }
}
