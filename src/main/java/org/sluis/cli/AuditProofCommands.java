package org.sluis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import org.sluis.audit.proof.Checkpoint;
import org.sluis.audit.proof.ConsistencyProof;
import org.sluis.audit.proof.LogFolder;
import org.sluis.audit.proof.LogProofs;
import org.sluis.audit.proof.TlogProof;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Proofs that an entry is in the log, and their verification by whoever holds a receipt. */
final class AuditProofCommands {
    private AuditProofCommands() {}

    private static byte[] leaf(String hex, CommandSpec spec) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new ParameterException(
                    spec.commandLine(), "--leaf takes 64 hexadecimal digits, as a receipt has them");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static CommandSpec set(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }

    private static byte[] bytes(Path file, CommandSpec spec) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "there is no file " + file);
        }
        return Files.readAllBytes(file);
    }

    /** The checkpoints of this size among those of the files. */
    private static List<String> sized(List<Path> files, long size, CommandSpec spec) throws IOException {
        List<String> notes = new ArrayList<>();
        for (Path file : files) {
            notes.addAll(LogVerifier.notes(bytes(file, spec)));
        }
        return notes.stream()
                .filter(note -> Checkpoint.read(note)
                        .filter(read -> read.size() == size)
                        .isPresent())
                .toList();
    }

    @Command(
            name = "prove",
            description =
                    "Print the proof (C2SP tlog-proof) that an entry is in an exported log, showing no other entry; or,"
                            + " with --from, that the log only grew.")
    static final class Prove implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The exported folder.")
        private Path folder = Path.of("");

        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        /** One of the three. */
        static final class Which {
            @Option(names = "--index", paramLabel = "N", description = "The entry's index.")
            private @Nullable Long index;

            @Option(names = "--leaf", paramLabel = "HEX", description = "The entry's leaf hash, as a receipt has it.")
            private @Nullable String leaf;

            @Option(
                    names = "--from",
                    paramLabel = "SIZE",
                    description = "The size of an earlier checkpoint: proves that what it covered is the beginning.")
            private @Nullable Long from;
        }

        @Option(
                names = "--to",
                paramLabel = "SIZE",
                description =
                        "With --from, the size of the later checkpoint, which --seen holds (default: the export's).")
        private @Nullable Long to;

        @Option(
                names = "--seen",
                paramLabel = "FILE",
                description = "With --to: a checkpoint, or a day of checkpoints.")
        private List<Path> seen = List.of();

        @Override
        public Integer call() throws IOException {
            PrintWriter err = set(spec).commandLine().getErr();
            Verdict verdict = LogVerifier.verify(folder);
            if (!verdict.ok()) {
                err.println(verdict.message());
                return Sluis.TOLD_NO;
            }
            LogFolder files = new LogFolder(folder);
            String note = LogVerifier.text(files.read(LogVerifier.CHECKPOINT));
            LogProofs proofs = new LogProofs(files, note);
            String text = which.from == null ? inclusion(proofs, verdict.entries()) : grown(proofs, note, which.from);
            if (text.isEmpty()) {
                err.println(
                        which.from == null ? "this log holds no such entry" : "there is no checkpoint of that size");
                return Sluis.TOLD_NO;
            }
            set(spec).commandLine().getOut().print(text);
            set(spec).commandLine().getOut().flush();
            return Sluis.DONE;
        }

        private String inclusion(LogProofs proofs, long size) {
            Long given = which.index;
            long index = given != null
                    ? given
                    : proofs.find(leaf(Optional.ofNullable(which.leaf).orElse(""), set(spec)));
            return index < 0 || index >= size ? "" : proofs.inclusion(index).text();
        }

        private String grown(LogProofs proofs, String newest, long from) throws IOException {
            List<String> later = to == null ? List.of(newest) : sized(seen, to, set(spec));
            return later.isEmpty() ? "" : proofs.consistency(from, later.get(0)).text();
        }
    }

    @Command(
            name = "check",
            description = "Verify such a proof: that the entry of a receipt is in the log of this key, or that the log"
                    + " begins with what a checkpoint covered.")
    static final class Check implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "PROOF", description = "The file with the proof.")
        private Path proof = Path.of("");

        @ArgGroup(multiplicity = "1")
        private Held held = new Held();

        /** What one holds oneself. */
        static final class Held {
            @Option(names = "--leaf", paramLabel = "HEX", description = "The leaf hash in the receipt.")
            private @Nullable String leaf;

            @Option(
                    names = "--seen",
                    paramLabel = "FILE",
                    description = "The earlier checkpoint, or a day of checkpoints; may be given again.")
            private List<Path> seen = List.of();
        }

        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "The log's published verifier keys.")
        private Path key = Path.of("");

        @Override
        public Integer call() throws IOException {
            String text = LogVerifier.text(bytes(proof, set(spec)));
            List<String> keys = LogVerifier.keys(bytes(key, set(spec)));
            String holds = held.leaf == null ? grew(text, keys) : includes(text, leaf(held.leaf, set(spec)), keys);
            set(spec).commandLine().getOut().println("proof: " + holds);
            return holds.endsWith(", OK") ? Sluis.DONE : Sluis.TOLD_NO;
        }

        private static String includes(String text, byte[] leaf, List<String> keys) {
            return TlogProof.read(text)
                    .filter(read -> read.verifies(leaf, keys))
                    .map(read -> "entry " + read.index() + ", OK")
                    .orElse("FAILED: it does not show that this entry is in this log");
        }

        private String grew(String text, List<String> keys) throws IOException {
            Optional<ConsistencyProof> read = ConsistencyProof.read(text);
            List<String> earlier =
                    sized(held.seen, read.map(ConsistencyProof::before).orElse(-1L), set(spec));
            return read.isPresent()
                            && !earlier.isEmpty()
                            && earlier.stream().allMatch(note -> read.get().verifies(note, keys))
                    ? "what the checkpoint of " + read.get().before() + " entries covers is the beginning, OK"
                    : "FAILED: it does not show that this log begins with what a checkpoint seen covers";
        }
    }
}
