package org.sluis.gate;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.MDC;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Ids;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Step 1 of the spine: bytes become {@link Received}, or are refused before any parser sees them. */
public final class Receive {
    /** Under this name a line of the machine's log tells which disclosure it is about (SLF4J's MDC). */
    public static final String NAMED = "disclosure";

    private final Gate gate;
    private final Ids ids;
    private final Clock clock;
    private final boolean shiftAllowed;

    /** @param shiftAllowed whether a sender may shift the decision's instant: demo mode only */
    public Receive(Gate gate, Ids ids, Clock clock, boolean shiftAllowed) {
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
        this.shiftAllowed = shiftAllowed;
    }

    /** Refuses what is empty, over a limit, not well-formed, or encoded in a way the gate does not read. */
    public Received receive(Arrival arrival) {
        Objects.requireNonNull(arrival, "nothing arrived");
        if (arrival.shiftTo() != null && !shiftAllowed) {
            throw new Refused(Reason.SHIFT_NOT_ALLOWED);
        }
        Received.Form form = gate.check(arrival);
        UUID disclosure = ids.next();
        MDC.put(NAMED, disclosure.toString());
        return new Received(disclosure, arrival, form, DecisionInstant.of(clock, arrival.shiftTo()));
    }
}
