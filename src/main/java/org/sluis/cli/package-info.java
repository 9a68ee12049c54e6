/** The commands: each says what it did in plain words, and ends with 0 for done, 1 for told no, 2 for asked wrongly. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "vault",
            "database",
            "keys",
            "gate",
            "audit",
            "audit :: proof",
            "audit :: reading",
            "witness",
            "party",
            "party :: person",
            "connector",
            "consent",
            "law",
            "policy",
            "policy :: cases",
            "policy :: lint",
            "policy :: pack",
            "policy :: papers",
            "policy :: publish",
            "trial",
            "client",
            "forgetting",
            "demo",
            "bench",
            "chaos",
            "measure"
        })
package org.sluis.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
