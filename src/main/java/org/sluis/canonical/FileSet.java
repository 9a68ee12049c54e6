package org.sluis.canonical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * Files that are one thing together, under one digest: so that what was in force once can be kept, and read again.
 *
 * @param texts by name, in the order of the names
 */
public record FileSet(SortedMap<String, String> texts) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    public FileSet {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** The files right in the folder whose name ends so. */
    public static FileSet read(Path folder, String ending) {
        try (Stream<Path> all = Files.list(folder)) {
            SortedMap<String, String> texts = new TreeMap<>();
            for (Path file :
                    all.filter(each -> each.toString().endsWith(ending)).toList()) {
                texts.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
            return new FileSet(texts);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder.getFileName() + " cannot be read", unreadable);
        }
    }

    /** Reads {@link #content()} back. @throws IllegalArgumentException for anything else */
    public static FileSet parse(String content) {
        try {
            return new FileSet(JSON.readValue(content, TEXTS));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("these are not files", broken);
        }
    }

    /** Canonical JSON (RFC 8785) of the texts by name. */
    public String content() {
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(texts)).getEncodedString();
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** SHA-256 of {@link #content()}, hexadecimal. */
    public String digest() {
        return Sha256.hex(content().getBytes(StandardCharsets.UTF_8));
    }
}
