/** Other consent decision services, asked what the law's vectors ask: what they permit that must not be, and refuse that may be. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "law"})
package org.sluis.measure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
