package org.sluis.law;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;

/**
 * What a law says of a case without anybody saying it: by the name of a purpose, of a kind of recipient, of a profile and of
 * an element of the message a word and its value.
 */
record Following(
        Map<String, Map<String, String>> ofPurpose,
        Map<String, Map<String, String>> ofRecipient,
        Map<String, Map<String, String>> ofProfile,
        SortedMap<String, Map<String, String>> ofElement) {

    /** @param valueOf a word and the place where its value stands; the value, or an exception with file and line */
    static Following of(@Nullable FileNode node, BiFunction<String, FileNode, String> valueOf) {
        Following following = new Following(new HashMap<>(), new HashMap<>(), new HashMap<>(), new TreeMap<>());
        if (node != null) {
            node.map().forEach((source, names) -> names.map().forEach((name, said) -> {
                Map<String, String> values = new LinkedHashMap<>();
                said.map().forEach((word, value) -> values.put(word, valueOf.apply(word, value)));
                following.by(source, names).put(name, java.util.Collections.unmodifiableMap(values));
            }));
        }
        return following;
    }

    private Map<String, Map<String, String>> by(String source, FileNode node) {
        return switch (source) {
            case "purpose" -> ofPurpose;
            case "recipient" -> ofRecipient;
            case "profile" -> ofProfile;
            case "element" -> ofElement;
            default -> throw node.wrong("'" + source + "' is none of purpose, recipient, profile, element");
        };
    }

    /** What follows from all of them; of two that say the same word the later one, the elements last and in alphabetical order. */
    Map<String, String> said(
            String purpose, String recipientKind, @Nullable String profile, Collection<String> present) {
        Map<String, String> all = ofPurpose.getOrDefault(purpose, Map.of());
        all = both(all, ofRecipient.get(recipientKind));
        all = both(all, profile == null ? null : ofProfile.get(profile));
        for (Map.Entry<String, Map<String, String>> each : ofElement.entrySet()) {
            all = present.contains(each.getKey()) ? both(all, each.getValue()) : all;
        }
        return all;
    }

    /** Mostly nothing is said; then nothing is made. */
    private static Map<String, String> both(Map<String, String> some, @Nullable Map<String, String> more) {
        if (more == null || some.isEmpty()) {
            return more == null ? some : more;
        }
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
