/** Reads and writes formats through inert mapping files. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "gate", "party"})
package org.sluis.connector;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
