package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.PartyId;

/** A recipient takes no more of a node than its share, and nothing for a while when it is not there. */
class LanesTest {
    private static final PartyId BRUG = new PartyId("de-brug");
    private static final PartyId TEAM = new PartyId("jeugdteam");

    @Test
    void whoHangsTakesItsShareAndNoMore() {
        Lanes lanes = new Lanes(2);
        Lanes.Place first = lanes.enter("waterlee", BRUG).orElseThrow();
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
        assertThat(lanes.enter("waterlee", BRUG)).isEmpty();
        assertThat(lanes.enter("waterlee", TEAM)).as("another recipient").isPresent();
        assertThat(lanes.enter("elders", BRUG)).as("of another controller").isPresent();
        first.used(true);
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
    }

    @Test
    void whoIsNotThereFiveTimesIsLeftAloneForAWhile() {
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < 5; i++) {
            lanes.enter("waterlee", BRUG).orElseThrow().used(false);
        }
        assertThat(lanes.enter("waterlee", BRUG)).isEmpty();
        assertThat(lanes.enter("waterlee", TEAM)).isPresent();
    }

    @Test
    void whoAnswersOnceInFiveIsThere() {
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < 50; i++) {
            lanes.enter("waterlee", BRUG).orElseThrow().used(i % 5 == 0);
        }
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
    }

    @Test
    void toFindNothingToSendSaysNothingOfTheRecipient() {
        Lanes lanes = new Lanes(1);
        for (int i = 0; i < 50; i++) {
            Optional<Lanes.Place> place = lanes.enter("waterlee", BRUG);
            place.orElseThrow().unused();
        }
        for (int i = 0; i < 4; i++) {
            lanes.enter("waterlee", BRUG).orElseThrow().used(false);
            lanes.enter("waterlee", BRUG).orElseThrow().unused();
        }
        assertThat(lanes.enter("waterlee", BRUG)).isPresent();
    }
}
