/** The closed dictionary of data elements, their types, the purposes and the catalogue of reasons: what every other package speaks. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.sluis.canonical;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
