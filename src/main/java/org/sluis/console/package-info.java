/** Pages for the people: who works with Sluis signs in and finds what their roles let them see and do. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "database",
            "audit",
            "audit :: reading",
            "party",
            "party :: person",
            "party :: account",
            "law",
            "connector",
            "trial",
            "asking",
            "policy",
            "policy :: pack",
            "policy :: agreement",
            "policy :: publish",
            "policy :: lint",
            "policy :: simulate",
            "policy :: papers",
            "delivery",
            "disclosure",
            "delivery :: reach",
            "insight",
            "insight :: indicator",
            "insight :: report"
        })
package org.sluis.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
