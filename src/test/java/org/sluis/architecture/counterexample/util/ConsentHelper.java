package org.sluis.architecture.counterexample.util;

/** A name that says nothing, in a package that says nothing. */
final class ConsentHelper {}
