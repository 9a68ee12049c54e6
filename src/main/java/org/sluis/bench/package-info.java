/** How fast: the real parts on the real database with as much in it as a large municipality has, and with little. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "keys",
            "audit",
            "audit :: proof",
            "audit :: reading",
            "vault",
            "database",
            "freetext",
            "gate",
            "party",
            "connector",
            "consent",
            "law",
            "policy",
            "policy :: pack",
            "policy :: simulate"
        })
package org.sluis.bench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
