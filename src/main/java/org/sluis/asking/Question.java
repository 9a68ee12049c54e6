package org.sluis.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Label;
import org.sluis.party.Party;
import org.sluis.policy.Askable;

/**
 * One question of a request: may this party tell that party these categories, for this purpose.
 *
 * @param number from 1
 * @param needed those of the categories without which nothing goes
 * @param shown what the person reads, as canonical JSON: organisations, purpose and categories in words, and the period
 */
record Question(
        int number,
        String discloser,
        String recipient,
        String purpose,
        List<String> categories,
        List<String> needed,
        String shown) {

    static Question of(
            int number,
            Askable.Way way,
            Party discloser,
            Party recipient,
            SortedSet<String> byLaw,
            AskForm form,
            Dictionary words) {
        SortedSet<String> categories = way.categories(byLaw);
        SortedSet<String> needed = way.needed(byLaw);
        List<Object> named = new ArrayList<>();
        for (String category : categories) {
            Map<String, Object> entry = label(words.category(category));
            entry.put("category", category);
            entry.put("needed", needed.contains(category));
            named.add(entry);
        }
        Map<String, Object> purpose = label(way.label());
        purpose.put("purpose", way.purpose().value());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("question", number);
        shown.put("from", discloser.name());
        shown.put("to", recipient.name());
        shown.put("purpose", purpose);
        shown.put("categories", named);
        shown.put(
                "period",
                Map.of("from", form.from().toString(), "until", form.until().toString()));
        return new Question(
                number,
                discloser.id().value(),
                recipient.id().value(),
                way.purpose().value(),
                List.copyOf(categories),
                List.copyOf(needed),
                CanonicalJson.write(shown));
    }

    static Map<String, Object> label(Label label) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("nl", label.nl());
        words.put("en", label.en());
        return words;
    }
}
