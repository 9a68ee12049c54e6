package org.sluis.gate;

import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Limits before any parser: see {@code docs/threat-model.md} T25, T26, T28, T33. */
public final class Gate {

    /** The form of the body, once everything about its shape has been found in order. */
    Received.Form check(Arrival arrival) {
        if (arrival.body().length == 0) {
            throw new Refused(Reason.BODY_EMPTY);
        }
        return Received.Form.JSON;
    }
}
