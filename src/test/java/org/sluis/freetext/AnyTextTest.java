package org.sluis.freetext;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;

/** Whatever somebody typed, the screen has an answer, and every place that it names is in the text. */
class AnyTextTest {

    @Property(tries = 2000)
    void theScreenAnswers(@ForAll("typed") String typed) {
        Elements text = Elements.of(List.of(new Element("goal.description", 0, typed)));
        assertThat(Annotated.SCREEN.danger(text)).allMatch(found -> within(found, typed));
        assertThat(Annotated.SCREEN.inspect(text, text, 2026)).allMatch(found -> within(found, typed));
    }

    /** One sign that is read as two words: they begin and end in the same place. */
    @Example
    void aSignThatIsTwoWordsIsNoMishap() {
        theScreenAnswers("Leest \u00BD uur per dag, om 9 \u33C2 met juf \u00BCJayden.");
    }

    private static boolean within(Finding found, String typed) {
        return 0 <= found.from() && found.from() < found.to() && found.to() <= typed.length();
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                3,
                                Arbitraries.of("juf ", "Jayden", " van ", "1", "06", "-", ". ", "straat ", "in ", "@")),
                        Tuple.of(
                                1,
                                Arbitraries.of("\u00BD", "\u00BC", "\uFB01", "\u33C2", "\u0308", "\u200B", "\uFDFA")),
                        Tuple.of(
                                1,
                                Arbitraries.chars()
                                        .all()
                                        .filter(c -> !Character.isSurrogate(c))
                                        .map(String::valueOf)),
                        Tuple.of(1, Arbitraries.of("\uD83D\uDE00", "\uD835\uDC00")))
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }
}
