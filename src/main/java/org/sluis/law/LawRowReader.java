package org.sluis.law;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Reason;

/** Reads one row, and refuses with file and line whatever is not a word of the law. */
final class LawRowReader {
    private LawRowReader() {}

    /** @param rank how many rows came before it */
    static LawRow read(FileNode node, Vocabulary vocabulary, int rank) {
        Map<String, FileNode> all = node.map(
                Set.of("id", "stage", "when", "then", "source"),
                Set.of("of", "heeds", "kinds", "since", "what", "reason", "ours", "note"));
        Stage stage = stage(all);
        String then = value(all, "then").text();
        if (!stage.thens().contains(then)) {
            throw value(all, "then").wrong("'" + then + "' is none of " + stage.thens());
        }
        String id = value(all, "id").text();
        if (!id.matches("[A-Z][0-9]{2}(-[a-z]+)*")) {
            throw value(all, "id").wrong("'" + id + "' is not an id like R14 or R14-second");
        }
        value(all, "source").text();
        List<Map<String, Set<String>>> when = alternatives(value(all, "when"), vocabulary.of(stage));
        if (then.equals(LawRow.ASK_NOBODY)
                && when.stream().anyMatch(each -> !Set.of(Vocabulary.NOBODY).equals(each.get("subject")))) {
            throw value(all, "when").wrong("nobody is asked where nobody is identified only: write subject: none");
        }
        return new LawRow(
                id,
                rank,
                stage,
                when,
                since(all.get("since")),
                then,
                asked(node, then, Optional.ofNullable(all.get("of"))),
                !ofAsk(node, then, all.get("heeds"), Set.of(Vocabulary.CHILD)).isEmpty(),
                ofAsk(node, then, all.get("kinds"), vocabulary.of(stage).getOrDefault("holder-kind", Set.of())),
                what(
                        id,
                        node,
                        stage == Stage.ELEMENT || then.equals(LawRow.PERMIT_MINIMUM),
                        Optional.ofNullable(all.get("what"))),
                reason(node, stage, then, Optional.ofNullable(all.get("reason"))),
                value(all, "source").text(),
                ours(Optional.ofNullable(all.get("ours"))),
                node.file() + ":" + node.line());
    }

    private static FileNode value(Map<String, FileNode> all, String key) {
        return java.util.Objects.requireNonNull(all.get(key), key);
    }

    private static Stage stage(Map<String, FileNode> all) {
        for (Stage stage : Stage.values()) {
            if (stage.code().equals(value(all, "stage").text())) {
                return stage;
            }
        }
        throw value(all, "stage").wrong("'" + value(all, "stage").text() + "' is not a stage");
    }

    private static List<Map<String, Set<String>>> alternatives(FileNode when, Map<String, Set<String>> words) {
        List<FileNode> all = when.isList() ? when.list() : List.of(when);
        if (all.isEmpty()) {
            throw when.wrong("a row that says nothing of when it applies is not a row");
        }
        return all.stream().map(each -> alternative(each, words)).toList();
    }

    private static Map<String, Set<String>> alternative(FileNode node, Map<String, Set<String>> words) {
        Map<String, Set<String>> alternative = new LinkedHashMap<>();
        node.map().forEach((word, values) -> {
            Set<String> known = words.get(word);
            if (known == null) {
                throw values.wrong("'" + word + "' is none of the words of this stage: " + words.keySet());
            }
            values.texts().stream().filter(v -> !known.contains(v)).findFirst().ifPresent(unknown -> {
                throw values.wrong(
                        "'" + unknown + "' is no value of '" + word + "': " + new java.util.TreeSet<>(known));
            });
            alternative.put(word, Set.copyOf(values.texts()));
        });
        if (alternative.isEmpty()) {
            throw node.wrong("a row that says nothing of when it applies is not a row");
        }
        return Map.copyOf(alternative);
    }

    private static LawRow.Whom asked(FileNode row, String then, Optional<FileNode> of) {
        if (then.equals("ask") != of.isPresent()) {
            throw row.wrong("'of' goes with 'then: ask', and only with it");
        }
        of.filter(node -> !Vocabulary.GRANTORS.containsAll(node.texts())).ifPresent(node -> {
            throw node.wrong("those who can be asked are " + new java.util.TreeSet<>(Vocabulary.GRANTORS));
        });
        return of.map(FileNode::texts)
                .map(who -> new LawRow.Whom(who.contains(Vocabulary.HOLDER), who.contains(Vocabulary.CHILD)))
                .orElse(LawRow.Whom.NOBODY);
    }

    private static Set<String> ofAsk(FileNode row, String then, @Nullable FileNode node, Set<String> known) {
        if (node == null) {
            return Set.of();
        } else if (!then.equals("ask")) {
            throw row.wrong("'heeds' and 'kinds' go with 'then: ask', and only with it");
        } else if (!known.containsAll(node.texts())) {
            throw node.wrong("here only some of " + new java.util.TreeSet<>(known));
        }
        return Set.copyOf(node.texts());
    }

    private static @Nullable LocalDate since(@Nullable FileNode node) {
        try {
            return node == null ? null : LocalDate.parse(node.text());
        } catch (DateTimeParseException wrong) {
            throw node.wrong("'" + node.text() + "' is not a day such as 2025-08-01");
        }
    }

    private static SortedMap<String, String> what(String id, FileNode row, boolean needed, Optional<FileNode> what) {
        if (needed != what.isPresent()) {
            throw row.wrong("'what' goes with stage element or 'then: permit-minimum', and only with these");
        }
        SortedMap<String, String> kept = new TreeMap<>();
        what.ifPresent(node -> node.texts().forEach(each -> kept.put(each, id)));
        return Collections.unmodifiableSortedMap(kept);
    }

    private static @Nullable Reason reason(FileNode row, Stage stage, String then, Optional<FileNode> node) {
        boolean stops = Set.of("deny", "pending", "hold", "route").contains(then);
        boolean strikes = stage == Stage.CONSENT && !then.equals("replaces");
        if ((stops || strikes) != node.isPresent()) {
            throw row.wrong("'reason' goes with what stops a disclosure or strikes a consent, and only with that");
        }
        for (Reason reason : node.isPresent() ? Reason.values() : new Reason[0]) {
            if (reason.code().equals(node.get().text())) {
                String outcome = reason.outcome().name().toLowerCase(Locale.ROOT);
                if (stops ? !outcome.equals(then) : !Set.of("deny", "pending").contains(outcome)) {
                    throw node.get().wrong("'" + reason.code() + "' is a reason to " + outcome);
                }
                return reason;
            }
        }
        node.ifPresent(unknown -> {
            throw unknown.wrong("'" + unknown.text() + "' is not in the catalogue of reasons");
        });
        return null;
    }

    private static boolean ours(Optional<FileNode> node) {
        node.filter(ours -> !ours.text().equals("true")).ifPresent(ours -> {
            throw ours.wrong("'ours' is true or not there");
        });
        return node.isPresent();
    }
}
