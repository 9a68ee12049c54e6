/** May use nothing, and uses the care party. */
@ApplicationModule(allowedDependencies = {})
package org.sluis.architecture.counterexample.town.school;

import org.springframework.modulith.ApplicationModule;
