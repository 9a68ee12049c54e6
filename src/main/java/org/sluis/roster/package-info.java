/** Who is at which school, as the school's own administration says: a school speaks about its own pupils alone. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "database", "keys", "gate", "vault", "audit", "party", "law"})
package org.sluis.roster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
