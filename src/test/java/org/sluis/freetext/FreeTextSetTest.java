package org.sluis.freetext;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the screen finds of what it should, and how often it raises an alarm where nothing is. */
class FreeTextSetTest {
    private static final List<Annotated> HELD_OUT = Annotated.read("held-out.yaml");
    private static final List<Annotated> TUNED = Annotated.read("sentences.yaml");
    private static final List<Annotated> SECOND_LOOK = Annotated.read("second-look.yaml");

    @Test
    void theSetIsLargeEnoughAndMuchOfItIsClean() {
        List<Annotated> all = all();
        assertThat(all)
                .hasSizeGreaterThanOrEqualTo(200)
                .extracting(Annotated::text)
                .doesNotHaveDuplicates();
        assertThat(HELD_OUT.size()).isGreaterThan(all.size() / 4);
        assertThat(all.stream().filter(Annotated::clean).count() / (double) all.size())
                .isGreaterThan(0.4);
        assertThat(all.stream().flatMap(s -> s.marks().stream()).map(Annotated.Mark::kind))
                .containsAll(Annotated.SCREEN.kinds().ids());
    }

    @Test
    void theAimsAreMet() {
        say("free text, held out", HELD_OUT);
        say("free text, whole set", all());
        for (List<Annotated> set : List.of(HELD_OUT, all())) {
            assertThat(recall(set, kind -> true)).as(missed(set)).isGreaterThanOrEqualTo(0.95);
            assertThat(recall(set, "name"::equals)).as(missed(set)).isGreaterThanOrEqualTo(0.90);
            assertThat(falseAlarms(set)).as(alarms(set)).isLessThan(0.10);
        }
    }

    private static List<Annotated> all() {
        List<Annotated> all = new ArrayList<>(HELD_OUT);
        all.addAll(SECOND_LOOK);
        all.addAll(TUNED);
        return all;
    }

    private static double recall(List<Annotated> set, Predicate<String> kind) {
        long marks = 0;
        long met = 0;
        for (Annotated sentence : set) {
            List<Finding> found = sentence.found();
            for (Annotated.Mark mark : sentence.marks()) {
                if (kind.test(mark.kind())) {
                    marks++;
                    met += found.stream().anyMatch(f -> Annotated.meets(mark, f)) ? 1 : 0;
                }
            }
        }
        return met / (double) marks;
    }

    private static double falseAlarms(List<Annotated> set) {
        List<Annotated> clean = set.stream().filter(Annotated::clean).toList();
        return clean.stream().filter(s -> !s.found().isEmpty()).count() / (double) clean.size();
    }

    private static String missed(List<Annotated> set) {
        StringBuilder missed = new StringBuilder("missed:");
        for (Annotated sentence : set) {
            List<Finding> found = sentence.found();
            sentence.marks().stream()
                    .filter(mark -> found.stream().noneMatch(f -> Annotated.meets(mark, f)))
                    .forEach(mark -> missed.append(' ')
                            .append(sentence.place())
                            .append(' ')
                            .append(mark.kind()));
        }
        return missed.toString();
    }

    private static String alarms(List<Annotated> set) {
        StringBuilder alarms = new StringBuilder("false alarms:");
        set.stream().filter(Annotated::clean).forEach(s -> s.found()
                .forEach(f -> alarms.append(' ').append(s.place()).append(' ').append(f)));
        return alarms.toString();
    }

    private static void say(String what, List<Annotated> set) {
        Map<String, String> kinds = new TreeMap<>();
        set.stream()
                .flatMap(s -> s.marks().stream())
                .map(Annotated.Mark::kind)
                .distinct()
                .forEach(kind -> kinds.put(kind, percent(recall(set, kind::equals))));
        System.out.println(what + ": " + set.size() + " sentences, recall " + percent(recall(set, kind -> true)) + " "
                + kinds + ", false alarms " + percent(falseAlarms(set)));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.3f", part);
    }
}
