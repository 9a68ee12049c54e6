package org.sluis.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What a later step does for each pair of items costs no more than a stated number of items. */
class LongListTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aListHasAtMostAThousandItemsAlsoWhereTheySayNothing() throws IOException {
        assertThat(read(1000, false).elements().repeats("goal")).isEqualTo(1000);
        for (boolean nothing : new boolean[] {true, false}) {
            Refused refused = catchThrowableOfType(Refused.class, () -> read(1001, nothing));
            assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_NODES);
            assertThat(refused.where()).containsExactly("/goals");
        }
    }

    private static Reading read(int goals, boolean nothing) throws IOException {
        ObjectNode plan = (ObjectNode) JSON.readTree(
                Path.of("test-fixtures/disclosures/plan-noor.json").toFile());
        ArrayNode list = plan.putArray("goals");
        while (list.size() < goals - 1) {
            if (nothing) {
                list.addNull();
            } else {
                list.addObject().put("description", "Kiest zelf een taak.").put("status", "active");
            }
        }
        list.addObject().put("description", "Kiest zelf een taak.").put("status", "active");
        return Fixture.CONNECTORS.in("rest-json").read(plan.toString().getBytes(StandardCharsets.UTF_8));
    }
}
