package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
    private final Ids ids = Ids.random();

    @Test
    void givesRandomUuidsOfVersionFour() {
        Set<UUID> seen = new HashSet<>();
        long everSet = 0;
        long everClear = 0;
        for (int i = 0; i < 2_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            seen.add(id);
            everSet |= id.getMostSignificantBits();
            everClear |= ~id.getMostSignificantBits();
        }
        assertThat(seen).hasSize(2_000);
        assertThat(everSet & everClear).as("all but the version vary").isEqualTo(0xFFFFFFFFFFFF0FFFL);
    }

    @Test
    void givesFreshBytesOfTheLengthAsked() {
        assertThat(ids.bytes(32)).hasSize(32).isNotEqualTo(ids.bytes(32));
        assertThat(ids.bytes(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "school-de-brug", "0a", "a23456789012345678901234567890123456789012345678901234567890123"})
    void takesPlainNames(String name) {
        assertThatCode(() -> new PartyId(name)).doesNotThrowAnyException();
        assertThat(new Purpose(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "-a",
                "a-",
                "School",
                "a_b",
                "a/b",
                "a.b",
                "a b",
                "ab\n",
                "\u0131b",
                "\u00e9\u00e9",
                "a234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesAnyOtherName(String name) {
        assertThat(catchThrowableOfType(Refused.class, () -> new PartyId(name)).reason())
                .isEqualTo(Reason.NAME_NOT_VALID);
        assertThat(catchThrowableOfType(Refused.class, () -> new Purpose(name)).where())
                .isEmpty();
    }
}
