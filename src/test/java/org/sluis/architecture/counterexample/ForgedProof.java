package org.sluis.architecture.counterexample;

import org.sluis.canonical.Proof;

/** A proof that anyone can make: a public record. */
public record ForgedProof(String disclosure) implements Proof {}
