package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Reason;
import org.sluis.canonical.ReasonTexts;

/** What a simulation found, for a privacy officer to read: a paragraph for every recipient, a line for every change. */
final class SimulationTable {
    private static final ReasonTexts REASONS = new ReasonTexts();

    private final Dictionary dictionary;
    private final String language;

    SimulationTable(Dictionary dictionary, String language) {
        this.dictionary = dictionary;
        this.language = language;
    }

    List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        lines.add("What a " + report.path("discloser").asText() + " asked to send, from "
                + report.path("since").asText() + " to " + report.path("until").asText());
        List<String> drafts = each(report.path("drafts")).stream()
                .filter(draft -> draft.path("differs").asBoolean())
                .map(draft -> draft.path("policy").asText())
                .toList();
        lines.add(
                drafts.isEmpty()
                        ? "No draft differs from what is in force."
                        : "Drafts that differ from what is in force: " + String.join(", ", drafts));
        ways(report.path("changes")).forEach((way, changes) -> {
            lines.add("");
            lines.add(way);
            changes.forEach(change -> lines.addAll(told(change)));
        });
        lines.add("");
        note(lines, report.path("recordedOtherwise"), "were decided otherwise at the time, under other rules");
        note(lines, report.path("unreadable"), "cannot be read by this version; nothing is said of them");
        return lines;
    }

    /** The one line that says it all. */
    static String lastLine(JsonNode report, double seconds) {
        return String.format(
                Locale.ROOT,
                "simulate: %d decisions, %d open, %d close, %d elements appear, %d vanish in %.1f s",
                report.path("decisions").asLong(),
                sum(report, "opens"),
                sum(report, "closes"),
                count(report, "appears"),
                count(report, "vanishes"),
                seconds);
    }

    private static long sum(JsonNode report, String change) {
        return of(report, change).stream()
                .mapToLong(each -> each.path("count").asLong())
                .sum();
    }

    /** Elements by recipient: one that vanishes for two is two. */
    private static long count(JsonNode report, String change) {
        return of(report, change).size();
    }

    private static List<JsonNode> of(JsonNode report, String change) {
        return each(report.path("changes")).stream()
                .filter(each -> each.path("change").asText().equals(change))
                .toList();
    }

    private static Map<String, List<JsonNode>> ways(JsonNode changes) {
        return each(changes).stream()
                .collect(Collectors.groupingBy(
                        change -> change.path("policy").asText() + ", to "
                                + change.path("recipient").asText() + " ("
                                + change.path("recipientKind").asText() + ")",
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private List<String> told(JsonNode change) {
        String what = change.path("change").asText().replace('-', ' ');
        String about = change.has("element") ? element(change.path("element").asText()) : reasons(change);
        return List.of(
                String.format(
                        Locale.ROOT, "  %,7d × %-15s %s", change.path("count").asLong(), what, about),
                "            for instance "
                        + each(change.path("examples")).stream()
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(" ")));
    }

    private String element(String id) {
        return dictionary
                .find(id)
                .map(element -> id + "  " + (language.equals("nl") ? element.nl() : element.en()))
                .orElse(id);
    }

    private String reasons(JsonNode change) {
        boolean dutch = language.equals("nl");
        List<String> said = new ArrayList<>();
        if (change.has("was")) {
            said.add("was: " + reason(change.path("was").asText()));
        }
        if (change.has("becomes")) {
            said.add((dutch ? "wordt: " : "becomes: ")
                    + reason(change.path("becomes").asText()));
        }
        return String.join("; ", said);
    }

    private String reason(String code) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .map(reason -> code + " (" + REASONS.text(reason, language) + ")")
                .orElse(code);
    }

    private static void note(List<String> lines, JsonNode count, String what) {
        if (count.asLong() > 0) {
            lines.add(String.format(Locale.ROOT, "%,d %s.", count.asLong(), what));
        }
    }

    private static List<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
