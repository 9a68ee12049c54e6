package org.sluis.demo;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ReasonTexts;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.policy.DecisionJson;
import org.sluis.policy.Explanation;
import org.sluis.policy.InForce;

/** What of a message crossed, and why: the decision, explained from the part of it that was kept, without content. */
final class Crossing {
    private final Gateway gateway;
    private final Dictionary dictionary;

    Crossing(Gateway gateway) {
        this.gateway = gateway;
        this.dictionary = gateway.part(Dictionary.class);
    }

    /** Every element of the message that was looked at, those that crossed first. */
    List<Explanation.Line> explain(String disclosure, String tenant) {
        String kept = gateway.part(Transactions.class).within(tenant, connection -> Rows.one(
                        connection,
                        "SELECT decision FROM outbox WHERE tenant = ? AND disclosure = ?",
                        row -> row.getString(1),
                        tenant,
                        UUID.fromString(disclosure))
                .orElseThrow());
        return Explanation.of(
                        gateway.part(InForce.class).of(tenant),
                        DecisionJson.read(kept),
                        Explanation.Language.EN,
                        gateway.part(ReasonTexts.class))
                .lines();
    }

    static Set<String> crossed(List<Explanation.Line> lines) {
        return lines.stream()
                .filter(Explanation.Line::passes)
                .map(Explanation.Line::element)
                .collect(Collectors.toSet());
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
}
