package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonCatalogueTest {
    private final ReasonTexts texts = new ReasonTexts();

    @Test
    void theFileAndTheCodeNameTheSameReasonsInTheSameOrder() throws IOException {
        List<String> inTheFile = Pattern.compile("^([a-z0-9-]+):$", Pattern.MULTILINE)
                .matcher(file())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(inTheFile)
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::code).toList())
                .hasSizeGreaterThan(50);
    }

    @Test
    void aReasonThatIsMissingInTheFileIsNamed() throws IOException {
        String without = file().replace("\ntoo-deep:\n", "\n").replaceFirst("  nl: Het bericht is te diep.*\n.*\n", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts(without))
                .withMessage("reasons: too-deep is missing; write nl: and en:");
    }

    @Test
    void aReasonThatTheCodeDoesNotKnowIsNamed() throws IOException {
        String more = file() + "\nbad-weather:\n  nl: Het regent.\n  en: It rains.\n";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts(more))
                .withMessage("reasons: bad-weather is no reason of the catalogue; take it out");
    }

    @Test
    void aReasonWithoutOneOfItsLanguagesIsNamed() throws IOException {
        String without = file().replaceFirst("  en: The message is empty.*\n", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts(without))
                .withMessage("reasons: body-empty needs a sentence in nl: and in en:");
    }

    @Test
    void aReasonThatStandsTwiceIsRefused() throws IOException {
        String twice = file() + "\nbody-empty:\n  nl: Leeg.\n  en: Empty.\n";
        assertThatIllegalArgumentException().isThrownBy(() -> texts(twice)).withMessageContaining("body-empty");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void eachReasonIsOneSentenceInBothLanguages(Reason reason) {
        for (String language : List.of("nl", "en")) {
            assertThat(texts.text(reason, language))
                    .matches("[A-Z][^.!?]{15,170}\\.")
                    .doesNotContainIgnoringCase(
                            "you must", "you did", "fout", "error", "moeder", "vader", "mother", "father")
                    .doesNotContainIgnoringCase("parent ", "parents", "ouder ", "ouders");
        }
        assertThat(texts.text(reason, "nl")).isNotEqualTo(texts.text(reason, "en"));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void noReasonPermitsAndEachIsAFailureOfHttp(Reason reason) {
        assertThat(reason.outcome()).isNotEqualTo(Outcome.PERMIT);
        assertThat(reason.status()).isBetween(400, 599);
        assertThat(reason.code()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    }

    @Test
    void speaksDutchToTheDutchAndEnglishToAllOthers() {
        assertThat(texts.text(Reason.BODY_EMPTY, "nl")).startsWith("Het bericht is leeg");
        assertThat(texts.text(Reason.BODY_EMPTY, "NL-be")).startsWith("Het bericht is leeg");
        assertThat(texts.text(Reason.BODY_EMPTY, "en")).startsWith("The message is empty");
        assertThat(texts.text(Reason.BODY_EMPTY, "nlx")).startsWith("The message is empty");
        assertThat(texts.text(Reason.BODY_EMPTY, "")).startsWith("The message is empty");
    }

    private static ReasonTexts texts(String yaml) {
        return new ReasonTexts(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static String file() throws IOException {
        return Files.readString(Path.of("src/main/resources/reasons.yaml"));
    }
}
