/** The outbox: claim, clear, send, settle; withdrawal that drains. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "vault",
            "database",
            "keys",
            "gate",
            "audit",
            "party",
            "connector",
            "consent",
            "law",
            "policy",
            "protect"
        })
package org.sluis.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
