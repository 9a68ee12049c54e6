package org.sluis.consent.authority;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sluis.canonical.FileNode;

/**
 * A register of authority as a file tells it: how it is asked and what its words are to the law. Which country's it is,
 * and how it names things, is in the file alone.
 *
 * @param source its id among the law's {@code authority-sources}
 * @param number what a whole number by which it knows people looks like
 * @param question what is sent; {@code NUMBER} stands for the child's
 * @param relations by the register's own word
 * @param personWords a person's own word: a kind of the law for someone who is not named, or {@link #AS_IT_STANDS}
 * @param others the kind of a person on record whom a complete answer does not name
 */
record RegisterWords(
        String source,
        Pattern number,
        String question,
        Places places,
        Map<String, Relation> relations,
        Map<String, String> personWords,
        String others) {
    static final String AS_IT_STANDS = "as-it-stands";
    static final String NUMBER = "NUMBER";

    /** Where things stand: in the answer, in the one person asked for, in a relation, in a person of a relation. */
    record Places(
            JsonPointer people,
            JsonPointer relations,
            JsonPointer word,
            JsonPointer child,
            JsonPointer inDoubt,
            JsonPointer personWord,
            JsonPointer personNumber) {}

    /** @param state that it comes to when nothing is in doubt */
    record Relation(String state, Map<JsonPointer, Role> persons) {}

    /** @param kind of the law @param least how many there are, at least @param most and at most */
    record Role(String kind, int least, int most) {}

    /** @throws IllegalArgumentException with file and line, for anything missing, unknown or of another form */
    static RegisterWords load(Path file) {
        Map<String, FileNode> all = FileNode.read(file)
                .map(Set.of("source", "number", "question", "answer", "relations", "person-words", "others"), Set.of());
        FileNode question = FileNode.required(all, "question");
        if (!question.text().contains(NUMBER)) {
            throw question.wrong("a question says where " + NUMBER + " goes");
        }
        return new RegisterWords(
                FileNode.required(all, "source").text(),
                parsed(FileNode.required(all, "number"), Pattern::compile),
                question.text(),
                places(FileNode.required(all, "answer")),
                each(FileNode.required(all, "relations"), RegisterWords::relation),
                each(FileNode.required(all, "person-words"), FileNode::text),
                FileNode.required(all, "others").text());
    }

    /** Every kind that an answer may give someone. */
    Set<String> kinds() {
        Set<String> kinds = new HashSet<>(personWords.values());
        kinds.remove(AS_IT_STANDS);
        relations.values().forEach(relation -> relation.persons().values().forEach(role -> kinds.add(role.kind())));
        return kinds;
    }

    /** Every state that an answer may come to. */
    Set<String> states() {
        Set<String> states = new HashSet<>();
        relations.values().forEach(relation -> states.add(relation.state()));
        return states;
    }

    /** Every place in which any relation has people. */
    Set<JsonPointer> roles() {
        Set<JsonPointer> roles = new HashSet<>();
        relations.values().forEach(relation -> roles.addAll(relation.persons().keySet()));
        return roles;
    }

    private static Places places(FileNode node) {
        Map<String, FileNode> all = node.map(
                Set.of("people", "relations", "word", "child", "in-doubt", "person-word", "person-number"), Set.of());
        Function<String, JsonPointer> at = key -> parsed(FileNode.required(all, key), JsonPointer::compile);
        return new Places(
                at.apply("people"),
                at.apply("relations"),
                at.apply("word"),
                at.apply("child"),
                at.apply("in-doubt"),
                at.apply("person-word"),
                at.apply("person-number"));
    }

    private static Relation relation(FileNode node) {
        Map<String, FileNode> all = node.map(Set.of("state", "persons"), Set.of());
        Map<JsonPointer, Role> persons = new LinkedHashMap<>();
        FileNode.required(all, "persons").map().forEach((at, role) -> {
            Map<String, FileNode> said = role.map(Set.of("kind", "least", "most"), Set.of());
            persons.put(
                    parsed(role, any -> JsonPointer.compile(at)),
                    new Role(
                            FileNode.required(said, "kind").text(),
                            FileNode.required(said, "least").number(),
                            FileNode.required(said, "most").number()));
        });
        return new Relation(FileNode.required(all, "state").text(), persons);
    }

    private static <T> Map<String, T> each(FileNode node, Function<FileNode, T> reading) {
        Map<String, T> all = new LinkedHashMap<>();
        node.map().forEach((key, value) -> all.put(key, reading.apply(value)));
        return Map.copyOf(all);
    }

    private static <T> T parsed(FileNode node, Function<String, T> parser) {
        try {
            return parser.apply(node.isText() ? node.text() : "");
        } catch (PatternSyntaxException notOne) {
            throw node.wrong("not a regular expression");
        } catch (IllegalArgumentException notOne) {
            throw node.wrong("a JSON pointer (RFC 6901) begins with /");
        }
    }
}
