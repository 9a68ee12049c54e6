package org.sluis.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The dictionary as it stands in the file, before its entries are looked at one by one. */
record DictionaryFile(
        @Nullable Map<String, Label> categories,
        @Nullable List<JsonNode> elements,
        @Nullable Map<String, JsonNode> profiles) {
    private static final String IDENTITY = "IDENT";

    record Label(@Nullable String nl, @Nullable String en) {}

    /** A profile: a list of elements, or that list with {@code anonymous: true} beside it. */
    record Profile(@Nullable Boolean anonymous, @Nullable List<String> elements) {

        static Profile of(String name, JsonNode node) {
            JsonNode whole =
                    node.isArray() ? JsonNodeFactory.instance.objectNode().set("elements", node) : node;
            return StrictYaml.entry(name, whole, Profile.class);
        }
    }

    /** One element; what is left out of the file is null here and looked at in {@link #definition}. */
    record Entry(
            @Nullable String id,
            @Nullable String category,
            @Nullable ValueType type,
            @Nullable Integer max,
            @Nullable List<String> codes,
            @Nullable Boolean repeats,
            @Nullable Boolean identifies,
            @Nullable String nl,
            @Nullable String en,
            @Nullable String confidentiality,
            @Nullable List<String> sensitivity,
            @Nullable List<String> of) {

        ElementDefinition definition(Set<String> categories) {
            String name = text(id, "id is missing; write group.name, for instance goal.description");
            require(name.matches("[a-z][a-zA-Z]*\\.[a-zA-Z0-9]+"), "its id is not of the form group.name");
            ValueType known = type;
            if (known == null) {
                throw wrong("type is missing; write one of " + Arrays.toString(ValueType.values()));
            }
            require(
                    category == null || categories.contains(category),
                    "its category is not in the list of categories; write one of " + categories);
            require((known == ValueType.CODE) == filled(codes), "codes: [...] go with type CODE, and only with it");
            require(
                    (known == ValueType.PAIRWISE) == filled(of),
                    "of: [...], the elements it is derived from, goes with type PAIRWISE, and only with it");
            require(
                    (known == ValueType.TEXT) == (max != null),
                    "max, the longest length in characters, goes with type TEXT, and only with it");
            require(max == null || (max > 0 && max <= 10_000), "max is a number from 1 to 10000");
            require(
                    category == null || confidentiality != null,
                    "confidentiality is missing; write one of U L M N R V");
            require(
                    confidentiality == null || confidentiality.matches("[ULMNRV]"),
                    "confidentiality is one of U L M N R V");
            require(
                    category != null || (confidentiality == null && sensitivity == null && of == null),
                    "without a category it never leaves: leave out confidentiality, sensitivity and of, or name its category");
            require(
                    codes == null || new HashSet<>(codes).size() == codes.size(),
                    "one of its codes stands there twice");
            return new ElementDefinition(
                    name,
                    category == null ? "" : category,
                    known,
                    max == null ? 0 : max,
                    codes == null ? List.of() : List.copyOf(codes),
                    Boolean.TRUE.equals(repeats),
                    identifies == null ? IDENTITY.equals(category) : identifies,
                    text(nl, "nl, its Dutch label, is missing"),
                    text(en, "en, its English label, is missing"),
                    confidentiality == null ? "" : confidentiality,
                    sensitivity == null ? List.of() : List.copyOf(sensitivity),
                    of == null ? List.of() : List.copyOf(of));
        }

        private static boolean filled(@Nullable List<String> list) {
            return list != null && !list.isEmpty();
        }

        private String text(@Nullable String text, String otherwise) {
            if (text == null || text.isBlank()) {
                throw wrong(otherwise);
            }
            return text;
        }

        private void require(boolean holds, String otherwise) {
            if (!holds) {
                throw wrong(otherwise);
            }
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException(
                    "dictionary: element " + (id == null ? "without id" : id) + ": " + what);
        }
    }
}
