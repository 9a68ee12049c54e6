package org.sluis.policy;
/** Step 5 of the spine. */
public final class Decide {}
