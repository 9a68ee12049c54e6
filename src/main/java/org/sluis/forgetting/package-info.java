/**
 * Forgetting: a subject is erased, what is past its period is removed, epochs turn so that no copy of the database tells of it, and
 * holds that prevent it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "vault",
            "database",
            "keys",
            "audit",
            "party",
            "party :: person",
            "consent",
            "gate",
            "roster"
        })
package org.sluis.forgetting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
