package org.sluis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogExport;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Read the log at a gateway; find whom a breach touches; take it out as files, verify and read such files without"
                        + " the gateway, prove that an entry is in it.",
        subcommands = {
            AuditReadCommands.Search.class,
            AuditReadCommands.Counts.class,
            AuditReadCommands.Patterns.class,
            AuditAffectedCommand.class,
            AuditCommand.Export.class,
            AuditCommand.Verify.class,
            ReadExportCommand.class,
            AuditProofCommands.Prove.class,
            AuditProofCommands.Check.class,
            RotateKeyCommand.class,
            BreakCommands.Break.class,
            BreakCommands.SignBreak.class
        })
final class AuditCommand {

    @Command(name = "export", description = "Write the log, as far as a checkpoint covers it, into an empty folder.")
    static final class Export implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Mixin
        private Books books = new Books();

        @Parameters(paramLabel = "DIR", description = "The folder; made if it is not there.")
        private Path folder = Path.of("");

        @Mixin
        private LogName name = new LogName();

        @Override
        public Integer call() throws IOException {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            if (Files.exists(folder) && !empty(folder)) {
                throw new ParameterException(spec.commandLine(), folder + " is not an empty folder");
            }
            books.with(open -> {
                new LogExport(open.database().auditor(), open.keys(), name.origin()).write(folder);
                return folder;
            });
            Verdict verdict = LogVerifier.verify(folder);
            spec.commandLine().getOut().println(verdict.message());
            return verdict.ok() ? Sluis.DONE : Sluis.TOLD_NO;
        }

        private static boolean empty(Path folder) throws IOException {
            try (Stream<Path> entries = Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
                return entries.findAny().isEmpty();
            }
        }
    }

    @Command(
            name = "verify",
            description = "Recompute an exported log; the last line says whether every entry is as it was signed for.")
    static final class Verify implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Parameters(
                paramLabel = "DIR|URL",
                description = "The exported folder (tile, checkpoint, key), or its address.")
        private String log = "";

        @Option(
                names = "--key",
                paramLabel = "FILE",
                description = "The log's verifier keys, from where they were published (default: those in the export).")
        private @Nullable Path key;

        @Option(
                names = "--seen",
                paramLabel = "FILE",
                description =
                        "A checkpoint seen elsewhere, or a day of the folder checkpoints, which the log must contain; may be given again.")
        private List<Path> seen = List.of();

        @Option(
                names = "--witness",
                paramLabel = "FILE",
                description = "A witness's verifier key: it must have cosigned the checkpoint; may be given again.")
        private List<Path> witnesses = List.of();

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            if (!log.matches("https?://.*") && !Files.isRegularFile(Path.of(log, LogVerifier.CHECKPOINT))) {
                throw new ParameterException(
                        spec.commandLine(), log + " holds no exported log; ./sluis audit export makes one");
            }
            try {
                Verdict verdict = VerifyLog.verdict(log, key, seen, witnesses);
                spec.commandLine().getOut().println(verdict.message());
                return verdict.ok() ? Sluis.DONE : Sluis.TOLD_NO;
            } catch (IOException | UncheckedIOException | IllegalArgumentException unreadable) {
                throw new ParameterException(
                        spec.commandLine(), "cannot be read: " + unreadable.getMessage(), unreadable);
            }
        }
    }
}
