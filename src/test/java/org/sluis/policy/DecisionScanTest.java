package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The quick reader and the one that says what an input is: where the quick one speaks, they say the same. */
class DecisionScanTest {
    private static final byte[] OTHERS = "\"\\,:{}[]0x9A-ZnT. é".getBytes(StandardCharsets.UTF_8);

    private final DecisionScan scan = new DecisionScan();

    @Property(tries = 2000)
    void whateverWasWrittenIsReadAsTheSame(@ForAll long seed) {
        DecisionInput input = new AnyInput(seed).odd();
        byte[] written = DecisionJson.write(input);

        assertThat(scan.read(written)).isEqualTo(input).isEqualTo(DecisionJson.read(written));
        assertThat(DecisionJson.write(scan.read(written))).isEqualTo(written);
    }

    @Property(tries = 500)
    void whatIsOrdinaryIsReadQuickly(@ForAll long seed) {
        DecisionInput input = new AnyInput(seed).likely();

        assertThat(scan.canonical(DecisionJson.write(input))).isEqualTo(input);
    }

    @Property(tries = 60)
    void whateverIsBrokenIsReadAsTheOtherReadsIt(@ForAll long seed) {
        byte[] written = DecisionJson.write(new AnyInput(seed).odd());
        for (int at = 0; at < written.length; at++) {
            byte[] other = written.clone();
            other[at] = OTHERS[(int) Math.floorMod(seed + at, OTHERS.length)];
            agrees(other);
            agrees(Arrays.copyOf(written, at));
            byte[] without = Arrays.copyOf(written, written.length - 1);
            System.arraycopy(written, at + 1, without, at, written.length - at - 1);
            agrees(without);
        }
    }

    @Test
    void whatMeansTheSameAndLooksOtherwiseGoesTheLongWay() {
        DecisionInput input = Known.plan();
        String written = new String(DecisionJson.write(input), StandardCharsets.UTF_8);
        for (String same : new String[] {
            written.replaceFirst(",", ", "),
            written.replace("plan-coordination", "\\u0070lan-coordination"),
            written.replace("-000000000001\"", "-00000000000\\u0031\"")
        }) {
            byte[] bytes = same.getBytes(StandardCharsets.UTF_8);
            assertThat(scan.canonical(bytes)).as(same).isNull();
            assertThat(scan.read(bytes)).as(same).isEqualTo(input);
        }
    }

    @Test
    void whatIsNoInputIsRefused() {
        for (String wrong : new String[] {"", "{}", "null", "{\"v\":2}", "[".repeat(5000)}) {
            assertThatThrownBy(() -> scan.read(wrong.getBytes(StandardCharsets.UTF_8)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void agrees(byte[] json) {
        DecisionInput quick = scan.canonical(json);
        if (quick != null) {
            assertThat(DecisionJson.read(json)).isEqualTo(quick);
        }
    }
}
