/** What was shared and who looked, for those who may know it: the log's readers, each reading recorded before it is answered. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "canonical",
            "database",
            "audit",
            "audit :: reading",
            "party",
            "party :: person",
            "law",
            "consent"
        })
package org.sluis.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
