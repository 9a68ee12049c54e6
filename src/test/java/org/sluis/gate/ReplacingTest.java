package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class ReplacingTest {
    private static final String HELD = "00000000-0000-4000-8000-000000000001";
    private static final Attestation NAME = new Attestation("goal.description", 1, "name", "fictional");

    @Test
    void nothingWhereNothingIsSaid() {
        assertThat(Replacing.of(null, List.of())).isNull();
    }

    @Test
    void readsSeveralFromOneHeaderOrMore() {
        Attestation place = new Attestation("voice.pupil", 0, "place", "public");
        Replacing both = new Replacing(UUID.fromString(HELD), List.of(NAME, place));
        assertThat(Replacing.of(HELD, List.of("goal.description[1] name=fictional, voice.pupil[0] place=public")))
                .isEqualTo(both);
        assertThat(Replacing.of(HELD, List.of("goal.description[1] name=fictional", "voice.pupil[0] place=public")))
                .isEqualTo(both);
        assertThat(NAME).hasToString("goal.description[1] name=fictional");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "goal.description name=fictional",
                "goal.description[1]name=fictional",
                "goal.description[1]  name=fictional",
                "goal.description[1] name=Jayden mag",
                "goal.description[1] name=",
                "goal.description[-1] name=fictional",
                "goal.description[1000] name=fictional",
                "description[1] name=fictional",
                "goal.description[1] name=fictional,",
                "goal.description[1] name=fictional;x",
                "goal.description[1] name=fictional, goal.description[1] name=public"
            })
    void anAttestationIsWrittenInOneWay(String written) {
        Refused refused = catchThrowableOfType(Refused.class, () -> Replacing.of(HELD, List.of(written)));
        assertThat(refused.reason()).isEqualTo(Reason.HEADER_NOT_VALID);
        assertThat(refused.where()).containsExactly("Sluis-Attest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "last", "00000000-0000-4000-8000-00000000000", "0-0-4000-8000-1"})
    void whatWasHeldIsNamedByItsId(String written) {
        Refused refused = catchThrowableOfType(Refused.class, () -> Replacing.of(written, List.of()));
        assertThat(refused.reason()).isEqualTo(Reason.HEADER_NOT_VALID);
        assertThat(refused.where()).containsExactly("Sluis-Replaces");
    }

    @Test
    void nobodyAttestsWithoutNamingWhatWasHeldOrToMoreThanAPersonReads() {
        assertThat(catchThrowableOfType(Refused.class, () -> Replacing.of(null, List.of(NAME.toString())))
                        .where())
                .containsExactly("Sluis-Replaces");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            many.add("goal.description[" + i + "] name=public");
        }
        assertThat(catchThrowableOfType(Refused.class, () -> Replacing.of(HELD, many))
                        .reason())
                .isEqualTo(Reason.HEADER_NOT_VALID);
        assertThat(Replacing.of(HELD, many.subList(0, 50))).isNotNull();
    }
}
