package org.sluis.consent;
/** Step 4 of the spine. */
public final class ResolveConsent {}
