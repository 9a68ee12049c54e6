package org.sluis.console.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.policy.Packs;
import org.sluis.policy.Policy;
import org.sluis.policy.pack.Pack;
import org.sluis.policy.pack.Rule;
import org.sluis.policy.pack.RuleLine;

/**
 * Who receives which element for what purpose, as one picture: a column a policy, a row an element that any of them lets go.
 *
 * @param columns in the order of their ids
 * @param groups of rows, by category
 */
record Matrix(List<Column> columns, List<Group> groups) {

    /** @param recipients kinds, or the parties that it names */
    record Column(String policy, String label, String recipients) {}

    record Group(String category, List<Row> rows) {}

    /** @param cells a rule for each column, in lower case; {@code none} where no line names it */
    record Row(String element, String label, boolean special, List<String> cells) {}

    static Matrix of(Packs packs, boolean dutch) {
        List<Pack> all = packs.all().stream()
                .map(Policy::pack)
                .sorted(Comparator.comparing(Pack::id))
                .toList();
        Dictionary dictionary = packs.dictionary();
        Map<String, List<Row>> rows = new TreeMap<>();
        dictionary.elements().stream()
                .filter(element -> !element.control())
                .sorted(Comparator.comparing(ElementDefinition::id))
                .map(element -> row(element, all, dutch))
                .filter(row -> row.cells().stream().anyMatch(cell -> !cell.equals("none") && !cell.equals("forbidden")))
                .forEach(row -> rows.computeIfAbsent(
                                dictionary.element(row.element()).category(), category -> new ArrayList<>())
                        .add(row));
        return new Matrix(
                all.stream().map(pack -> column(pack, dutch)).toList(),
                rows.entrySet().stream()
                        .map(group -> new Group(
                                dutch
                                        ? dictionary.category(group.getKey()).nl()
                                        : dictionary.category(group.getKey()).en(),
                                group.getValue()))
                        .toList());
    }

    private static Column column(Pack pack, boolean dutch) {
        List<?> named = pack.recipient().named().isEmpty()
                ? pack.recipient().kinds().stream().map(kind -> kind.code()).toList()
                : pack.recipient().named();
        return new Column(
                pack.id(),
                dutch ? pack.label().nl() : pack.label().en(),
                String.join(", ", named.stream().map(Object::toString).toList()));
    }

    private static Row row(ElementDefinition element, List<Pack> all, boolean dutch) {
        return new Row(
                element.id(),
                dutch ? element.nl() : element.en(),
                element.special(),
                all.stream().map(pack -> cell(pack, element)).toList());
    }

    private static String cell(Pack pack, ElementDefinition element) {
        if (pack.dictionary()
                .profile(pack.profile())
                .filter(profile -> profile.contains(element.id()))
                .isEmpty()) {
            return "none";
        }
        return pack.line(element).map(RuleLine::rule).map(Matrix::code).orElse("none");
    }

    private static String code(Rule rule) {
        return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
