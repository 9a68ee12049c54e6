package org.sluis.architecture.counterexample.town.care;

/** Somebody. */
public record Client(String id) {}
