package org.sluis.architecture.counterexample;

import org.sluis.party.Passes;

/** Knows of passes, though nobody set up a folder here. */
final class Impostor {
    final Class<?> banned = Passes.class;
}
