package org.sluis.canonical;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of data elements, read from {@code consent-policies/dictionary.yaml}. What has no element here does
 * not exist: it cannot be read from a message, named by a policy or written to a recipient. A profile is a list of the
 * elements one kind of disclosure may hold; a profile without a way to tell the subject is an error.
 */
public final class Dictionary {
    private final Map<String, ElementDefinition> elements = new LinkedHashMap<>();
    private final Map<String, Set<String>> profiles = new LinkedHashMap<>();

    private Dictionary(DictionaryFile file) {
        file.elements().forEach(e -> {
            ElementDefinition element = e.definition(file.categories().keySet());
            if (elements.put(element.id(), element) != null) {
                throw new IllegalArgumentException("dictionary: element " + element.id() + " is defined twice");
            }
        });
        file.profiles().forEach((name, ids) -> profiles.put(name, profile(name, ids)));
    }

    /**
     * Reads the dictionary.
     *
     * @throws IllegalArgumentException naming the element or profile that is wrong
     */
    public static Dictionary load(Path file) {
        ObjectMapper yaml = new ObjectMapper(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        try {
            return new Dictionary(yaml.readValue(Files.readAllBytes(file), DictionaryFile.class));
        } catch (com.fasterxml.jackson.core.JsonProcessingException wrong) {
            throw new IllegalArgumentException("dictionary: " + wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<ElementDefinition> find(String id) {
        return Optional.ofNullable(elements.get(id));
    }

    /** The element, which must exist: for ids that come from our own files, checked when those were loaded. */
    public ElementDefinition element(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("dictionary: no element " + id));
    }

    public Collection<ElementDefinition> elements() {
        return List.copyOf(elements.values());
    }

    /** The elements a disclosure of this profile may hold, or nothing where there is no such profile. */
    public Optional<Set<String>> profile(@Nullable String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    private Set<String> profile(String name, List<String> ids) {
        ids.forEach(id -> {
            if (find(id).isEmpty()) {
                throw new IllegalArgumentException(
                        "dictionary: profile " + name + " names " + id + ", which does not exist");
            }
        });
        if (!ids.contains("subject.pairwiseId")) {
            throw new IllegalArgumentException("dictionary: profile " + name + " has no subject (subject.pairwiseId)");
        }
        return Set.copyOf(ids);
    }
}
