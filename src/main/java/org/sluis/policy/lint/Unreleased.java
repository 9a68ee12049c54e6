package org.sluis.policy.lint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.PackFault;
import org.sluis.policy.pack.Place;

/** The elements of the dictionary that reach nobody by any policy, a line for each category. */
final class Unreleased {
    private static final String FILE = "dictionary.yaml";

    private Unreleased() {}

    static List<PackFault> of(Path folder, Dictionary dictionary, List<Pack> packs) {
        Set<String> released =
                packs.stream().flatMap(pack -> pack.released().stream()).collect(Collectors.toSet());
        Map<String, List<String>> staying = new TreeMap<>();
        for (ElementDefinition element : dictionary.elements()) {
            if (!element.control() && !released.contains(element.id())) {
                staying.computeIfAbsent(element.category(), category -> new ArrayList<>())
                        .add(element.id());
            }
        }
        Place elements =
                Place.read(folder.resolve(FILE), FILE, new ArrayList<>()).at("elements");
        return staying.values().stream()
                .map(ids -> new PackFault(
                        FILE,
                        line(elements, ids.get(0)),
                        "no policy releases " + String.join(", ", ids),
                        "leave it so, unless a recipient needs it"))
                .toList();
    }

    private static int line(Place elements, String id) {
        return elements.items().stream()
                .filter(item ->
                        item.find("id").map(Place::text).filter(id::equals).isPresent())
                .mapToInt(Place::line)
                .findFirst()
                .orElse(0);
    }
}
