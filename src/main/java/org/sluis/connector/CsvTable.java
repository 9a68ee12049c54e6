package org.sluis.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Csv;
import org.sluis.canonical.Reason;
import org.sluis.gate.DeclaredText;
import org.sluis.gate.StrictCsv;

/**
 * A table of which each row is a message: the row becomes the tree that JSON would give, so that the same entries read
 * it. A column is the path {@code /name}; the columns {@code name 1 field}, {@code name 2 field} are the items of the list
 * {@code /name}.
 */
public final class CsvTable {
    private final char separator;
    private final boolean windows1252;
    private final CsvColumns columns;
    private final @Nullable String idColumn;

    private CsvTable(char separator, boolean windows1252, CsvColumns columns, @Nullable String idColumn) {
        this.separator = separator;
        this.windows1252 = windows1252;
        this.columns = columns;
        this.idColumn = idColumn;
    }

    /**
     * A row of a file.
     *
     * @param line of the file in which it starts, from 1
     * @param messageId the sender's, where the row holds one that can be an id
     * @param message the first line and this row, alone
     */
    public record Row(int line, @Nullable String messageId, byte[] message) {
        /** Shows where it stands. */
        @Override
        public String toString() {
            return "Row[" + line + "]";
        }
    }

    static CsvTable compile(MappingSource in, Map<String, MappingSource> fields, ReadNode.Branch root) {
        String separator = in.need(fields, "separator").oneOf(List.of(";", ",", "tab"));
        MappingSource encoding = fields.get("encoding");
        boolean windows1252 = encoding != null
                && encoding.items().stream()
                        .map(item -> item.oneOf(List.of("utf-8", "windows-1252")))
                        .toList()
                        .contains("windows-1252");
        String id = root.fields().entrySet().stream()
                .filter(field -> field.getValue() instanceof ReadNode.MessageId)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
        return new CsvTable(
                separator.equals("tab") ? '\t' : separator.charAt(0), windows1252, CsvColumns.of(in, root), id);
    }

    byte[] text(byte[] file) {
        return DeclaredText.utf8(file, windows1252);
    }

    List<Row> rows(byte[] file, MessageReader reader) {
        List<StrictCsv.Line> lines = StrictCsv.lines(text(file), separator);
        List<String> header = lines.get(0).values();
        List<CsvColumns.@Nullable Place> places = columns.places(header, reader);
        if (!reader.holds()) {
            reader.finish();
        }
        String first = StrictCsv.line(header, separator);
        List<Row> rows = new ArrayList<>();
        for (StrictCsv.Line line : lines.subList(1, lines.size())) {
            if (!blank(line)) {
                String message = first + StrictCsv.line(line.values(), separator);
                rows.add(new Row(line.number(), id(line, places), message.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return rows;
    }

    private @Nullable String id(StrictCsv.Line line, List<CsvColumns.@Nullable Place> places) {
        for (int i = 0; i < Math.min(places.size(), line.values().size()); i++) {
            CsvColumns.Place place = places.get(i);
            if (place != null && place.field() == null && place.name().equals(idColumn)) {
                String id = line.values().get(i).strip();
                return TranslateIn.isMessageId(id) ? id : null;
            }
        }
        return null;
    }

    /** Null where the first line or the number of values is wrong: nobody can tell what is what then. */
    @Nullable
    ObjectNode tree(byte[] message, MessageReader reader) {
        List<StrictCsv.Line> lines = StrictCsv.lines(message, separator);
        List<String> header = lines.get(0).values();
        List<CsvColumns.@Nullable Place> places = columns.places(header, reader);
        List<StrictCsv.Line> rows = lines.subList(1, lines.size()).stream()
                .filter(line -> !blank(line))
                .toList();
        if (rows.size() != 1) {
            reader.refuseAt(
                    rows.isEmpty() ? Reason.BODY_EMPTY : Reason.TOO_MANY_NODES,
                    "line " + (rows.isEmpty() ? 2 : rows.get(1).number()));
        } else if (rows.get(0).values().size() != header.size()) {
            reader.refuseAt(
                    Reason.NOT_WELL_FORMED, rows.get(0).values().size() + " values in " + header.size() + " columns");
        }
        return reader.holds() ? tree(places, rows.get(0).values(), reader) : null;
    }

    private ObjectNode tree(List<CsvColumns.@Nullable Place> places, List<String> values, MessageReader reader) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < values.size(); i++) {
            CsvColumns.Place place = places.get(i);
            String value = values.get(i).strip();
            if (place == null || value.isEmpty()) {
                continue;
            }
            if (place.read() && Csv.runs(value)) {
                reader.refuseAt(Reason.FORMULA_IN_CELL, place.toString());
            }
            if (place.field() == null) {
                tree.put(place.name(), value);
            } else {
                item(tree, place).put(place.field(), value);
            }
        }
        return tree;
    }

    private static ObjectNode item(ObjectNode tree, CsvColumns.Place place) {
        ArrayNode list = tree.get(place.name()) instanceof ArrayNode there ? there : tree.putArray(place.name());
        while (list.size() < place.number()) {
            list.addNull();
        }
        if (list.get(place.number() - 1) instanceof ObjectNode there) {
            return there;
        }
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        list.set(place.number() - 1, made);
        return made;
    }

    private static boolean blank(StrictCsv.Line line) {
        return line.values().stream().allMatch(String::isBlank);
    }
}
