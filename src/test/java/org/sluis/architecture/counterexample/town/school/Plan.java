package org.sluis.architecture.counterexample.town.school;

import org.sluis.architecture.counterexample.town.care.Client;

/** Follows an arrow that is not allowed. */
public record Plan(Client client) {}
