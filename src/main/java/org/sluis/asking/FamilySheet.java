package org.sluis.asking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.sluis.canonical.Label;

/**
 * What one person reads before they answer: the {@link Sheet} of their code, for a page.
 *
 * @param youth whether it is about who reads it; else about their child
 * @param respondBy the last day on which it can be answered
 */
public record FamilySheet(boolean youth, LocalDate respondBy, List<Question> questions) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One question, in the words that are the proof of what was asked.
     *
     * @param from name of who would tell
     * @param to name of who would be told
     * @param until the first day on which it counts no more
     */
    public record Question(
            int number,
            String from,
            String to,
            Label purpose,
            List<Category> categories,
            LocalDate since,
            LocalDate until) {}

    /** @param needed whether nothing goes without it */
    public record Category(String id, Label label, boolean needed) {}

    static FamilySheet of(Map<String, Object> sheet, boolean youth) {
        JsonNode all = JSON.valueToTree(sheet);
        return new FamilySheet(
                youth,
                LocalDate.parse(all.path("respondBy").asText()),
                StreamSupport.stream(all.path("questions").spliterator(), false)
                        .map(FamilySheet::question)
                        .toList());
    }

    static Question question(JsonNode shown) {
        JsonNode period = shown.path("period");
        return new Question(
                shown.path("question").asInt(),
                shown.path("from").asText(),
                shown.path("to").asText(),
                label(shown.path("purpose")),
                StreamSupport.stream(shown.path("categories").spliterator(), false)
                        .map(each -> new Category(
                                each.path("category").asText(),
                                label(each),
                                each.path("needed").asBoolean()))
                        .toList(),
                LocalDate.parse(period.path("from").asText()),
                LocalDate.parse(period.path("until").asText()));
    }

    private static Label label(JsonNode words) {
        return new Label(words.path("nl").asText(), words.path("en").asText());
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "FamilySheet";
    }
}
