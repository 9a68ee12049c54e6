/** The door, the refusal and the acknowledgement of the spine; the starts and stops of a node. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "database",
            "keys",
            "gate",
            "audit",
            "party",
            "party :: person",
            "connector",
            "consent",
            "law",
            "policy",
            "policy :: replay",
            "protect",
            "delivery"
        })
package org.sluis.disclosure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
