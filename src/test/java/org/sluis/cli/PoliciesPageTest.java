package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.policy.Folder;

/** The policy that docs/policies.md writes is whole and in order, and lint says of a slip in it what the page says. */
class PoliciesPageTest {
    private static final Pattern BLOCK = Pattern.compile("```(?:yaml|markdown) (\\S+)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern TOLD = Pattern.compile("```text\n(.*?)```\n", Pattern.DOTALL);
    private static final String AGREEMENT = "agreements/waterlee/agreement.yaml";
    private static final String POLICY = "200-short-answer/policy.yaml";

    @TempDir
    private Path folder;

    @Test
    void thePolicyOfThePageIsInOrderAndItsCasesAreRight() throws IOException {
        String page = Files.readString(Path.of("docs/policies.md"));
        write(page);

        CommandsTest.Said lint = CommandsTest.sluis("policy", "lint", folder.toString());
        assertThat(lint.out()).endsWith("lint: 14 policies, 0 errors, 0 warnings\n");
        CommandsTest.Said test = CommandsTest.sluis("policy", "test", "--policies", folder.toString());
        assertThat(test.out()).startsWith("policy: 14 policies, 102 cases, ").endsWith(" 0 wrong\n");

        Folder.replace(folder.resolve(POLICY), "subject.bsn", "subject.bns");
        Matcher told = TOLD.matcher(page);
        assertThat(told.find()).isTrue();
        assertThat(CommandsTest.sluis("policy", "lint", folder.toString()).out())
                .startsWith(told.group(1));
    }

    private void write(String page) throws IOException {
        Folder.copyAll(folder);
        Map<String, String> files = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            files.put(block.group(1), block.group(2));
        }
        assertThat(files).hasSize(7).containsKeys(AGREEMENT, POLICY);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (file.getKey().equals(AGREEMENT)) {
                Folder.replace(path, "  vital-interest: 1\n", "  vital-interest: 1\n" + file.getValue());
            } else {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }
}
