package org.sluis.policy.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Sha256;

/**
 * All that a pack says, under one digest: its policy and the dictionary that its words are from. Two sources of the same
 * digest decide the same; what was approved is what runs, also where the dictionary of the folder has changed since.
 *
 * @param id the name of its folder
 * @param files by name, the text
 */
public record PackSource(String id, SortedMap<String, String> files) {
    static final String POLICY = "policy.yaml";
    static final String DICTIONARY = "dictionary.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The pack as it stands in the folder; null, and a fault, where a file cannot be read. */
    public static @Nullable PackSource read(Path consentPolicies, String id, List<PackFault> faults) {
        SortedMap<String, String> files = new TreeMap<>();
        int before = faults.size();
        take(consentPolicies.resolve(id).resolve(POLICY), id + "/" + POLICY, POLICY, files, faults);
        take(consentPolicies.resolve(DICTIONARY), DICTIONARY, DICTIONARY, files, faults);
        return faults.size() > before ? null : new PackSource(id, files);
    }

    /**
     * Reads {@link #content()} back.
     *
     * @throws IllegalArgumentException when this is not the content of a pack, whole and in its one form
     */
    public static PackSource parse(String content) {
        try {
            Map<String, Object> read = JSON.readValue(content, new TypeReference<>() {});
            SortedMap<String, String> files = new TreeMap<>(JSON.convertValue(read.get("files"), FILES));
            PackSource source = new PackSource(String.valueOf(read.get("id")), files);
            if (files.containsKey(POLICY)
                    && files.containsKey(DICTIONARY)
                    && source.content().equals(content)) {
                return source;
            }
        } catch (JsonProcessingException | RuntimeException broken) {
            throw new IllegalArgumentException("this is not the content of a pack", broken);
        }
        throw new IllegalArgumentException("this is not the content of a pack");
    }

    private static final TypeReference<Map<String, String>> FILES = new TypeReference<>() {};

    /** Canonical JSON (RFC 8785) of the id and the files: what is kept under {@link #digest()}. */
    public String content() {
        return CanonicalJson.write(Map.of("id", id, "files", files));
    }

    /** SHA-256 of {@link #content()}, hexadecimal. */
    public String digest() {
        return Sha256.hex(content().getBytes(StandardCharsets.UTF_8));
    }

    /** The text of one of the files. */
    String text(String name) {
        return files.getOrDefault(name, "");
    }

    private static void take(
            Path path, String shown, String name, SortedMap<String, String> files, List<PackFault> faults) {
        String text = Place.text(path, shown, faults);
        if (text != null) {
            files.put(name, text);
        }
    }
}
