package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
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

    @Command(
            name = "prove",
            description =
                    "Print the proof (C2SP tlog-proof) that an entry is in an exported log, showing no other entry.")
    static final class Prove implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The exported folder.")
        private Path folder = Path.of("");

        @ArgGroup(multiplicity = "1")
        private Which which = new Which();

        /** One of the two. */
        static final class Which {
            @Option(names = "--index", paramLabel = "N", description = "The entry's index.")
            private @Nullable Long index;

            @Option(names = "--leaf", paramLabel = "HEX", description = "The entry's leaf hash, as a receipt has it.")
            private @Nullable String leaf;
        }

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            Verdict verdict = LogVerifier.verify(folder);
            if (!verdict.ok()) {
                spec.commandLine().getErr().println(verdict.message());
                return Sluis.TOLD_NO;
            }
            LogFolder files = new LogFolder(folder);
            LogProofs proofs = new LogProofs(files, LogVerifier.text(files.read(LogVerifier.CHECKPOINT)));
            Long given = which.index;
            long index = given != null
                    ? given
                    : proofs.find(leaf(Optional.ofNullable(which.leaf).orElse(""), spec));
            if (index < 0 || index >= verdict.entries()) {
                spec.commandLine().getErr().println("this log holds no such entry");
                return Sluis.TOLD_NO;
            }
            spec.commandLine().getOut().print(proofs.inclusion(index).text());
            spec.commandLine().getOut().flush();
            return Sluis.DONE;
        }
    }

    @Command(
            name = "check",
            description = "Verify such a proof: that the entry of a receipt is in the log of this key.")
    static final class Check implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(paramLabel = "PROOF", description = "The file with the proof.")
        private Path proof = Path.of("");

        @Option(names = "--leaf", paramLabel = "HEX", required = true, description = "The leaf hash in the receipt.")
        private String leaf = "";

        @Option(
                names = "--key",
                paramLabel = "FILE",
                required = true,
                description = "The log's published verifier keys.")
        private Path key = Path.of("");

        @Override
        public Integer call() throws IOException {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            byte[] hash = leaf(leaf, spec);
            for (Path file : new Path[] {proof, key}) {
                if (!Files.isRegularFile(file)) {
                    throw new ParameterException(spec.commandLine(), "there is no file " + file);
                }
            }
            Optional<TlogProof> read = TlogProof.read(LogVerifier.text(Files.readAllBytes(proof)));
            boolean holds = read.isPresent() && read.get().verifies(hash, LogVerifier.keys(Files.readAllBytes(key)));
            String what = holds
                    ? "entry " + read.get().index() + ", OK"
                    : "FAILED: it does not show that this entry is in this log";
            spec.commandLine().getOut().println("proof: " + what);
            return holds ? Sluis.DONE : Sluis.TOLD_NO;
        }
    }
}
