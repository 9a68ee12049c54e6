package org.sluis.connector;
/** Step 3 of the spine. */
public final class TranslateIn {}
