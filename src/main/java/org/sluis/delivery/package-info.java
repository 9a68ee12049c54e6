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
            "party :: person",
            "connector",
            "consent",
            "law",
            "policy",
            "policy :: agreement",
            "policy :: pack",
            "protect"
        })
package org.sluis.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
