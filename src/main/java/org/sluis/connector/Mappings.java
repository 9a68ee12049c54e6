package org.sluis.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;

/**
 * One mapping file, compiled.
 *
 * @param answers how the door answers, where that is in the format's own way
 */
record Mappings(
        @Nullable ReadMapping in,
        @Nullable WriteMapping out,
        @Nullable AnswerMapping answers) {

    /** @throws IllegalArgumentException with file, line and what to write instead */
    static Mappings load(Path file, Dictionary dictionary) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return parse(
                    file.toString(),
                    new String(bytes, StandardCharsets.UTF_8),
                    digest(bytes),
                    dictionary,
                    like -> sibling(file, like, dictionary));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Mappings sibling(Path file, MappingSource like, Dictionary dictionary) {
        String name = like.text();
        Path other =
                file.resolveSibling(Path.of("..", name, name + ".mapping.yaml")).normalize();
        if (!name.matches("[a-z0-9-]+") || !Files.isRegularFile(other)) {
            throw like.wrong("no connector '" + name + "'; name one that has a mapping of its own");
        }
        return load(other, dictionary);
    }

    static Mappings parse(String file, String text, String digest, Dictionary dictionary) {
        return parse(file, text, digest, dictionary, like -> {
            throw like.wrong("stands alone");
        });
    }

    private static Mappings parse(
            String file, String text, String digest, Dictionary dictionary, Function<MappingSource, Mappings> others) {
        MappingSource source = MappingSource.parse(file, text);
        Map<String, MappingSource> fields = source.fields(Set.of("in", "out", "answers"));
        MappingSource in = fields.get("in");
        MappingSource out = fields.get("out");
        MappingSource answers = fields.get("answers");
        ReadMapping reads = in == null
                ? null
                : in.fields().containsKey("like")
                        ? in(in, digest, others)
                        : ReadMappingFile.compile(in, dictionary, digest);
        return new Mappings(
                reads,
                out == null
                        ? null
                        : out.fields().containsKey("like")
                                ? out(out, digest, others)
                                : WriteMappingFile.compile(out, dictionary, digest),
                answers == null
                        ? null
                        : AnswerMapping.compile(
                                answers,
                                MappingSource.or(reads, () -> answers.wrong("nothing is read here: write in:"))));
    }

    private static ReadMapping in(MappingSource source, String digest, Function<MappingSource, Mappings> others) {
        Map<String, MappingSource> fields = source.fields(Set.of("like", "convert", "without"));
        MappingSource like = source.need(fields, "like");
        Conversion conversion = Conversion.of(source.need(fields, "convert"));
        ReadMapping other = MappingSource.or(others.apply(like).in(), () -> like.wrong("it reads nothing"));
        List<ReadPath> without = paths(fields.get("without"));
        return other.after(message -> conversion.in(message, without), both(digest, other.digest()));
    }

    private static WriteMapping out(MappingSource source, String digest, Function<MappingSource, Mappings> others) {
        Map<String, MappingSource> fields = source.fields(Set.of("like", "convert", "contentType", "without"));
        MappingSource like = source.need(fields, "like");
        Conversion conversion = Conversion.of(source.need(fields, "convert"));
        List<ReadPath> without = paths(fields.get("without"));
        WriteMapping other = MappingSource.or(others.apply(like).out(), () -> like.wrong("it writes nothing"));
        return other.before(
                message -> conversion.out(message, without),
                source.need(fields, "contentType").text(),
                both(digest, other.digest()));
    }

    private static List<ReadPath> paths(@Nullable MappingSource list) {
        return list == null
                ? List.of()
                : list.items().stream().map(ReadPath::of).toList();
    }

    /** What is read or written changes with either file. */
    private static String both(String own, String other) {
        return digest((own + other).getBytes(StandardCharsets.UTF_8));
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
