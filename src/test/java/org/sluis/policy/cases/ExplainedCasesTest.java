package org.sluis.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.ReasonTexts;
import org.sluis.policy.Explanation;
import org.sluis.policy.Explanation.Language;
import org.sluis.policy.pack.PackNotValid;

/** Every shipped case, told to a parent. */
class ExplainedCasesTest {
    private static final Path POLICIES = Path.of("consent-policies");
    private static final ReasonTexts REASONS = new ReasonTexts();
    private static OneCase rules;

    @BeforeAll
    static void load() throws IOException {
        rules = OneCase.read(cases().get(0));
    }

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.find(POLICIES, 3, (path, what) -> path.toString()
                .matches("consent-policies/[0-9]{3}-[a-z-]+/(permit|deny)/[a-z0-9-]+\\.yaml"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereAreCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isOneParagraphOfPlainWordsWithoutIdsInBothLanguages(Path file) {
        OneCase read = rules.other(file);
        boolean permitted = read.point().decide(read.input()).outcome() == Outcome.PERMIT;
        for (Language language : Language.values()) {
            String text = Explanation.of(read.point(), read.input(), language, REASONS)
                    .paragraph();
            assertThat(text)
                    .doesNotContain("\n", "  ", "null", "{", "..", " .", "”.", ": .", ": ;")
                    .doesNotContainPattern("\\b[RA][0-9]{2}\\b|[a-z]\\.[a-z]|[0-9a-f]{8}-|[0-9]{3}-[a-z]|[A-Z]+_[A-Z]")
                    .doesNotContain("moeder", "vader", "mother", "father", "refuse", "geweigerd")
                    .matches("(?s).*[.”]");
            if (permitted) {
                assertThat(text).contains(language == Language.NL ? " mee, over: " : ", about: ");
            } else {
                assertThat(text)
                        .contains(language == Language.NL ? "De afzender kreeg" : "The sender was told")
                        .as("of whom it was asked is told only where each of them said yes")
                        .doesNotContain(
                                "Toestemming is ", "Consent was ", "geen toestemming nodig", "no consent is needed");
            }
            assertThat(text.split("\\s+").length).isBetween(20, 260);
        }
    }

    @Test
    void aFileThatIsNoCaseIsRefused(@TempDir Path folder) throws IOException {
        Path stray = Files.writeString(folder.resolve("stray.yaml"), "who: nobody");
        assertThatThrownBy(() -> OneCase.read(stray))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stray.yaml is no case");
        Path broken = Files.writeString(
                Files.createDirectories(folder.resolve("020-school-plan-to-youth-care/permit"))
                        .resolve("x.yaml"),
                "who: nobody");
        assertThatThrownBy(() -> rules.other(broken))
                .isInstanceOf(PackNotValid.class)
                .hasMessageContaining("permit/x.yaml");
    }
}
