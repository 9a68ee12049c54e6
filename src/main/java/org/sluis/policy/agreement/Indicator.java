package org.sluis.policy.agreement;

import org.sluis.canonical.Label;

/** One figure that the parties watch. */
public record Indicator(String id, Measure measure, Label label) {}
