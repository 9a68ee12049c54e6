package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.PartyId;

/** A recipient takes no more of a node than its share, and nothing for a while when it is not there. */
class LanesTest {
    private static final PartyId BRUG = new PartyId("de-brug");
    private static final PartyId TEAM = new PartyId("jeugdteam");
    private static final long MILLI = 1_000_000;

    @Test
    void whoHangsTakesItsShareAndNoMore() {
        Lanes lanes = new Lanes(2);
        Lanes.Place first = lanes.enter("waterlee", BRUG).orElseThrow();
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
        assertThat(lanes.enter("waterlee", BRUG)).isEmpty();
        assertThat(lanes.enter("waterlee", TEAM)).as("another recipient").isPresent();
        assertThat(lanes.enter("elders", BRUG)).as("of another controller").isPresent();
        first.sent(true, 1);
        assertThat(lanes.enter("waterlee", BRUG)).as("more may follow").isEmpty();
        first.close();
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
    }

    @Test
    void whoIsNotThereFiveTimesIsLeftAloneForAWhile() {
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < 5; i++) {
            send(lanes, false, 1);
        }
        assertThat(lanes.enter("waterlee", BRUG)).isEmpty();
        assertThat(lanes.enter("waterlee", TEAM)).isPresent();
    }

    @Test
    void whoAnswersOnceInFiveIsThere() {
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < 50; i++) {
            send(lanes, i % 5 == 0, 1);
        }
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
    }

    @Test
    void toFindNothingToSendSaysNothingOfTheRecipient() {
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < 50; i++) {
            Optional<Lanes.Place> place = lanes.enter("waterlee", BRUG);
            place.orElseThrow().close();
        }
        for (int i = 0; i < 4; i++) {
            send(lanes, false, 1);
            lanes.enter("waterlee", BRUG).orElseThrow().close();
        }
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
    }

    @Test
    void asManyAreTakenAtOnceAsGoInAMomentAndOneWhereNobodyKnows() {
        Lanes lanes = new Lanes(1);
        assertThat(most(lanes)).as("nothing was sent yet").isOne();
        send(lanes, true, MILLI);
        assertThat(most(lanes)).isEqualTo(8);
        send(lanes, true, 200 * MILLI);
        assertThat(most(lanes)).isEqualTo(2);
        send(lanes, true, 9_000 * MILLI);
        assertThat(most(lanes)).isOne();
        send(lanes, true, MILLI);
        send(lanes, false, MILLI);
        assertThat(most(lanes)).as("it did not arrive").isOne();
    }

    private static int most(Lanes lanes) {
        try (Lanes.Place place = lanes.enter("waterlee", BRUG).orElseThrow()) {
            return place.most();
        }
    }

    private static void send(Lanes lanes, boolean reached, long nanos) {
        try (Lanes.Place place = lanes.enter("waterlee", BRUG).orElseThrow()) {
            place.sent(reached, nanos);
        }
    }
}
