/** Asking for consent that is missing: requests, the codes that a verified person gets, and their answers. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "vault",
            "database",
            "keys",
            "audit",
            "party",
            "law",
            "consent",
            "policy",
            "disclosure"
        })
package org.sluis.asking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
