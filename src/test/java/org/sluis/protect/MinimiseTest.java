package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.TestTown;
import org.sluis.canonical.Element;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.policy.Permit;

class MinimiseTest {
    private static Way way;

    @BeforeAll
    static void open() {
        way = new Way();
        way.child(Way.DE_LINDE, "whole", "de-brug", TestTown.ALL);
        way.child(Way.DE_LINDE, "no-goals", "de-brug", without("GOAL"));
        way.child(Way.DE_LINDE, "no-authority", "de-brug", without("AUTHORITY"));
        way.child(Way.DE_LINDE, "no-voice", "de-brug", without("VOICE"));
        way.child(Way.DE_LINDE, "no-learning", "de-brug", without("LEARNING"));
    }

    @AfterAll
    static void close() {
        way.close();
    }

    @Test
    void keepsThePermittedElementsAndNothingElse() {
        Permit permit = permit("whole", plan -> {});
        MinimisedRecord minimised = way.bean(Minimise.class).minimise(permit);

        List<Element> permitted = permit.consented().request().elements().stream()
                .filter(element -> permit.permits(element.id()))
                .toList();
        assertThat(minimised.elements().stream()).containsExactlyElementsOf(permitted);
        assertThat(minimised.elements().ids())
                .contains("subject.givenName", "goal.description", "outlook.hindering")
                .doesNotContain(
                        "subject.bsn",
                        "subject.localId",
                        "holder.localId",
                        "plan.localId",
                        "medical.diagnosis",
                        "swv.arrangement");
        assertThat(permit.consented().request().elements().ids()).contains("subject.bsn", "medical.diagnosis");
        assertThat(minimised.toString()).contains("subject.givenName").doesNotContain("Noor", "Veldkamp");
    }

    @Test
    void leavesOutWhatNoConsentCoversAndMayBeMissed() {
        MinimisedRecord minimised = way.bean(Minimise.class).minimise(permit("no-learning", plan -> {}));
        assertThat(minimised.elements().ids())
                .contains("goal.description")
                .noneMatch(id -> id.startsWith("outlook.") || id.startsWith("level."));
    }

    @Test
    void holdsWhenAMandatoryElementIsWithheld() {
        Refused refused = refused("no-goals", plan -> {});
        assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_MANDATORY_WITHHELD);
        assertThat(refused.where())
                .containsExactlyInAnyOrder("goal.pairwiseId", "goal.description", "goal.targetDate", "goal.status");
    }

    @Test
    void holdsWhenAMandatoryElementIsMissing() {
        Refused refused = refused("whole", plan -> object(plan, "contact").remove(List.of("role", "phone")));
        assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_MANDATORY_MISSING);
        assertThat(refused.where()).containsExactlyInAnyOrder("contact.role", "contact.phone");
    }

    @Test
    void holdsWhenNeitherOfAPairIsThere() {
        Refused refused = refused("whole", plan -> object(plan, "voice").remove("pupil"));
        assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_MANDATORY_MISSING);
        assertThat(refused.where()).containsExactly("voice.pupil or voice.pupilAbsent");
    }

    @Test
    void takesTheReasonInPlaceOfTheVoice() {
        Permit permit = permit("whole", plan -> {
            object(plan, "voice").remove("pupil");
            object(plan, "voice").put("pupilMissingBecause", "De leerling wilde er nog niet over praten.");
        });
        assertThat(way.bean(Minimise.class).minimise(permit).elements().ids())
                .contains("voice.pupilAbsent")
                .doesNotContain("voice.pupil");
    }

    @Test
    void holdsWhenAPairIsWithheld() {
        Refused refused = refused("no-voice", plan -> {});
        assertThat(refused.reason()).isEqualTo(Reason.ELEMENT_MANDATORY_WITHHELD);
        assertThat(refused.where())
                .containsExactly("voice.pupil or voice.pupilAbsent", "voice.parents or voice.parentsAbsent");
    }

    @ParameterizedTest
    @CsvSource({
        "bsn, 999900018",
        "bsn, 9999.00.018",
        "bsn, 9999 00 018",
        "e-mail, ouder-1@waterlee.example",
        "iban, NL00 TEST 0000 0000 00",
        "iban, NL00TEST0000000000",
        "iban, nl00test0000000000",
        "phone, 06-00000 311",
        "phone, +31 6 00000311",
        "phone, 0031600000311"
    })
    void holdsForAPersonWhoLooksWhenSomeoneTyped(String kind, String typed) {
        Refused refused =
                refused("whole", plan -> ((ObjectNode) plan.path("goals").path(1))
                        .put("description", "Vraagt zelf om rust; zie " + typed + " voor overleg."));
        assertThat(refused.reason()).isEqualTo(Reason.FREE_TEXT_TO_LOOK_AT);
        int from = "Vraagt zelf om rust; zie ".length();
        assertThat(refused.where())
                .containsExactly("goal.description[1] " + from + "-" + (from + typed.length()) + ": " + kind);
        assertThat(refused.toString()).doesNotContain(typed);
    }

    @Test
    void namesEveryPlaceThatMustBeLookedAt() {
        Refused refused = refused("whole", plan -> {
            object(plan, "voice").put("parents", "Bel 06-00000 311 of mail ouder-1@waterlee.example.");
            ((ObjectNode) plan.path("actions").path(2)).put("who", "Assistent, 06-00000 315");
        });
        assertThat(refused.where())
                .containsExactlyInAnyOrder(
                        "voice.parents[0] 4-16: phone", "voice.parents[0] 25-49: e-mail", "action.who[2] 11-23: phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999900019", "9999000180", "groep 5, 2026-2027", "4,5 van 10", "@ school"})
    void letsWordsPassThatIdentifyNobody(String typed) {
        Permit permit = permit("whole", plan -> object(plan, "voice").put("parents", "Wij zien " + typed + " thuis."));
        assertThat(way.bean(Minimise.class).minimise(permit).elements().value("voice.parents"))
                .contains("Wij zien " + typed + " thuis.");
    }

    @Test
    void looksOnlyAtWhatWouldLeave() {
        Permit permit = permit(
                "whole", plan -> object(plan, "medical").put("diagnosis", "Onder 999900018 bekend bij de arts."));
        assertThat(way.bean(Minimise.class).minimise(permit).elements().ids()).doesNotContain("medical.diagnosis");
    }

    @Test
    void aNameThatConsentDoesNotLetGoIsANameOfSomeoneElse() {
        Consumer<ObjectNode> named = plan -> object(plan, "voice").put("parents", "Saskia Veldkamp helpt Noor thuis.");
        assertThat(way.bean(Minimise.class)
                        .minimise(permit("whole", named))
                        .elements()
                        .value("voice.parents"))
                .isPresent();
        assertThat(refused("no-authority", named).where()).containsExactly("voice.parents[0] 0-15: name");
    }

    private static Permit permit(String child, Consumer<ObjectNode> change) {
        return way.permit(Way.DE_LINDE, child, "de-brug", change);
    }

    private static Refused refused(String child, Consumer<ObjectNode> change) {
        Permit permit = permit(child, change);
        return catchThrowableOfType(
                Refused.class, () -> way.bean(Minimise.class).minimise(permit));
    }

    private static ObjectNode object(ObjectNode plan, String name) {
        return (ObjectNode) plan.path(name);
    }

    private static List<String> without(String category) {
        List<String> others = new ArrayList<>(TestTown.ALL);
        others.remove(category);
        return others;
    }
}
