/** The consent law of a country as a table: whose yes is needed, and what their answers come to. Pure functions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "party"})
package org.sluis.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
