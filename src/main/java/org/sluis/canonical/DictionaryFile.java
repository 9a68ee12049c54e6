package org.sluis.canonical;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dictionary as it stands in the file; unknown keys are refused by the reader. */
record DictionaryFile(Map<String, Label> categories, List<Entry> elements, Map<String, List<String>> profiles) {

    record Label(String nl, String en) {}

    record Entry(
            String id,
            @Nullable String category,
            ValueType type,
            @Nullable Integer max,
            @Nullable List<String> codes,
            @Nullable Boolean repeats,
            String nl,
            String en,
            @Nullable String confidentiality,
            @Nullable List<String> sensitivity,
            @Nullable List<String> of) {

        @JsonCreator
        Entry {}

        ElementDefinition definition(Set<String> categories) {
            require(id.matches("[a-z]+\\.[a-zA-Z0-9]+"), "its id is not of the form group.name");
            require(category == null || categories.contains(category), "its category is not in the list of categories");
            require((type == ValueType.CODE) == (codes != null && !codes.isEmpty()), "codes go with type CODE");
            require((type == ValueType.PAIRWISE) == (of != null && !of.isEmpty()), "of goes with type PAIRWISE");
            require(type != ValueType.TEXT || max != null, "a text needs max, its longest length");
            require(category == null || confidentiality != null, "confidentiality is missing");
            require(
                    confidentiality == null || confidentiality.matches("[ULMNRV]"),
                    "confidentiality is one of U L M N R V");
            return new ElementDefinition(
                    id,
                    category == null ? "" : category,
                    type,
                    max == null ? 0 : max,
                    codes == null ? List.of() : List.copyOf(codes),
                    Boolean.TRUE.equals(repeats),
                    nl,
                    en,
                    confidentiality == null ? "" : confidentiality,
                    sensitivity == null ? List.of() : List.copyOf(sensitivity),
                    of == null ? List.of() : List.copyOf(of));
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException("dictionary: element " + id + ": " + otherwise);
            }
        }
    }
}
