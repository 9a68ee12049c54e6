package org.sluis.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.Elements;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.ReasonTexts;
import org.sluis.canonical.ValueType;
import org.sluis.connector.Connectors;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Explanation;

/**
 * What of a message crossed. The decision is explained from what was kept of it; then the care system's own resources,
 * read over HTTP, are searched for the values of the message: each that crossed must be there, each that stayed must not.
 */
final class Crossing {
    private static final Set<ValueType> AS_WRITTEN = Set.of(ValueType.TEXT, ValueType.DATE);

    private final Gateway gateway;
    private final Dictionary dictionary;

    Crossing(Gateway gateway) {
        this.gateway = gateway;
        this.dictionary = gateway.part(Dictionary.class);
    }

    /** Every element of the message that was looked at, those that crossed first. */
    List<Explanation.Line> explain(String disclosure, String tenant) {
        String kept = gateway.part(Transactions.class)
                .within(
                        tenant,
                        connection -> Rows.one(
                                        connection,
                                        "SELECT decision FROM outbox WHERE tenant = ? AND disclosure = ?",
                                        row -> row.getString(1),
                                        tenant,
                                        UUID.fromString(disclosure))
                                .orElseThrow());
        return Explanation.of(
                        gateway.part(DecisionPoint.class).decide(DecisionJson.read(kept)),
                        dictionary,
                        Explanation.Language.EN,
                        gateway.part(ReasonTexts.class))
                .lines();
    }

    static int withheld(List<Explanation.Line> lines) {
        return (int) lines.stream().filter(line -> !line.passes()).count();
    }

    /** A row for each line: element, Dutch label, whether it crossed, and why. */
    Table table(List<Explanation.Line> lines) {
        Table table = new Table("element", "Dutch label", "crossed?", "why");
        lines.forEach(line -> table.row(
                line.element(),
                dictionary.element(line.element()).nl(),
                line.passes() ? "crossed" : "WITHHELD",
                line.why()));
        return table;
    }

    /** Searches what the care system holds; gives how many values were found there, and fails on a difference. */
    int compare(byte[] message, List<Explanation.Line> lines, Map<String, List<JsonNode>> held) {
        Set<String> there = new LinkedHashSet<>();
        held.values().forEach(all -> all.forEach(resource -> texts(resource, there)));
        Elements sent = gateway.part(Connectors.class).in("rest-json").read(message).elements();
        List<String> lost = new ArrayList<>();
        List<String> leaked = new ArrayList<>();
        int found = 0;
        for (Element element : sent.stream().toList()) {
            ElementDefinition definition = dictionary.element(element.id());
            boolean crossed = lines.stream().anyMatch(line -> line.element().equals(element.id()) && line.passes());
            boolean seen = there.stream().anyMatch(text -> text.contains(element.value()));
            if (crossed && AS_WRITTEN.contains(definition.type())) {
                found += seen ? 1 : 0;
                lost.addAll(seen ? List.of() : List.of(element.toString()));
            }
            if (!crossed && seen && element.value().length() > 3) {
                leaked.add(element.toString());
            }
        }
        NotAsTold.unless(leaked.isEmpty(), "nothing that was withheld is in the care system", leaked);
        NotAsTold.unless(lost.isEmpty(), "all that crossed is in the care system", lost + " missing");
        return found;
    }

    private static void texts(JsonNode node, Set<String> into) {
        if (node.isValueNode()) {
            into.add(node.asText());
        }
        node.forEach(child -> texts(child, into));
    }
}
