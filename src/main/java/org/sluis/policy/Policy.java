package org.sluis.policy;

import org.sluis.policy.pack.Pack;

/** A pack and what it releases, compiled. */
public record Policy(Pack pack, Release release) {
    static Policy of(Pack pack) {
        return new Policy(pack, new Release(pack));
    }
}
