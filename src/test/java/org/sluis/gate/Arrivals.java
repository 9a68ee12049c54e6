package org.sluis.gate;

import java.nio.charset.StandardCharsets;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;

/** Arrivals at one door, for the tests of this package. */
final class Arrivals {
    private static final Door DOOR =
            new Door("rest-json", new Purpose("plan-notice-to-youth-team"), new PartyId("wijkteam-waterlee"));

    private Arrivals() {}

    static Arrival json(byte[] body) {
        return of(body, "application/json", "");
    }

    static Arrival json(String body) {
        return json(body.getBytes(StandardCharsets.UTF_8));
    }

    static Arrival xml(byte[] body) {
        return of(body, "application/xml", "");
    }

    static Arrival xml(String body) {
        return xml(body.getBytes(StandardCharsets.UTF_8));
    }

    static Arrival of(byte[] body, String contentType, String contentEncoding) {
        return new Arrival(DOOR, body, contentType, contentEncoding, "", null, null, null);
    }
}
