/** Who is who: organisations, vendors and their mandates, entitlements, keys and authentication. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "database", "keys", "gate", "audit"})
package org.sluis.party;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
