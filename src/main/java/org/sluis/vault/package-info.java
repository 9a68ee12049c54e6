/** What names a person in the database: sealed under a key of the subject's own, and found by keyed marks. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "database", "keys"})
package org.sluis.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
