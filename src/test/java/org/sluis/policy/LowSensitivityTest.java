package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.Reason;
import org.sluis.law.Law;
import org.sluis.party.PartyKind;

/** Where practice lets one holder suffice, it does for a policy that was declared to be of low sensitivity, and for no other. */
class LowSensitivityTest {
    private static final String PACK = "010-plan-notice-to-youth-team";

    @TempDir
    Path folder;

    private Law law;

    @BeforeEach
    void practiceIsOneUnlessAnObjection() throws IOException {
        Files.createDirectories(folder.resolve("law"));
        try (Stream<Path> files = Files.list(Known.FOLDER.resolve("law/nl"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        folder.resolve("law").resolve(file.getFileName()),
                        Files.readString(file).replace("{is: ALL,", "{is: ONE_UNLESS_OBJECTION,"));
            }
        }
        law = Law.load(folder.resolve("law"));
    }

    @Test
    void oneOfTwoHoldersSufficesForWhatIsOfLowSensitivity() throws IOException {
        DecisionPoint low = point("sensitivity: low\n");
        assertThat(low.decide(asked(low, List.of("IDENT"), null)).outcome()).isEqualTo(Outcome.PERMIT);
        assertThat(low.decide(asked(low, List.of("IDENT"), "refuse")).reason()).isEqualTo(Reason.CONSENT_REFUSED);
    }

    @Test
    void andForNothingElse() throws IOException {
        DecisionPoint special = point("");
        assertThat(special.decide(asked(special, List.of("IDENT"), null)).reason())
                .isEqualTo(Reason.CONSENT_MISSING_HOLDER);
    }

    private DecisionPoint point(String sensitivity) throws IOException {
        Path packs = Files.createDirectories(folder.resolve("packs"));
        Folder.copy(packs, PACK);
        String policy = Files.readString(packs.resolve(PACK).resolve("policy.yaml"));
        Files.writeString(
                packs.resolve(PACK).resolve("policy.yaml"),
                policy.substring(0, policy.indexOf("release:")) + sensitivity + """
                        release:
                          - {element: subject.pairwiseId, rule: REQUIRED}
                          - {element: subject.givenName, rule: REQUIRED}
                          - {element: subject.familyName, rule: REQUIRED}
                        ...
                        """);
        return DecisionPoint.of(Packs.load(packs, Known.DICTIONARY, Known.SCREEN), law);
    }

    private static DecisionInput asked(DecisionPoint point, List<String> mother, String father) {
        DecisionInput asked = Known.input(
                "plan-notice",
                PartyKind.SCHOOL,
                PartyKind.YOUTH_TEAM,
                List.of("subject.localId", "subject.givenName", "subject.familyName"),
                father == null
                        ? Known.facts(true, Known.consent(1, Known.MOTHER, "plan-notice", mother))
                        : Known.facts(
                                true,
                                Known.consent(1, Known.MOTHER, "plan-notice", mother),
                                Known.refusal(2, Known.FATHER, "plan-notice", mother)));
        return point.again(asked, asked.facts(), asked.at(), false);
    }
}
