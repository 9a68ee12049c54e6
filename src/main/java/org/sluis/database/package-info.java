/**
 * The one PostgreSQL: starts or connects to it, refuses one that could lose or show data, migrates it as the owner, and
 * gives the run-time role its transactions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.sluis.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
