package org.sluis.disclosure.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    @ParameterizedTest
    @CsvSource({
        "22:00-06:00, 21:59:59, false",
        "22:00-06:00, 22:00, true",
        "22:00-06:00, 23:59:59, true",
        "22:00-06:00, 00:00, true",
        "22:00-06:00, 05:59:59, true",
        "22:00-06:00, 06:00, false",
        "22:00-06:00, 12:00, false",
        "01:30-02:00, 01:29, false",
        "01:30-02:00, 01:30, true",
        "01:30-02:00, 02:00, false",
        "00:00-00:01, 00:00, true",
        "00:00-00:01, 00:01, false",
        "always, 12:00, true",
        "always, 00:00, true"
    })
    void isOpenFromItsFirstMinuteUpToItsLast(String written, LocalTime at, boolean open) {
        assertThat(Window.of("key", written).holds(at)).isEqualTo(open);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "22:00", "22:00-", "22:00-22:00", "22-06", "24:00-06:00", "22:00-23:00-06:00"})
    void anythingElseStopsTheStart(String written) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Window.of("sluis.folders.x.window", written))
                .withMessage("sluis.folders.x.window: write two times such as 22:00-06:00, or always");
    }
}
