package org.sluis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.PartyId;

/** A recall has no place for a value. */
class RecallTaskTest {
    private static final UUID ID = new UUID(1, 1);
    private static final String ISSUED = "ab".repeat(20);

    @Test
    void everyElementOfTheDictionaryCanBeNamed() {
        List<String> all = Dictionary.load(Path.of("consent-policies/dictionary.yaml")).elements().stream()
                .map(ElementDefinition::id)
                .toList();
        assertThat(all).isNotEmpty();
        assertThat(said(all, List.of())).contains(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Noor de Wit",
                "goal.description=rekenen",
                "goal",
                "",
                "goal.description ",
                "999990019",
                "a.b\n",
                "2017-03-01"
            })
    void whatIsNoNameOfAnElementIsRefused(String other) {
        assertThatThrownBy(() -> said(List.of(other), List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"goal.pairwiseId=Noor", "goal.pairwiseId=", "goal.pairwiseId", "subject.localId=WL-2017-031"})
    void whatIsNoIdOfARecipientsOwnIsRefused(String other) {
        assertThatThrownBy(() -> said(List.of("goal.description"), List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Noor");
    }

    @Test
    void onlyIdsOfWhatIsToGoAreNamedAndOfWhomItIsAbout() {
        String said = said(
                List.of("goal.description"),
                List.of(
                        "goal.pairwiseId=" + ISSUED,
                        "subject.pairwiseId=" + "cd".repeat(20),
                        "plan.pairwiseId=" + "ef".repeat(20)));
        assertThat(said).contains(ISSUED, "cd".repeat(20)).doesNotContain("ef".repeat(20));
    }

    private static String said(List<String> elements, List<String> issued) {
        WaitingRecall row = new WaitingRecall(
                "t",
                ID,
                ID,
                new PartyId("de-brug"),
                "fhir-r4",
                Recalls.What.ERASE,
                List.of(ID),
                elements,
                Instant.EPOCH,
                0,
                0);
        return new String(new RecallTask(row, issued).bytes(), StandardCharsets.UTF_8);
    }
}
