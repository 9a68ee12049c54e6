/** A town to play in: a real FHIR server as the care system, families, and the main job told in plain sentences. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "database",
            "keys",
            "audit",
            "party",
            "party :: person",
            "party :: account",
            "console",
            "connector",
            "consent",
            "law",
            "policy",
            "client"
        })
package org.sluis.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
