/** The door, the refusal and the acknowledgement of the spine. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "database",
            "keys",
            "gate",
            "audit",
            "party",
            "connector",
            "consent",
            "law",
            "policy",
            "protect",
            "delivery"
        })
package org.sluis.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
