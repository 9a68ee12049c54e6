/** The storm: the real gateway under faults, each player a process with a ledger of its own, and who holds them together afterwards. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"canonical", "database", "keys", "audit", "audit :: proof", "party", "client"})
package org.sluis.chaos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
