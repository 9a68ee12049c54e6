package org.sluis.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each {@link Reason} says to a person: one sentence in Dutch and in English, from {@code reasons.yaml}. The list is
 * complete, or it is not loaded.
 */
public final class ReasonTexts {
    private final Map<Reason, Sentence> sentences = new EnumMap<>(Reason.class);

    private record Sentence(@Nullable String nl, @Nullable String en) {}

    /** @throws IllegalArgumentException naming the reason that is missing, not known or incomplete */
    public ReasonTexts() {
        this(bundled());
    }

    ReasonTexts(byte[] yaml) {
        JsonNode tree = StrictYaml.tree("reasons", yaml);
        for (Reason reason : Reason.values()) {
            String name = "reasons: " + reason.code();
            JsonNode node = tree.get(reason.code());
            if (node == null) {
                throw new IllegalArgumentException(name + " is missing; write nl: and en:");
            }
            Sentence sentence = StrictYaml.entry(name, node, Sentence.class);
            if (sentence == null || isBlank(sentence.nl()) || isBlank(sentence.en())) {
                throw new IllegalArgumentException(name + " needs a sentence in nl: and in en:");
            }
            sentences.put(reason, sentence);
        }
        for (Iterator<String> codes = tree.fieldNames(); codes.hasNext(); ) {
            String code = codes.next();
            if (sentences.keySet().stream().noneMatch(reason -> reason.code().equals(code))) {
                throw new IllegalArgumentException("reasons: " + code + " is no reason of the catalogue; take it out");
            }
        }
    }

    /** The sentence in Dutch where the language tag (BCP 47) is Dutch, else in English. */
    public String text(Reason reason, String language) {
        Sentence sentence = Objects.requireNonNull(sentences.get(reason));
        String tag = language.toLowerCase(Locale.ROOT);
        boolean dutch = tag.equals("nl") || tag.startsWith("nl-");
        return Objects.requireNonNull(dutch ? sentence.nl() : sentence.en());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static byte[] bundled() {
        try (InputStream in = ReasonTexts.class.getResourceAsStream("/reasons.yaml")) {
            return Objects.requireNonNull(in, "reasons.yaml is not on the classpath")
                    .readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
