/** Minimise by building, pseudonymise per recipient, seal. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "freetext",
            "keys",
            "gate",
            "party",
            "connector",
            "consent",
            "law",
            "policy",
            "vault"
        })
package org.sluis.protect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
