package org.sluis.keys;

/** The key of this epoch is not in the folder (destroyed, or never was there): what it protected is gone for good. */
public final class KeyDestroyed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyDestroyed(String epoch) {
        super("no key of epoch " + epoch);
    }
}
