package org.sluis.law;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Reason;

/**
 * Where somebody turns when a message is not for this exchange, told with the refusal.
 *
 * @param reasons the reasons it is told with
 * @param phones by name
 * @param forms where it is reported in writing, an https address by region
 * @param steps what to do, in order, by language
 */
public record LawChannel(
        Set<Reason> reasons, Map<String, String> phones, Map<String, String> forms, Map<String, List<String>> steps) {
    private static final Set<String> LANGUAGES = Set.of("nl", "en");

    static List<LawChannel> of(@Nullable FileNode node) {
        List<LawChannel> all = new ArrayList<>();
        if (node != null) {
            node.list().forEach(each -> all.add(one(each)));
        }
        return List.copyOf(all);
    }

    private static LawChannel one(FileNode node) {
        Map<String, FileNode> all = node.map(Set.of("reasons", "phones", "forms", "steps"), Set.of());
        Map<String, String> phones = new LinkedHashMap<>();
        FileNode.required(all, "phones").map().forEach((name, number) -> phones.put(name, number.text()));
        Map<String, String> forms = new LinkedHashMap<>();
        FileNode given = all.get("forms");
        if (given != null) {
            given.map().forEach((region, address) -> forms.put(region, https(address)));
        }
        Map<String, List<String>> steps = new LinkedHashMap<>();
        FileNode.required(all, "steps")
                .map(LANGUAGES, Set.of())
                .forEach((language, list) -> steps.put(
                        language, list.list().stream().map(FileNode::text).toList()));
        Set<Reason> reasons = new LinkedHashSet<>();
        FileNode.required(all, "reasons").list().forEach(code -> reasons.add(reason(code)));
        return new LawChannel(
                Collections.unmodifiableSet(reasons),
                Collections.unmodifiableMap(phones),
                Collections.unmodifiableMap(forms),
                Collections.unmodifiableMap(steps));
    }

    private static String https(FileNode address) {
        if (!address.text().matches("https://[!-~]+")) {
            throw address.wrong("a form stands at an address that begins with https://");
        }
        return address.text();
    }

    private static Reason reason(FileNode code) {
        for (Reason each : Reason.values()) {
            if (each.code().equals(code.text())) {
                return each;
            }
        }
        throw code.wrong("'" + code.text() + "' is no reason");
    }
}
