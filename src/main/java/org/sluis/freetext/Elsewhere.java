package org.sluis.freetext;

import java.util.Map;
import java.util.Set;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.FileNode;

/**
 * Elements of their own for what a text may name.
 *
 * @param names of people
 * @param organisations names of organisations and places, whose words are nobody's name
 * @param births dates of birth
 */
record Elsewhere(Set<String> names, Set<String> organisations, Set<String> births) {

    static Elsewhere of(Map<String, FileNode> names, Map<String, FileNode> dates, Dictionary dictionary) {
        return new Elsewhere(
                elements(FileNode.required(names, "names-of"), dictionary),
                elements(FileNode.required(names, "known-from"), dictionary),
                elements(FileNode.required(dates, "own"), dictionary));
    }

    private static Set<String> elements(FileNode node, Dictionary dictionary) {
        for (FileNode each : node.list()) {
            if (dictionary.find(each.text()).isEmpty()) {
                throw each.wrong("there is no element " + each.text() + " in the dictionary");
            }
        }
        return node.texts();
    }
}
