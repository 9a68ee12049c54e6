package org.sluis.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;

/** The two halves of one mapping file, compiled. */
record Mappings(@Nullable ReadMapping in, @Nullable WriteMapping out) {

    /** @throws IllegalArgumentException with file, line and what to write instead */
    static Mappings load(Path file, Dictionary dictionary) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return parse(file.toString(), new String(bytes, StandardCharsets.UTF_8), digest(bytes), dictionary);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Mappings parse(String file, String text, String digest, Dictionary dictionary) {
        MappingSource source = MappingSource.parse(file, text);
        Map<String, MappingSource> fields = source.fields(Set.of("in", "out"));
        MappingSource in = fields.get("in");
        MappingSource out = fields.get("out");
        return new Mappings(
                in == null ? null : ReadMappingFile.compile(in, dictionary, digest),
                out == null ? null : WriteMappingFile.compile(out, dictionary, digest));
    }

    /** The element that a mapping file names, which must exist. */
    static ElementDefinition element(MappingSource source, Dictionary dictionary) {
        return element(source, source.text(), dictionary);
    }

    static ElementDefinition element(MappingSource source, String id, Dictionary dictionary) {
        String group = id.contains(".") ? id.substring(0, id.indexOf('.') + 1) : id;
        return dictionary
                .find(id)
                .orElseThrow(() -> source.wrong("no element '" + id + "' in the dictionary; write one of "
                        + dictionary.elements().stream()
                                .map(ElementDefinition::id)
                                .filter(known -> known.startsWith(group))
                                .toList()));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
