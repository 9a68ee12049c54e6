package org.sluis.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

class DeclaredTextTest {
    private static final String TEXT = "Zoë;één € – “ja”\r\n";

    @Test
    void theSameTextInEachEncodingIsTheSameText() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        assertThat(DeclaredText.utf8(utf8, false)).isEqualTo(utf8);
        assertThat(DeclaredText.utf8(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_8), false))
                .isEqualTo(utf8);
        assertThat(DeclaredText.utf8(TEXT.getBytes(Charset.forName("windows-1252")), true))
                .isEqualTo(utf8);
    }

    @Test
    void whatIsUtf8IsUtf8AlsoWhereTheOtherIsDeclared() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        assertThat(DeclaredText.utf8(utf8, true)).isEqualTo(utf8);
    }

    @Test
    void whatIsNotDeclaredIsNotThoughtOf() {
        refused(TEXT.getBytes(Charset.forName("windows-1252")), false, "line 1, column 3");
        refused(TEXT.getBytes(StandardCharsets.UTF_16), true, "line 1, column 3"); // its NUL
    }

    @Test
    void aFileOfTwoEncodingsIsRefusedWhereTheSecondBegins() {
        byte[] mixed = "Zo\u00EB\nZoÃ«".getBytes(Charset.forName("windows-1252"));
        refused(mixed, true, "line 2, column 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x81, 0x8D, 0x8F, 0x90, 0x9D})
    void aByteThatMeansNothingIsRefused(int nothing) {
        refused(new byte[] {'a', '\n', (byte) 0xE9, (byte) nothing}, true, "line 2, column 2");
    }

    @Test
    void nothingIsNoText() {
        assertThatThrownBy(() -> DeclaredText.utf8("\uFEFF".getBytes(StandardCharsets.UTF_8), true))
                .hasMessage("body-empty");
        assertThatThrownBy(() -> DeclaredText.utf8(new byte[Gate.MAX_BODY_BYTES + 1], true))
                .hasMessage("body-too-large");
    }

    private static void refused(byte[] file, boolean windows1252, String where) {
        assertThatThrownBy(() -> DeclaredText.utf8(file, windows1252))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.NOT_UTF8);
                    assertThat(refused.where()).containsExactly(where);
                });
    }
}
