package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.ValueType;
import org.sluis.connector.ReadMapping;

/**
 * Looks for the values of a message in what the recipient holds: each that crossed must be there, each that was withheld
 * must not. It knows nothing of how the one was made from the other.
 */
final class Readback {
    private static final Set<ValueType> AS_WRITTEN = Set.of(ValueType.TEXT, ValueType.DATE);
    /** Shorter ones turn up in anything. */
    private static final int TELLING = 4;

    private final Dictionary dictionary;
    private final ReadMapping format;

    Readback(Dictionary dictionary, ReadMapping format) {
        this.dictionary = dictionary;
        this.format = format;
    }

    /**
     * Gives how many values that crossed were found.
     *
     * @param crossed ids of the elements that crossed
     * @param news the part of what is held that was not there before
     * @throws NotAsTold naming the elements that were lost, or that are there and should not be
     */
    int compare(
            byte[] message, Set<String> crossed, Map<String, List<JsonNode>> held, Map<String, List<JsonNode>> news) {
        Set<String> there = texts(held);
        Set<String> come = texts(news);
        List<String> found = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        List<String> leaked = new ArrayList<>();
        format.read(message).elements().stream().forEach(element -> {
            boolean passed = crossed.contains(element.id());
            boolean seen = (passed ? there : come).stream().anyMatch(text -> stands(element.value(), text));
            if (!passed) {
                note(seen && element.value().length() >= TELLING, element, leaked);
            } else if (AS_WRITTEN.contains(dictionary.element(element.id()).type())) {
                note(true, element, seen ? found : lost);
            }
        });
        NotAsTold.unless(leaked.isEmpty(), "nothing that was withheld is in the care system", leaked);
        NotAsTold.unless(lost.isEmpty(), "all that crossed is in the care system", lost + " missing");
        return found.size();
    }

    /** Digits count only where they stand alone: any four of them stand somewhere in the ids and moments of a server. */
    private static boolean stands(String value, String text) {
        return value.matches("[0-9]+")
                ? text.matches("(?s)(.*[^\\p{Alnum}-])?" + value + "([^\\p{Alnum}-].*)?")
                : text.contains(value);
    }

    private static void note(boolean so, Element element, List<String> list) {
        if (so) {
            list.add(element.toString());
        }
    }

    private static Set<String> texts(Map<String, List<JsonNode>> resources) {
        Set<String> texts = new LinkedHashSet<>();
        resources.values().forEach(all -> all.forEach(resource -> texts(resource, texts)));
        return texts;
    }

    private static void texts(JsonNode node, Set<String> into) {
        if (node.isValueNode()) {
            into.add(node.asText());
        }
        node.forEach(child -> texts(child, into));
    }
}
