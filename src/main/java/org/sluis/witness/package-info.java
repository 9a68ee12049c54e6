/** A witness of logs, run by somebody else than the log (C2SP tlog-witness): a small program of its own, for any such log. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "keys", "audit :: proof"})
package org.sluis.witness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
