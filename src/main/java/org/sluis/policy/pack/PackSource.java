package org.sluis.policy.pack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.CanonicalJson;
import org.sluis.canonical.Sha256;

/**
 * All that a pack says, under one digest: its policy, the dictionary that its words are from and the agreement that it
 * stands under. Two sources of the same digest decide the same; what was approved is what runs, also where the
 * dictionary or the agreement of the folder has changed since.
 *
 * @param id the name of its folder
 * @param files by name, the text
 */
public record PackSource(String id, SortedMap<String, String> files) {
    static final String POLICY = "policy.yaml";
    static final String DICTIONARY = "dictionary.yaml";
    static final String AGREEMENT = "agreement.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The pack as it stands in the folder; null, and a fault, where a file cannot be read. */
    public static @Nullable PackSource read(Path consentPolicies, String id, List<PackFault> faults) {
        SortedMap<String, String> files = new TreeMap<>();
        int before = faults.size();
        take(consentPolicies.resolve(id).resolve(POLICY), id + "/" + POLICY, POLICY, files, faults);
        take(consentPolicies.resolve(DICTIONARY), DICTIONARY, DICTIONARY, files, faults);
        String region = region(files.getOrDefault(POLICY, ""), id);
        if (region != null) {
            take(consentPolicies.resolve(agreement(region)), agreement(region), AGREEMENT, files, faults);
        }
        return faults.size() > before ? null : new PackSource(id, files);
    }

    /** The file of an agreement, as seen from the folder of the packs. */
    static String agreement(String region) {
        return "agreements/" + region + "/" + AGREEMENT;
    }

    /** The agreement that a policy names; null where it names none, which is the reader's to say. */
    private static @Nullable String region(String policy, String id) {
        List<PackFault> unread = new ArrayList<>();
        Place top = Place.parse(policy, id + "/" + POLICY, unread);
        String region = top.find("agreement").map(Written::name).orElse("");
        return unread.isEmpty() && !region.isEmpty() ? region : null;
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
            if (files.keySet().equals(Set.of(POLICY, DICTIONARY, AGREEMENT))
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

    /** The text of the policy itself. */
    public String policy() {
        return text(POLICY);
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
