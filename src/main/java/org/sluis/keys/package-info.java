/** Custody of keys in a folder outside the database: several valid at once, rotated without a restart. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical"})
package org.sluis.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
