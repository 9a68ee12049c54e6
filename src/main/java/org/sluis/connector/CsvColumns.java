package org.sluis.connector;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;

/**
 * The columns that a format knows. A header is compared by its letters and digits: accents fall off, and what stands
 * between words counts as one {@code _}. A header that is not known is told by its number and by the one it resembles most,
 * never by its own text: a file without headers has a child in its first line.
 */
final class CsvColumns {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]?");
    private static final Pattern ITEM = Pattern.compile("(.+)_([1-9][0-9]?)_(.+)");

    private final Map<String, ReadNode> single = new TreeMap<>();
    private final Map<String, Map<String, ReadNode>> lists = new TreeMap<>();

    private CsvColumns() {}

    /**
     * Where the values of a column belong.
     *
     * @param number of the item from 1, with its field; 0 and null for a column of its own
     * @param read whether anything looks at what it holds
     */
    record Place(String name, int number, @Nullable String field, boolean read) {
        @Override
        public String toString() {
            return field == null ? name : name + "_" + number + "_" + field;
        }
    }

    static CsvColumns of(MappingSource in, ReadNode.Branch root) {
        CsvColumns columns = new CsvColumns();
        root.fields().forEach((name, node) -> {
            if (node instanceof ReadNode.Each each) {
                each.item().fields().forEach((field, of) -> {
                    if (!flat(of)) {
                        throw in.wrong("a row is flat: write /" + name + "_1_" + field + "_… for a column");
                    }
                });
                columns.lists.put(name, each.item().fields());
            } else if (flat(node)) {
                columns.single.put(name, node);
            } else {
                throw in.wrong("a row is flat: write /" + name + "_… for a column, or each: /" + name + " for a list");
            }
        });
        return columns;
    }

    private static boolean flat(ReadNode node) {
        return !(node instanceof ReadNode.Branch || node instanceof Part || node instanceof ReadNode.Each);
    }

    /** Where each column of this first line belongs; null for one that is not known. The reader hears what is wrong. */
    List<@Nullable Place> places(List<String> header, MessageReader reader) {
        List<@Nullable Place> places = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = name(header.get(i));
            Place place = place(name);
            places.add(place);
            String at = "line 1, column " + (i + 1);
            if (place == null) {
                reader.refuseAt(
                        Reason.ELEMENT_UNMAPPED,
                        nearest(name).map(near -> at + ": " + near + "?").orElse(at));
            } else if (!there.add(place.toString())) {
                reader.refuseAt(Reason.DUPLICATE_KEY, at + ": " + place);
            }
        }
        single.forEach((name, node) -> {
            if (node.required() && !there.contains(name)) {
                reader.refuseAt(Reason.ELEMENT_MANDATORY_MISSING, "line 1: " + name);
            }
        });
        return places;
    }

    private static String name(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9-]+", "_")
                .replaceAll("^_|_$", "");
    }

    private @Nullable Place place(String name) {
        ReadNode own = single.get(name);
        if (own != null) {
            return new Place(name, 0, null, !(own instanceof ReadNode.Ignored));
        }
        Matcher item = ITEM.matcher(name);
        if (!item.matches() || !lists.containsKey(item.group(1))) {
            return null;
        }
        ReadNode field = lists.get(item.group(1)).get(item.group(3));
        return field == null
                ? null
                : new Place(
                        item.group(1),
                        Integer.parseInt(item.group(2)),
                        item.group(3),
                        !(field instanceof ReadNode.Ignored));
    }

    /** The known name that this one is most like, if it is like any. */
    private Optional<String> nearest(String name) {
        Matcher digits = NUMBER.matcher(name);
        String number = digits.find() ? digits.group() : "1";
        Set<String> known = new TreeSet<>(single.keySet());
        lists.forEach((list, fields) -> fields.keySet().forEach(field -> known.add(list + "_" + number + "_" + field)));
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        ToIntFunction<String> off = of -> distance.apply(of.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
        return known.stream().min(Comparator.comparingInt(off)).filter(of -> off.applyAsInt(of) <= 1 + of.length() / 3);
    }
}
