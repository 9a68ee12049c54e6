package org.sluis.consent.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.ConsentForm;
import org.sluis.consent.FormReader;
import org.sluis.gate.StrictCsv;

/** Consents as a table. A column is named as the field of the form it fills; an empty value is a field that is not there. */
final class ConsentTable {
    private static final List<String> NEEDED =
            List.of("subject", "grantor", "effect", "purpose", "categories", "from", "until", "textVersion");
    private static final List<String> OF_THE_PROOF = List.of("verified", "by", "at", "digest");
    private static final List<String> OF_THE_ORDER = List.of("orderReference", "orderDate", "orderPurposes");
    private static final List<String> COLUMNS = columns();
    private static final Set<String> LISTS = Set.of("categories", "orderPurposes");

    private final List<String> header;
    private final List<StrictCsv.Line> lines;

    private ConsentTable(List<String> header, List<StrictCsv.Line> lines) {
        this.header = header;
        this.lines = lines;
    }

    /** @throws Refused what {@link StrictCsv} refuses; CONSENT_NOT_VALID where the first line names other columns */
    static ConsentTable read(byte[] body) {
        List<StrictCsv.Line> all = StrictCsv.lines(body);
        List<String> header = all.get(0).values();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!COLUMNS.contains(header.get(i))) {
                faults.add("/header/" + i + ":unknown");
            } else if (header.indexOf(header.get(i)) < i) {
                faults.add("/header/" + i + ":there-twice");
            }
        }
        NEEDED.stream()
                .filter(column -> !header.contains(column))
                .forEach(column -> faults.add("/header:no-" + column));
        if (!faults.isEmpty()) {
            faults.add(0, "/header:expected:" + String.join(",", COLUMNS));
        }
        FormReader.refuse(faults);
        return new ConsentTable(header, all.subList(1, all.size()));
    }

    List<StrictCsv.Line> lines() {
        return lines;
    }

    /** @throws Refused CONSENT_NOT_VALID with the faults that the same form in JSON would have */
    ConsentForm form(StrictCsv.Line line) {
        if (line.values().size() != header.size()) {
            throw new Refused(Reason.CONSENT_NOT_VALID, "/:not-as-many-values-as-columns");
        }
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < header.size(); i++) {
            if (!line.values().get(i).isEmpty()) {
                put(form, header.get(i), line.values().get(i));
            }
        }
        return FormReader.consent(form);
    }

    private static void put(ObjectNode form, String column, String value) {
        ObjectNode at = form;
        String name = column;
        if (OF_THE_PROOF.contains(column)) {
            at = form.withObjectProperty("proof");
        } else if (OF_THE_ORDER.contains(column)) {
            at = form.withObjectProperty("order");
            name = column.substring("order".length()).toLowerCase(Locale.ROOT);
        }
        if (LISTS.contains(column)) {
            List.of(value.strip().split(" +")).forEach(at.putArray(name)::add);
        } else {
            at.put(name, value);
        }
    }

    private static List<String> columns() {
        List<String> all = new ArrayList<>(NEEDED);
        all.addAll(List.of("holder", "discloser", "recipient", "recipientKind"));
        all.addAll(OF_THE_PROOF);
        all.addAll(OF_THE_ORDER);
        return List.copyOf(all);
    }
}
