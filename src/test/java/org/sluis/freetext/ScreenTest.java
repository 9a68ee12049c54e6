package org.sluis.freetext;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;

/** Where and what kind, exactly; never what. */
class ScreenTest {
    private static final Screen SCREEN = Annotated.SCREEN;

    @Test
    void tellsThePlaceInCodeUnitsOfTheTextAsItWasWritten() {
        String smile = "\uD83D\uDE00"; // one character, two code units
        Finding name = only("Fijn " + smile + " dat Jayden helpt.");
        assertThat(name).isEqualTo(new Finding("goal.description", 1, 12, 18, "name"));
        assertThat(name.toString()).isEqualTo("goal.description[1] 12-18: name");
        assertThat(only("Zij zit naast Sa\u200bnne\u0308 in de kring."))
                .isEqualTo(new Finding("goal.description", 1, 14, 21, "name"));
        assertThat(only("Zit bij de \uFB01ets van Jayden.").from()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "bsn, 999900018",
        "bsn, 9999.00.018",
        "bsn, 9999 00 018",
        "bsn, 9 9 9 9 0 0 0 1 8",
        "bsn, \uFF19\uFF19\uFF19\uFF19\uFF10\uFF10\uFF10\uFF11\uFF18",
        "bsn, \u0669\u0669\u0669\u0669\u0660\u0660\u0660\u0661\u0668",
        "phone, 06-00000 311",
        "phone, +31 (0)6 0000 0311",
        "phone, 06 00 00 03 11",
        "e-mail, ouder-1@waterlee.example",
        "e-mail, ouder @ waterlee.example",
        "iban, NL00 TEST 0000 0000 00",
        "postcode, 1234 SS",
        "postcode, 1234ss",
        "birth-date, 2013-04-30",
        "birth-date, 30 april 2013",
        "diagnosis, A.D.H.D.",
        "diagnosis, a d h d",
        "diagnosis, \u0430dhd",
        "diagnosis, AD\u00ADHD",
        "medication, RITALIN",
        "medication, r\u00EDtal\u00EFn",
        "name, juf Dzjamila",
        "name, Dani\u00EBlle",
        "place, 's-Hertogenbosch",
        "place, Stationsstraat 7a"
    })
    void findsItHoweverItIsWritten(String kind, String typed) {
        List<Finding> found = inspect("Zie ook " + typed + " voor overleg.");
        assertThat(found).as(typed).extracting(Finding::kind).containsExactly(kind);
        int start = "Zie ook ".length();
        assertThat(found.get(0).from()).isBetween(start, start + 4);
        assertThat(found.get(0).to()).isBetween(start + typed.length() - 2, start + typed.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999900019",
                "9999000180",
                "van 01-09-2026 08.30 tot 16-07-2027 12.00",
                "08.30 09.15 10.30 11.45",
                "1250 euro en 2026 in totaal",
                "ons@thuis",
                "5-6 keer",
                "in 2013 gestart",
                "rekenen. Wil je, dan mag het. Hoop doet leven. Ben je klaar? Alles",
                "bas en viool"
            })
    void letsPassWhatIdentifiesNobody(String typed) {
        assertThat(inspect("Zij kan " + typed + " afmaken.")).isEmpty();
    }

    @Test
    void aNameThatTheRecipientGetsMayBeNamedAndOneThatItDoesNotGetMayNot() {
        Elements message = message("Saskia Veldkamp en Noor zien dat Postma helpt.");
        assertThat(SCREEN.inspect(message, message.only(e -> e.id().equals("goal.description")), 2026))
                .extracting(Finding::from, Finding::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 15),
                        org.assertj.core.groups.Tuple.tuple(19, 23),
                        org.assertj.core.groups.Tuple.tuple(33, 39));
        assertThat(SCREEN.inspect(message, message.only(e -> !e.id().equals("holder.name")), 2026))
                .extracting(Finding::from)
                .containsExactly(0);
        assertThat(SCREEN.inspect(message, message, 2026)).isEmpty();
    }

    @Test
    void theSubjectsOwnBirthDateMayBeToldToWhomGetsIt() {
        Elements message = message("Geboren op 14 maart 2017, dus jong in de groep.");
        assertThat(SCREEN.inspect(message, message, 2026)).isEmpty();
        assertThat(SCREEN.inspect(message, message.only(e -> !e.id().equals("subject.birthDate")), 2026))
                .extracting(Finding::kind)
                .containsExactly("birth-date");
    }

    @Test
    void looksOnlyAtWhatWouldLeaveExceptForDanger() {
        List<Element> elements =
                new ArrayList<>(message("Werkt graag met blokken.").stream().toList());
        elements.add(new Element("medical.diagnosis", 0, "ADHD; wordt thuis geslagen."));
        Elements message = Elements.of(elements);
        assertThat(SCREEN.inspect(message, message.only(e -> !e.id().startsWith("medical.")), 2026))
                .isEmpty();
        assertThat(SCREEN.danger(message))
                .extracting(Finding::toString)
                .containsExactly("medical.diagnosis[0] 6-26: abuse");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zij slaat in de pauze soms een ander kind.",
                "Vader en moeder slaan de handen ineen.",
                "Zij voelt zich veilig thuis en op school.",
                "Zij snijdt haar brood en wil niet naar huis omdat spelen leuk is.",
                "De dino's leven niet meer.",
                "Thuis kijkt ze naar een film met een pistool van water."
            })
    void anOrdinarySentenceIsNoDanger(String sentence) {
        assertThat(SCREEN.danger(message(sentence))).isEmpty();
    }

    @Test
    void aPhraseStaysWithinItsSentence() {
        assertThat(SCREEN.danger(message("Soms wil zij niet. Dood blad vindt ze mooi.")))
                .isEmpty();
        assertThat(SCREEN.danger(message("Soms wil zij dood."))).hasSize(1);
    }

    private static Elements message(String text) {
        return Elements.of(List.of(
                new Element("subject.givenName", 0, "Noor"),
                new Element("subject.familyName", 0, "Veldkamp"),
                new Element("subject.birthDate", 0, "2017-03-14"),
                new Element("contact.name", 0, "Marjan Postma"),
                new Element("holder.name", 0, "Saskia Veldkamp"),
                new Element("goal.description", 1, text)));
    }

    private static List<Finding> inspect(String text) {
        Elements message = message(text);
        return SCREEN.inspect(message, message.only(e -> !e.id().equals("holder.name")), 2026);
    }

    private static Finding only(String text) {
        List<Finding> found = inspect(text);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
