package org.sluis.bench.decide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.FileNode;
import org.sluis.canonical.Purpose;
import org.sluis.freetext.Screen;
import org.sluis.law.Law;
import org.sluis.policy.DecisionPoint;
import org.sluis.policy.Packs;

/** The problem as the product has it: the law and the policies of {@code test-fixtures/bench} as data, and its own point. */
final class Problem {
    static final Purpose PURPOSE = new Purpose("bench-1");
    static final int CASES = 1000;
    private static final Path FIXTURES = Path.of("test-fixtures/bench");
    private static final Path POLICIES = Path.of("consent-policies");

    private static final String AGREEMENT = "agreements/waterlee/agreement.yaml";

    private Problem() {}

    static Path rows() {
        return FIXTURES.resolve("law/rows.yaml");
    }

    static Path policy() {
        return FIXTURES.resolve("policy.yaml");
    }

    static Dictionary dictionary() {
        return Dictionary.load(POLICIES.resolve("dictionary.yaml"));
    }

    /** How many rules it has: rows of the law and lines of the policy. */
    static int rules() {
        return list(rows(), "rows").size() + list(policy(), "release").size();
    }

    /** @param policies how many are loaded; one of them decides */
    static DecisionPoint point(int policies) {
        try {
            Path folder = Files.createTempDirectory("bench-policies");
            Files.copy(POLICIES.resolve("dictionary.yaml"), folder.resolve("dictionary.yaml"));
            Path agreement = Files.createDirectories(folder.resolve(AGREEMENT).getParent());
            StringBuilder days = new StringBuilder("response-working-days:\n");
            String policy = Files.readString(policy());
            for (int i = 1; i <= policies; i++) {
                days.append("  bench-").append(i).append(": 10\n");
                Path own = Files.createDirectory(folder.resolve("001-bench-" + i));
                Files.writeString(own.resolve("policy.yaml"), policy.replace("bench-1", "bench-" + i));
            }
            String agreed = Files.readString(POLICIES.resolve(AGREEMENT));
            Files.writeString(
                    agreement.resolve("agreement.yaml"), agreed.replace("response-working-days:\n", days.toString()));
            Dictionary dictionary = dictionary();
            Screen screen = Screen.load(POLICIES.resolve("free-text/nl"), dictionary);
            return DecisionPoint.of(Packs.load(folder, dictionary, screen), Law.load(FIXTURES.resolve("law")));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    static List<FileNode> list(Path file, String key) {
        return FileNode.required(FileNode.read(file).map(), key).list();
    }
}
