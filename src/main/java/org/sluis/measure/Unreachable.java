package org.sluis.measure;

import java.io.IOException;

/** There is no service to measure: what is wrong, and where. */
public final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
        super(message);
    }
}
