package org.sluis.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sluis.canonical.FileNode;

/**
 * What is to be answered, and by what, back to who sent it and about the same pupil: what {@code insight/indicators.yaml} beside the
 * law counts as answered in time. A law without that file expects no answer.
 *
 * @param by for a purpose, the purposes of its answers
 * @param returning purposes by which whoever got any of them hands it back, because it is not the one to act
 */
record Answers(Map<String, Set<String>> by, Set<String> returning) {
    private static final String MEASURE = "answered-in-time";

    /** @throws IllegalArgumentException with file and line, where the measure does not say both */
    static Answers load(Path law) {
        Path file = law.resolve("insight/indicators.yaml");
        if (!Files.isRegularFile(file)) {
            return new Answers(Map.of(), Set.of());
        }
        Map<String, FileNode> top =
                FileNode.read(file).map(Set.of("measures"), Set.of("school-year-begins", "smallest"));
        FileNode measure = FileNode.required(top, "measures").map().get(MEASURE);
        if (measure == null) {
            return new Answers(Map.of(), Set.of());
        }
        Map<String, FileNode> said = measure.map(Set.of("purposes", "answers"), Set.of("releasing", "returning"));
        Map<String, Set<String>> by = new HashMap<>();
        Set<String> answers = FileNode.required(said, "answers").texts();
        FileNode.required(said, "purposes").texts().forEach(purpose -> by.put(purpose, answers));
        FileNode returning = said.get("returning");
        return new Answers(Map.copyOf(by), returning == null ? Set.of() : returning.texts());
    }

    boolean expected(String purpose) {
        return by.containsKey(purpose);
    }

    /** None for what is not to be answered. */
    String[] to(String purpose) {
        return by.getOrDefault(purpose, Set.of()).toArray(String[]::new);
    }

    /** By what it comes back unanswered. */
    String[] back() {
        return returning.toArray(String[]::new);
    }

    /** By what the waiting for it ends: an answer, or its coming back. */
    String[] ends(String purpose) {
        return Stream.concat(Stream.of(to(purpose)), returning.stream()).toArray(String[]::new);
    }
}
