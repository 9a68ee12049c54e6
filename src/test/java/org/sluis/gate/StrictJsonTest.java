package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class StrictJsonTest {

    @Test
    void keepsEveryDigitOfANumber() {
        JsonNode tree = tree("{\"a\":1.50,\"b\":0.1000000000000000055511151231,\"c\":18446744073709551616,\"d\":1e5}");
        assertThat(tree.get("a").decimalValue()).isEqualTo(new BigDecimal("1.50"));
        assertThat(tree.get("b").decimalValue()).isEqualTo(new BigDecimal("0.1000000000000000055511151231"));
        assertThat(tree.get("c").bigIntegerValue()).isEqualTo("18446744073709551616");
        assertThat(tree.get("d").isBigDecimal()).isTrue();
    }

    @Test
    void leavesEachValueInItsOwnType() {
        JsonNode tree = tree("{\"a\":\"1\",\"b\":1,\"c\":\"true\",\"d\":null,\"e\":[{\"f\":true}]}");
        assertThat(tree.get("a").isTextual()).isTrue();
        assertThat(tree.get("b").isInt()).isTrue();
        assertThat(tree.get("c").isTextual()).isTrue();
        assertThat(tree.get("d").isNull()).isTrue();
        assertThat(tree.at("/e/0/f").isBoolean()).isTrue();
    }

    @Test
    void refusesWhatTheGateRefuses() {
        assertThat(reason(new byte[0])).isEqualTo(Reason.BODY_EMPTY);
        assertThat(reason(new byte[Gate.MAX_BODY_BYTES + 1])).isEqualTo(Reason.BODY_TOO_LARGE);
        assertThat(reason(new byte[] {'{', (byte) 0x80, '}'})).isEqualTo(Reason.NOT_UTF8);
    }

    private static Reason reason(byte[] body) {
        return catchThrowableOfType(Refused.class, () -> StrictJson.tree(body)).reason();
    }

    private static JsonNode tree(String document) {
        return StrictJson.tree(document.getBytes(StandardCharsets.UTF_8));
    }
}
