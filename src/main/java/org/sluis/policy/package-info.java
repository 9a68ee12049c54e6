/** Policy packs: load, decide, explain. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "database",
            "freetext",
            "gate",
            "party",
            "party :: person",
            "consent",
            "law",
            "connector",
            "audit"
        })
package org.sluis.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
