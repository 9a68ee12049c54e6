/** The register of subjects, holders of parental responsibility and consents, and the law as a table. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "keys",
            "vault",
            "database",
            "gate",
            "party",
            "party :: person",
            "connector",
            "audit",
            "law",
            "roster"
        })
package org.sluis.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
