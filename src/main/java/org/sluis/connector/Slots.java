package org.sluis.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluis.canonical.ElementDefinition;

/** The elements that a template names, numbered when it is compiled, so that no name is looked up while it is written. */
final class Slots {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, List<Integer>> groups = new HashMap<>();
    private final List<ElementDefinition> elements = new ArrayList<>();

    /** The element's number, given to it now where it has none. */
    int number(ElementDefinition element) {
        return numbers.computeIfAbsent(element.id(), id -> {
            elements.add(element);
            groups.computeIfAbsent(element.group(), group -> new ArrayList<>()).add(elements.size() - 1);
            return elements.size() - 1;
        });
    }

    /** The element's number, or -1 where the template does not name it. */
    int of(String id) {
        return numbers.getOrDefault(id, -1);
    }

    ElementDefinition element(int slot) {
        return elements.get(slot);
    }

    List<Integer> ofGroup(String group) {
        return groups.getOrDefault(group, List.of());
    }

    int size() {
        return elements.size();
    }
}
