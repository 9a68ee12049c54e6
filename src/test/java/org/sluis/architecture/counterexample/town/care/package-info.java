/** Says nothing of its arrows, so that every arrow would be allowed, and nothing of null. */
@ApplicationModule
package org.sluis.architecture.counterexample.town.care;

import org.springframework.modulith.ApplicationModule;
