/** The other side of the door: a party that asks a gateway for something, with a token, over HTTP. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "keys", "party"})
package org.sluis.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
