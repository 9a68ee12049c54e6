/**
 * What anybody can check with nothing but files: the Merkle tree, its proofs, the signed checkpoint, the tiles (C2SP
 * tlog-tiles). Uses the JDK alone, so that it makes a small program of its own.
 */
@NullMarked
@NamedInterface("proof")
package org.sluis.audit.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
