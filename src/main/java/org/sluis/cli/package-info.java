/** The commands. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.sluis.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
