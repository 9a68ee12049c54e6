package org.sluis.consent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Reason;

/**
 * One row of the law.
 *
 * @param id the table's, with a suffix where one row of the table needs more than one here: {@code R14-second}
 * @param when alternatives; one matches when each of its words has one of its values
 * @param of for {@code ask}: who is asked
 * @param what for an element row: the elements and categories that stay
 * @param reason for every then that stops, and for a consent that does not count
 * @param source the law, or who asks for it
 * @param ours stricter than the law
 */
record LawRow(
        String id,
        Stage stage,
        List<Map<String, Set<String>>> when,
        String then,
        Set<String> of,
        Set<String> what,
        @Nullable Reason reason,
        String source,
        boolean ours,
        String place) {
    static final String ASK_NOBODY = "ask-nobody";

    static LawRow of(FileNode node, Vocabulary vocabulary) {
        Map<String, FileNode> all = node.map(
                Set.of("id", "stage", "when", "then", "source"), Set.of("of", "what", "reason", "ours", "note"));
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
        if (then.equals(ASK_NOBODY)
                && when.stream().anyMatch(each -> !Set.of(Vocabulary.NOBODY).equals(each.get("subject")))) {
            throw value(all, "when").wrong("nobody is asked where nobody is identified only: write subject: none");
        }
        return new LawRow(
                id,
                stage,
                when,
                then,
                asked(node, then, Optional.ofNullable(all.get("of"))),
                what(node, stage, Optional.ofNullable(all.get("what"))),
                reason(node, stage, then, Optional.ofNullable(all.get("reason"))),
                value(all, "source").text(),
                ours(Optional.ofNullable(all.get("ours"))),
                node.file() + ":" + node.line());
    }

    boolean matches(Map<String, Set<String>> facts) {
        return when.stream().anyMatch(alternative -> alternative.entrySet().stream()
                .allMatch(word ->
                        facts.getOrDefault(word.getKey(), Set.of()).stream().anyMatch(word.getValue()::contains)));
    }

    /** Whether nothing can match the other that does not match this: then the other, coming later, decides nothing. */
    boolean covers(LawRow later) {
        if (stage == Stage.ELEMENT) {
            return false;
        }
        boolean sameFilter = stage != Stage.JOINT || then.equals("deny") || !later.then.equals("deny");
        return sameFilter
                && later.when.stream().allMatch(theirs -> when.stream().anyMatch(ours -> ours.entrySet().stream()
                        .allMatch(word -> theirs.containsKey(word.getKey())
                                && word.getValue().containsAll(theirs.getOrDefault(word.getKey(), Set.of())))));
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

    private static Set<String> asked(FileNode row, String then, Optional<FileNode> of) {
        if (then.equals("ask") != of.isPresent()) {
            throw row.wrong("'of' goes with 'then: ask', and only with it");
        }
        of.filter(node -> !Vocabulary.GRANTORS.containsAll(node.texts())).ifPresent(node -> {
            throw node.wrong("those who can be asked are " + new java.util.TreeSet<>(Vocabulary.GRANTORS));
        });
        return of.map(node -> Set.copyOf(node.texts())).orElse(Set.of());
    }

    private static Set<String> what(FileNode row, Stage stage, Optional<FileNode> what) {
        if ((stage == Stage.ELEMENT) != what.isPresent()) {
            throw row.wrong("'what' goes with stage element, and only with it");
        }
        return what.map(node -> Set.copyOf(node.texts())).orElse(Set.of());
    }

    private static @Nullable Reason reason(FileNode row, Stage stage, String then, Optional<FileNode> node) {
        boolean stops = Set.of("deny", "pending", "hold", "route").contains(then);
        if ((stops || stage == Stage.CONSENT) != node.isPresent()) {
            throw row.wrong("'reason' goes with what stops a disclosure or strikes a consent, and only with that");
        }
        for (Reason reason : node.isPresent() ? Reason.values() : new Reason[0]) {
            if (reason.code().equals(node.get().text())) {
                String outcome = reason.outcome().name().toLowerCase(Locale.ROOT);
                if (!outcome.equals(stops ? then : "deny")) {
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
