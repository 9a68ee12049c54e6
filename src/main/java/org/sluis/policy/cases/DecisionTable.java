package org.sluis.policy.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sluis.canonical.Reason;
import org.sluis.policy.Decision;

/** Every case of every pack and what is decided on it, a row each, as Markdown. */
final class DecisionTable {
    private static final String HEAD = """
            # Decision table

            Generated from the cases of the packs; a test holds it equal to what the packs and the law decide.

            | pack | case | who | age | consents | outcome | reason | elements that cross |
            |---|---|---|---|---|---|---|---|
            """;

    private final List<String> rows = new ArrayList<>();

    void add(PolicyCase of, Decision decision) {
        Reason reason = decision.reason();
        rows.add("| "
                + String.join(
                        " | ",
                        of.policy().pack().id(),
                        of.name(),
                        of.who(),
                        of.input().facts().ageBand(),
                        of.consents(),
                        decision.outcome().name(),
                        reason == null ? "" : reason.code(),
                        grouped(decision))
                + " |\n");
    }

    String markdown() {
        return HEAD + String.join("", rows);
    }

    private static String grouped(Decision decision) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        for (String id : decision.passing()) {
            int dot = id.indexOf('.');
            groups.computeIfAbsent(id.substring(0, dot), g -> new ArrayList<>()).add(id.substring(dot + 1));
        }
        return groups.entrySet().stream().map(DecisionTable::group).collect(Collectors.joining("; "));
    }

    private static String group(Map.Entry<String, List<String>> group) {
        return "**" + group.getKey() + "** " + String.join(", ", group.getValue());
    }
}
