package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class SupplementTest {

    @Test
    void whatIsWrittenIsRead() {
        Map<String, String> said = Map.of(
                "voice.parentsAbsent", "Verhuisd, 100% = ander adres; «één» + 😀 *~.-_\n", "voice.pupilAbsent", "x");

        assertThat(Supplement.parse(List.of(Supplement.header(said)))).isEqualTo(said);
        assertThat(Supplement.header(said)).matches("[!-~ ]+");
    }

    @Test
    void mayComeInSeveralHeaders() {
        assertThat(Supplement.parse(List.of("a.b=c", "d.e=f, g.h=i")))
                .containsExactly(Map.entry("a.b", "c"), Map.entry("d.e", "f"), Map.entry("g.h", "i"));
        assertThat(Supplement.parse(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.b",
                "a.b=",
                "ab=c",
                "a.b=c d",
                "a.b=%",
                "a.b=%2",
                "a.b=%zz",
                "a.b=é",
                "a.b=%ff",
                "a.b=%C0%80",
                "a.b=%ED%A0%80",
                "a.b=c,",
                "a.b=c=d"
            })
    void refusesAnotherForm(String header) {
        refuses(Reason.ELEMENT_NOT_VALID, header);
    }

    @Test
    void refusesTwoValuesOfOneElement() {
        refuses(Reason.DUPLICATE_KEY, "a.b=c,a.b=d");
    }

    @Test
    void isQuickWithALongOne() {
        assertThat(Supplement.parse(List.of("a.b=" + "%41".repeat(3000))).get("a.b"))
                .hasSize(3000);
        refuses(Reason.ELEMENT_NOT_VALID, "a.b=" + "%41".repeat(3000) + "%4");
    }

    private static void refuses(Reason reason, String header) {
        assertThatThrownBy(() -> Supplement.parse(List.of(header))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.where()).containsExactly("Sluis-Supplement");
        });
    }
}
