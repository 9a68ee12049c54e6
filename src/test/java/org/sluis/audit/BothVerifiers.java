package org.sluis.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * Verifies one changed export after the other with ours and with docs/verify.py, which runs beside and is told what differs
 * from the export it began with. At the end both must have said the same of each.
 */
final class BothVerifiers implements AutoCloseable {
    private static final String SCRIPT = """
            import sys
            sys.path.insert(0, "docs")
            import functools, verify, os
            # An export differs from the base in a byte or so: what the same bytes gave once they give again.
            of_bytes, of_leaves = functools.lru_cache(4)(verify.leaves_of), verify.levels_of
            again = functools.lru_cache(4)(lambda leaves: of_leaves(list(leaves)))
            verify.leaves_of, verify.levels_of = of_bytes, lambda leaves: again(tuple(leaves))
            class Memory(verify.Folder):
                def __init__(self, files):
                    self.files = files
                def read(self, name):
                    return self.files.get(name)
                def tiles(self):
                    return {name for name in self.files if name.startswith("tile/")}
            base = {}
            for folder, _, names in os.walk(sys.argv[1]):
                for name in names:
                    path = os.path.join(folder, name)
                    base[os.path.relpath(path, sys.argv[1])] = open(path, "rb").read()
            for line in sys.stdin:
                files, seen = dict(base), []
                for edit in line.split():
                    name, how, what = edit.split("|")
                    if how == "is":
                        files[name] = bytes.fromhex(what)
                    elif how == "splice":
                        start, end, middle = what.split(",")
                        data = files[name]
                        files[name] = data[:int(start)] + bytes.fromhex(middle) + data[len(data) - int(end):]
                    elif how == "seen":
                        seen.append(bytes.fromhex(what))
                    else:
                        del files[name]
                print(verify.verify(verify.Folder(sys.argv[1]) if line == "\\n" else Memory(files), None, seen)[1])
            """;

    private final MemoryFiles base;
    private final Path output;
    private final Process python;
    private final BufferedWriter toPython;
    private final List<String> said = new ArrayList<>();

    /** @param folder holds the base */
    BothVerifiers(MemoryFiles base, Path folder, Path output) throws IOException {
        this.base = base;
        this.output = output;
        ProcessBuilder process = new ProcessBuilder("python3", "-c", SCRIPT, folder.toString());
        process.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        this.python = process.redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.toPython = new BufferedWriter(python.outputWriter(US_ASCII));
    }

    /** Both, and that ours says so much. */
    void failsFrom(long index, String how, MemoryFiles changed, byte[]... seen) throws IOException {
        Verdict verdict = both(changed, seen);
        assertThat(verdict.ok()).as(how).isFalse();
        assertThat(verdict.firstBad()).as(how + ": " + verdict.message()).isEqualTo(index);
    }

    Verdict both(MemoryFiles changed, byte[]... seen) throws IOException {
        Verdict verdict = changed.verify(List.of(seen));
        said.add(verdict.message());
        for (String name : all(changed)) {
            byte[] before = base.read(name);
            byte[] after = changed.read(name);
            if (!Arrays.equals(before, after)) {
                toPython.write(name + "|" + edit(before, after) + " ");
            }
        }
        for (byte[] note : seen) {
            toPython.write("-|seen|" + HexFormat.of().formatHex(note) + " ");
        }
        toPython.write("\n");
        return verdict;
    }

    private TreeSet<String> all(MemoryFiles changed) {
        TreeSet<String> names = new TreeSet<>(base.files().keySet());
        names.addAll(changed.files().keySet());
        return names;
    }

    private static String edit(byte[] before, byte[] after) {
        if (after == null) {
            return "gone|";
        }
        int start = before == null ? 0 : Arrays.mismatch(before, after);
        if (start > 0) {
            int end = 0;
            int most = Math.min(before.length, after.length) - start;
            while (end < most && before[before.length - 1 - end] == after[after.length - 1 - end]) {
                end++;
            }
            String middle = HexFormat.of().formatHex(after, start, after.length - end);
            return "splice|" + start + "," + end + "," + middle;
        }
        return "is|" + HexFormat.of().formatHex(after);
    }

    @Override
    public void close() throws IOException {
        toPython.close();
        try {
            assertThat(python.waitFor()).as("docs/verify.py ended well").isZero();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        assertThat(said).isNotEmpty();
        List<String> python = Files.readAllLines(output);
        assertThat(python).hasSameSizeAs(said);
        for (int i = 0; i < said.size(); i++) {
            assertThat(python.get(i)).as("docs/verify.py of change " + i).isEqualTo(said.get(i));
        }
    }

    int verified() {
        return said.size();
    }
}
