/** Limits and well-formedness, before any parser sees a byte. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical"})
package org.sluis.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
