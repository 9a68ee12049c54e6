/** What an operator's machines watch: metrics from the log and the outbox, and whether this node is fit to take anything in. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"canonical", "database", "audit", "delivery", "delivery :: reach", "policy :: publish"})
package org.sluis.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
