package org.sluis.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.ValueType;

/**
 * A decision in plain words: one paragraph that can be read aloud, and a line for every element. Names elements, never a
 * value, and never who gave or refused a consent.
 *
 * @param paragraph the answer in one paragraph
 * @param lines every element of the message and every id that Sluis issues for it, those that pass first
 */
public record Explanation(String paragraph, List<Line> lines) {

    /** The two languages of the house. */
    public enum Language {
        NL,
        EN
    }

    /**
     * @param label what people call the element
     * @param rule the policy's rule that speaks of it
     * @param why in plain words, why it passes or stays
     */
    public record Line(String element, String label, boolean passes, String rule, String why) {}

    /** The decision in this language. */
    public static Explanation of(Decision decision, Dictionary dictionary, Language language, ReasonTexts reasons) {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Decision.Verdict> entry : decision.elements().entrySet()) {
            boolean issued = issued(entry.getKey(), dictionary);
            if (!issued || entry.getValue().passes()) {
                lines.add(line(entry.getKey(), entry.getValue(), dictionary, language));
            }
        }
        lines.sort(Comparator.comparing((Line l) -> !l.passes()).thenComparing(Line::element));
        Reason reason = decision.reason();
        String paragraph = reason == null
                ? goes(
                        lines.stream()
                                .filter(l -> !issued(l.element(), dictionary))
                                .toList(),
                        decision.elements().values().stream()
                                .anyMatch(v -> !v.consents().isEmpty()),
                        language)
                : stays(decision, language, reasons.text(reason, language == Language.NL ? "nl" : "en"));
        return new Explanation(paragraph, List.copyOf(lines));
    }

    private static Line line(String id, Decision.Verdict verdict, Dictionary dictionary, Language language) {
        boolean dutch = language == Language.NL;
        String label = dictionary.find(id).map(e -> label(e, dutch)).orElse(id);
        String because = verdict.because();
        String why = because != null
                ? Because.of(because).text(language)
                : dutch
                        ? "het beleid noemt het" + covered(verdict, " en de toestemming dekt het")
                        : "the policy names it" + covered(verdict, " and the consent covers it");
        return new Line(id, label, verdict.passes(), verdict.rule(), why);
    }

    /** Where nobody is identified there is no consent to speak of. */
    private static String covered(Decision.Verdict verdict, String words) {
        return verdict.consents().isEmpty() ? "" : words;
    }

    /** An id that Sluis issues is nothing the message held: it counts neither as going nor as staying. */
    private static boolean issued(String id, Dictionary dictionary) {
        return dictionary.find(id).map(e -> e.type() == ValueType.PAIRWISE).orElse(false);
    }

    private static String label(ElementDefinition element, boolean dutch) {
        return dutch ? element.nl() : element.en();
    }

    private static String goes(List<Line> lines, boolean consented, Language language) {
        boolean dutch = language == Language.NL;
        long passing = lines.stream().filter(Line::passes).count();
        SortedMap<String, List<String>> staying = new TreeMap<>(lines.stream()
                .filter(l -> !l.passes())
                .collect(Collectors.groupingBy(Line::why, Collectors.mapping(Line::label, Collectors.toList()))));
        String first = dutch
                ? "Dit mag worden gestuurd: van de " + lines.size() + " gegevens " + (passing == 1 ? "gaat" : "gaan")
                        + " er " + passing + " mee, omdat het beleid ze noemt en "
                        + (consented ? "de toestemming ze dekt." : "het over niemand in het bijzonder gaat.")
                : "This may be sent: of the " + lines.size() + " elements " + passing + (passing == 1 ? " goes" : " go")
                        + ", because the policy names them and "
                        + (consented ? "the consent covers them." : "they are about nobody in particular.");
        return first
                + staying.entrySet().stream()
                        .map(e -> (dutch ? " Niet mee gaat: " : " What stays: ") + String.join(", ", e.getValue())
                                + (dutch ? ", want " : ", because ") + e.getKey() + ".")
                        .collect(Collectors.joining());
    }

    private static String stays(Decision decision, Language language, String reasonText) {
        boolean dutch = language == Language.NL;
        String first =
                switch (decision.outcome()) {
                    case PENDING -> dutch ? "Dit kan nog niet worden gestuurd. " : "This cannot be sent yet. ";
                    case HOLD -> dutch ? "Dit is aangehouden en niet gestuurd. " : "This was held and not sent. ";
                    case ROUTE -> dutch ? "Dit hoort in een ander kanaal. " : "This belongs in another channel. ";
                    default -> dutch ? "Dit mag niet worden gestuurd. " : "This may not be sent. ";
                };
        String rows = decision.rows().isEmpty()
                ? ""
                : (dutch ? " Regels: " : " Rules: ") + String.join(", ", decision.rows()) + ".";
        return first + reasonText + rows;
    }
}
