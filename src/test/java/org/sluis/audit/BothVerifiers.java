package org.sluis.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            import verify, os
            class Memory(verify.Folder):
                def __init__(self, files):
                    self.files = files
                def read(self, name, most=None):
                    return self.files.get(name)
                def widest(self, full):
                    there = [name[len(full) + 3:] for name in self.files if name.startswith(full + ".p/")]
                    return max([int(w) for w in there if verify.re.fullmatch("[1-9][0-9]{0,2}", w) and int(w) < 256], default=0)
                def count(self):
                    return sum(name.startswith("tile/") for name in self.files)
            base = {}
            for folder, _, names in os.walk(sys.argv[1]):
                for name in names:
                    path = os.path.join(folder, name)
                    base[os.path.relpath(path, sys.argv[1])] = open(path, "rb").read()
            for line in sys.stdin:
                files, seen = dict(base), []
                for edit in line.split():
                    name, how, what = edit.split("|")
                    if how == "flip":
                        at, mask = map(int, what.split(","))
                        data = bytearray(files[name])
                        data[at] ^= mask
                        files[name] = bytes(data)
                    elif how == "is":
                        files[name] = bytes.fromhex(what)
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
    private int others;

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
        ours(index, how, changed, seen);
        both(changed, seen);
    }

    /** Ours alone, where there are very many. */
    void ours(long index, String how, MemoryFiles changed, byte[]... seen) {
        Verdict verdict = changed.verify(List.of(seen));
        assertThat(verdict.ok()).as(how).isFalse();
        assertThat(verdict.firstBad()).as(how + ": " + verdict.message()).isEqualTo(index);
        others++;
    }

    Verdict both(MemoryFiles changed, byte[]... seen) throws IOException {
        Verdict verdict = changed.verify(List.of(seen));
        said.add(verdict.message());
        for (String name : all(changed)) {
            byte[] before = base.read(name);
            byte[] after = changed.read(name);
            if (before != after) {
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
        if (before != null && before.length == after.length) {
            int at = java.util.Arrays.mismatch(before, after);
            byte[] flipped = before.clone();
            flipped[Math.max(at, 0)] = after[Math.max(at, 0)];
            if (at >= 0 && java.util.Arrays.equals(flipped, after)) {
                return "flip|" + at + "," + ((before[at] ^ after[at]) & 0xff);
            }
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
        assertThat(Files.readAllLines(output)).isEqualTo(said);
    }

    int verified() {
        return said.size() + others;
    }
}
