package org.sluis.insight.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Label;
import org.sluis.canonical.Reason;
import org.sluis.policy.Explanation.Language;

/** What a report says, in Dutch and in English, from {@code insight.yaml}; and which reasons it tells as one. */
final class ReportWords {
    private static final String FILE = "insight.yaml";
    private static final String MESSAGE = "message";
    private static final String POLICY = "policy";

    private final Map<String, Label> texts = new HashMap<>();
    private final Map<String, Set<String>> groups = new HashMap<>();

    /** @throws IllegalArgumentException with file and line, for a text without one of the languages or a reason that is none */
    ReportWords() {
        Map<String, FileNode> all = FileNode.parse(FILE, bundled()).map(Set.of("texts", MESSAGE, POLICY), Set.of());
        FileNode.required(all, "texts").map().forEach((key, node) -> {
            Map<String, FileNode> text = node.map(Set.of("nl", "en"), Set.of());
            texts.put(
                    key,
                    new Label(
                            FileNode.required(text, "nl").text(),
                            FileNode.required(text, "en").text()));
        });
        for (String group : Set.of(MESSAGE, POLICY)) {
            FileNode node = FileNode.required(all, group);
            for (String code : node.texts()) {
                if (Arrays.stream(Reason.values())
                        .noneMatch(reason -> reason.code().equals(code))) {
                    throw node.wrong(code + " is no reason of the catalogue");
                }
            }
            groups.put(group, node.texts());
        }
    }

    /** @param filled names and values by turns, for what stands in braces */
    String say(Language language, String key, String... filled) {
        Label label = Objects.requireNonNull(texts.get(key), key);
        String text = language == Language.NL ? label.nl() : label.en();
        for (int i = 0; i < filled.length; i += 2) {
            text = text.replace("{" + filled[i] + "}", filled[i + 1]);
        }
        return text;
    }

    /** The group that a reason is told as. */
    String group(String reason) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().contains(reason))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("conditions");
    }

    /** As people write it: 1 August 2027. */
    static String day(Language language, LocalDate day) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.forLanguageTag(language.code()))
                .format(day);
    }

    /** As people write it: 1 August 2027, 14:05. */
    static String moment(Language language, Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.forLanguageTag(language.code()))
                .format(at.atZone(zone));
    }

    private static String bundled() {
        try (InputStream in = ReportWords.class.getResourceAsStream("/" + FILE)) {
            return new String(
                    Objects.requireNonNull(in, FILE + " is not on the classpath")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
