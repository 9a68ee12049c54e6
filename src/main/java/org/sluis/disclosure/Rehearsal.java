package org.sluis.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * At each start the gateway sends itself what must be refused: a gateway that lets it pass, or cannot record that it did
 * not, ends there. No sender is the first to walk the way of a refusal, whose classes take long to load.
 */
final class Rehearsal implements ApplicationListener<ApplicationReadyEvent> {
    private static final byte[] HUGE = "{\"value\":1e1000000}".getBytes(StandardCharsets.UTF_8);

    private final Function<Arrival, Answer> spine;

    Rehearsal(Function<Arrival, Answer> spine) {
        this.spine = spine;
    }

    /** @throws IllegalStateException which stops the start, where it is not refused as it should be */
    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        Door door = new Door("rehearsal", new Purpose("rehearsal"), new PartyId("rehearsal"));
        Arrival arrival = new Arrival(door, HUGE, "application/json", "", "", null, null, null);
        int status = spine.apply(arrival).status();
        if (status == Reason.LOG_UNAVAILABLE.status()) {
            throw new IllegalStateException(
                    "the log could not be written while the gateway opened; see that the database is up, and start it again");
        }
        if (status != Reason.NUMBER_TOO_LONG.status()) {
            throw new IllegalStateException("the gateway did not refuse what it must refuse; it does not open");
        }
    }
}
