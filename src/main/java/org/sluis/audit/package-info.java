/** The log nobody can quietly change: events, the one writer, the Merkle tree, checkpoints, proofs and the offline verifier. */
@NullMarked
@ApplicationModule(allowedDependencies = {"canonical", "vault", "database", "keys"})
package org.sluis.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
