package org.sluis.law;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The vectors of a law, for tests of what stores the facts that they are about. */
public final class Vectors {
    private Vectors() {}

    public static List<Vector> of(String country) {
        return LawVectorFiles.read(Path.of("test-fixtures/consent-vectors").resolve(country)).stream()
                .map(Vector::new)
                .toList();
    }

    public static final class Vector {
        private final LawVector vector;

        private Vector(LawVector vector) {
            this.vector = vector;
        }

        public String one(String path) {
            return find(path, "");
        }

        public String find(String path, String otherwise) {
            return vector.leaves().getOrDefault(path, List.of(otherwise)).get(0);
        }

        /** What a statement says, or else what all of them say. */
        public List<String> of(String statement, String path) {
            List<String> all = vector.leaves().getOrDefault("statement." + path, List.of());
            return vector.leaves().getOrDefault("statements." + statement + "." + path, all);
        }

        /** The names after a prefix: of holders, statements, words. */
        public Set<String> names(String prefix) {
            Set<String> names = new TreeSet<>();
            vector.leaves().keySet().stream()
                    .filter(path -> path.startsWith(prefix))
                    .forEach(path -> names.add(path.substring(prefix.length()).replaceAll("\\..*", "")));
            return names;
        }

        public Law law(Law law) {
            return vector.law(law);
        }

        /** What is wrong with the answer from these facts, without those words of the case that are on record now. */
        public List<String> complaints(Law law, ConsentFacts facts, String recipientKind, Set<String> onRecord) {
            LawQuestion question = vector.question(law);
            Map<String, String> said = new HashMap<>(question.situation());
            said.keySet().removeAll(onRecord);
            return LawVectors.complaints(
                    vector,
                    law.find(new LawQuestion(
                            question.discloser(),
                            question.recipient(),
                            recipientKind,
                            question.purpose(),
                            facts,
                            question.circumstances(),
                            said)));
        }

        @Override
        public String toString() {
            return vector.toString();
        }
    }
}
