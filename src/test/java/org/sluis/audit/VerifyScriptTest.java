package org.sluis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The second verifier can be read in one sitting: two hundred lines of ordinary length, empty ones and comments counted,
 * besides its routine for Ed25519; and of modules only what comes with Python.
 */
class VerifyScriptTest {
    private static final Path SCRIPT = Path.of("docs/verify.py");
    private static final int LINES = 200;
    private static final int LONGEST = 120;

    @Test
    void isShort() throws IOException {
        List<String> script = Files.readAllLines(SCRIPT);
        List<String> sections =
                script.stream().filter(line -> line.startsWith("# --- ")).toList();
        assertThat(sections).hasSizeGreaterThan(2);
        assertThat(sections.get(0)).startsWith("# --- Ed25519 ");
        List<String> routine = script.subList(script.indexOf(sections.get(0)), script.indexOf(sections.get(1)));
        assertThat(routine).hasSizeLessThan(50);
        assertThat(script.size() - routine.size()).isBetween(100, LINES);
        assertThat(script).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LONGEST));
    }

    @Test
    void needsNothingButPython() throws IOException {
        List<String> imports = Files.readAllLines(SCRIPT).stream()
                .filter(line -> line.matches("\\s*(import|from) .*"))
                .toList();
        assertThat(imports).containsExactly("import argparse, base64, functools, hashlib, pathlib, re, sys");
    }
}
