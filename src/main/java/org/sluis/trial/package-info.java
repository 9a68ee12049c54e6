/** What a connector makes of one message, and what would leave of it, before anything is deployed: no gateway, no register, no key. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "freetext",
            "gate",
            "party",
            "connector",
            "law",
            "policy",
            "policy :: pack",
            "protect"
        })
package org.sluis.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
