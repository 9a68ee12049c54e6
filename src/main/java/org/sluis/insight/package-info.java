/**
 * What was shared and who looked, for those who may know it: the log's readers and the family of a child. Each reading is recorded
 * before it is answered.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "vault",
            "database",
            "audit",
            "audit :: reading",
            "audit :: proof",
            "party",
            "party :: person",
            "law",
            "consent",
            "delivery",
            "policy",
            "policy :: agreement",
            "policy :: pack",
            "policy :: papers",
            "policy :: replay"
        })
package org.sluis.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
