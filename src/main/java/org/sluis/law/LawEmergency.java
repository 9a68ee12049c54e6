package org.sluis.law;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sluis.canonical.FileNode;

/**
 * What a law says of vital interest, where there is no time to ask.
 *
 * @param maxHours how long it may last; never more than 72
 * @param reasons the codes that count as one
 * @param open the words of the situation that hold while it is open
 * @param passed those that hold once its time has passed, or it was closed
 */
public record LawEmergency(int maxHours, Set<String> reasons, Map<String, String> open, Map<String, String> passed) {
    private static final int LONGEST = 72;

    static LawEmergency of(FileNode node, LawWords words) {
        Map<String, FileNode> all = node.map(Set.of("max-hours", "reasons", "open", "passed"), Set.of());
        FileNode hours = FileNode.required(all, "max-hours");
        if (hours.number() < 1 || hours.number() > LONGEST) {
            throw hours.wrong("an emergency lasts from 1 to " + LONGEST + " hours");
        }
        return new LawEmergency(
                hours.number(),
                Set.copyOf(FileNode.required(all, "reasons").texts()),
                said(FileNode.required(all, "open"), words),
                said(FileNode.required(all, "passed"), words));
    }

    private static Map<String, String> said(FileNode node, LawWords words) {
        Map<String, String> said = new LinkedHashMap<>();
        node.map().forEach((word, value) -> said.put(word, words.valueOf(word, value, value.text())));
        return Map.copyOf(said);
    }
}
