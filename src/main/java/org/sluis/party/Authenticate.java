package org.sluis.party;
/** Step 2 of the spine. */
public final class Authenticate {}
