package org.sluis.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of data elements, read from {@code consent-policies/dictionary.yaml}. What has no element here does
 * not exist: it cannot be read from a message, named by a policy or written to a recipient. A profile is a list of the
 * elements one kind of disclosure may hold. A profile without a way to tell the subject is an error, unless it says that
 * it is anonymous; then it is an error when any of its elements tells who the child is (GDPR recital 26).
 */
public final class Dictionary {
    private final Map<String, ElementDefinition> elements = new LinkedHashMap<>();
    private final Map<String, Label> categories = new LinkedHashMap<>();
    private final Map<String, Set<String>> profiles = new LinkedHashMap<>();
    private final Set<String> anonymous = new HashSet<>();

    private Dictionary(DictionaryFile file) {
        present(file.categories(), "categories").forEach((name, label) -> {
            if (label == null || label.nl() == null || label.en() == null) {
                throw new IllegalArgumentException(
                        "dictionary: category " + name + " needs a label: {nl: ..., en: ...}");
            }
            categories.put(name, new Label(label.nl(), label.en()));
        });
        present(file.elements(), "elements").forEach(node -> add(node, categories.keySet()));
        elements.values().forEach(this::refuseUnknownSource);
        present(file.profiles(), "profiles").forEach(this::add);
    }

    /**
     * Reads the dictionary.
     *
     * @throws IllegalArgumentException naming the element or profile that is wrong, and what to write instead
     */
    public static Dictionary load(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same of the bytes of that file. */
    public static Dictionary read(byte[] yaml) {
        JsonNode tree = StrictYaml.tree("dictionary", yaml);
        if (!tree.isObject()) {
            throw new IllegalArgumentException(
                    "dictionary: the file is empty; it holds categories, elements and profiles");
        }
        return new Dictionary(StrictYaml.entry("dictionary", tree, DictionaryFile.class));
    }

    public Optional<ElementDefinition> find(String id) {
        return Optional.ofNullable(elements.get(id));
    }

    /** The element, which must exist: for ids that come from our own files, checked when those were loaded. */
    public ElementDefinition element(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("dictionary: no element " + id));
    }

    /** What a category is called; it must exist, as for {@link #element}. */
    public Label category(String name) {
        return Objects.requireNonNull(categories.get(name), name);
    }

    /** Whether there is an element or a category of this name. */
    public boolean names(String word) {
        return elements.containsKey(word)
                || elements.values().stream().anyMatch(e -> e.category().equals(word));
    }

    public Collection<ElementDefinition> elements() {
        return List.copyOf(elements.values());
    }

    /** The elements a disclosure of this profile may hold, or nothing where there is no such profile. */
    public Optional<Set<String>> profile(@Nullable String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    public Set<String> profiles() {
        return Collections.unmodifiableSet(profiles.keySet());
    }

    /** Whether a disclosure of this profile is about nobody in particular. */
    public boolean anonymous(String profile) {
        return anonymous.contains(profile);
    }

    /** Whether this element tells who the child is, by itself or by what it is derived from. */
    public boolean identifies(String id) {
        ElementDefinition element = element(id);
        return element.identifies() || element.of().stream().anyMatch(this::identifies);
    }

    private void add(JsonNode node, Set<String> categories) {
        String name = "dictionary: element " + node.path("id").asText("without id");
        ElementDefinition element =
                StrictYaml.entry(name, node, DictionaryFile.Entry.class).definition(categories);
        if (elements.put(element.id(), element) != null) {
            throw new IllegalArgumentException(name + " is defined twice; keep one");
        }
    }

    private void refuseUnknownSource(ElementDefinition element) {
        for (String source : element.of()) {
            ElementDefinition found = elements.get(source);
            if (found == null || found.type() == ValueType.PAIRWISE) {
                throw new IllegalArgumentException("dictionary: element " + element.id() + ": of names " + source
                        + ", which is no element that a message holds");
            }
        }
    }

    private void add(String name, JsonNode node) {
        String profile = "dictionary: profile " + name;
        DictionaryFile.Profile read = DictionaryFile.Profile.of(profile, node);
        Set<String> ids = known(profile, read.elements());
        if (Boolean.TRUE.equals(read.anonymous())) {
            ids.stream().filter(this::identifies).findFirst().ifPresent(id -> {
                throw new IllegalArgumentException(
                        profile + " is anonymous and names " + id + ", which tells who the child is; take it out");
            });
            anonymous.add(name);
        } else if (!ids.contains("subject.pairwiseId")) {
            throw new IllegalArgumentException(
                    profile + " has no subject; add subject.pairwiseId, or say anonymous: true");
        }
        profiles.put(name, ids);
    }

    private Set<String> known(String profile, @Nullable List<String> ids) {
        Set<String> known = new LinkedHashSet<>();
        for (String id : ids == null ? List.<String>of() : ids) {
            if (find(id).isEmpty()) {
                throw new IllegalArgumentException(
                        profile + " names " + id + ", which does not exist; add it to elements or take it out");
            }
            if (!known.add(id)) {
                throw new IllegalArgumentException(profile + " names " + id + " twice; keep one");
            }
        }
        for (String id : known) {
            for (String source : element(id).of()) {
                if (!known.contains(source)) {
                    throw new IllegalArgumentException(profile + " names " + id + ", which is derived from " + source
                            + "; add " + source + " as well");
                }
            }
        }
        return Collections.unmodifiableSet(known);
    }

    private static <T> T present(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalArgumentException("dictionary: " + name + " is missing");
        }
        return part;
    }
}
