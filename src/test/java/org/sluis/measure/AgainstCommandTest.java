package org.sluis.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sluis.cli.Typed;

/** {@code ./sluis law test --against} as it is typed: what it prints and how it ends. */
class AgainstCommandTest {

    private static Typed.Said against(String url, String... more) {
        String[] words = new String[4 + more.length];
        System.arraycopy(new String[] {"law", "test", "--against", url}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return Typed.sluis(words);
    }

    @Test
    void everyAnswerEndsWithZeroAndTheFigure() throws Exception {
        try (Rival rival = new Rival(question -> Rival.card("CONSENT_DENY", "[]"))) {
            Typed.Said said = against(rival.url());
            assertThat(said.code()).isZero();
            assertThat(said.out().lines().findFirst().orElse(""))
                    .startsWith("law row")
                    .contains("more permissive");
            assertThat(said.out().lines().reduce((first, last) -> last).orElse(""))
                    .matches("against localhost:[0-9]+: [0-9]{3} vectors, [0-9]+ same, 0 permitted that must not be,"
                            + " [0-9]+ refused that may be, 0 without an answer");
        }
    }

    @Test
    void anotherPathIsAskedWhereOneIsNamed() throws Exception {
        try (Rival rival = new Rival(question -> new Rival.Reply(500, ""));
                Rival elsewhere = new Rival(question -> Rival.card("CONSENT_DENY", "[]"))) {
            assertThat(against(rival.url()).code()).isEqualTo(1);
            assertThat(against(rival.url(), "--decide", elsewhere.url() + "/cds-services/patient-consent-consult")
                            .code())
                    .isZero();
        }
    }

    @Test
    void askedWronglyIsTwo() {
        assertThat(against("http://example.org/fhir").code()).isEqualTo(2);
        assertThat(against("http://example.org/fhir").out())
                .contains("http to this machine alone")
                .doesNotContain("Exception");
        assertThat(Typed.sluis("law", "test", "--keep").code()).isEqualTo(2);
    }
}
