package org.sluis.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.ValueType;

/**
 * A decision in plain words: one paragraph that can be read aloud, and a line for every element. Names elements, never a
 * value; who was asked in kinds, and never who gave or refused a consent.
 *
 * @param paragraph the answer in one paragraph, without any id
 * @param lines every element of the message and every id that Sluis issues for it, those that pass first
 */
public record Explanation(String paragraph, List<Line> lines) {

    /** The two languages of the house. */
    public enum Language {
        NL,
        EN;

        /** The language tag (BCP 47). */
        public String code() {
            return of("nl", "en");
        }

        String of(String nl, String en) {
            return this == NL ? nl : en;
        }
    }

    /**
     * @param label what people call the element
     * @param rule the policy's rule that speaks of it
     * @param why in plain words, why it passes or stays
     */
    public record Line(String element, String label, boolean passes, String rule, String why) {}

    /** What this point decides of this input, in this language. */
    public static Explanation of(DecisionPoint point, DecisionInput input, Language language, ReasonTexts reasons) {
        return of(point, input, null, language, reasons);
    }

    /** The same of a disclosure that ended otherwise. @param ended why nothing was sent, where something else stopped it */
    public static Explanation of(
            DecisionPoint point, DecisionInput input, @Nullable Reason ended, Language language, ReasonTexts reasons) {
        DecisionTrace trace = DecisionTrace.of(point, input);
        Dictionary dictionary = point.packs.dictionary();
        boolean ofNobody = trace.decision().consents().isEmpty();
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, Decision.Verdict> entry :
                trace.decision().elements().entrySet()) {
            if (!issued(entry.getKey(), dictionary) || entry.getValue().passes()) {
                lines.add(line(entry.getKey(), entry.getValue(), ofNobody, dictionary, language));
            }
        }
        lines.sort(Comparator.comparing((Line l) -> !l.passes()).thenComparing(Line::element));
        List<Line> sent =
                lines.stream().filter(l -> !issued(l.element(), dictionary)).toList();
        Paragraph paragraph = new Paragraph(trace, input, point.packs.find(input), dictionary, language, reasons);
        return new Explanation(paragraph.of(sent, ended), List.copyOf(lines));
    }

    private static Line line(
            String id, Decision.Verdict verdict, boolean ofNobody, Dictionary dictionary, Language language) {
        String because = verdict.because();
        String why = because != null
                ? Because.of(because).text(language)
                : language.of("de afspraken noemen het", "the policy names it")
                        + (ofNobody
                                ? "" // where nobody is identified there is no consent to speak of
                                : language.of(" en de toestemming dekt het", " and the consent covers it"));
        return new Line(id, label(id, dictionary, language), verdict.passes(), verdict.rule(), why);
    }

    static String label(String id, Dictionary dictionary, Language language) {
        return dictionary.find(id).map(e -> language.of(e.nl(), e.en())).orElse(id);
    }

    /** An id that Sluis issues is nothing the message held: it counts neither as going nor as staying. */
    static boolean issued(String id, Dictionary dictionary) {
        return dictionary.find(id).map(e -> e.type() == ValueType.PAIRWISE).orElse(false);
    }
}
