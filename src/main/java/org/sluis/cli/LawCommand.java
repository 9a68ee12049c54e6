package org.sluis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Ids;
import org.sluis.law.LawVectors;
import org.sluis.measure.Measurement;
import org.sluis.measure.Unreachable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "law",
        synopsisSubcommandLabel = "COMMAND",
        description = "Check the law as rows.",
        subcommands = LawCommand.Test.class)
final class LawCommand {

    @Command(
            name = "test",
            description = "Hold every law against its vectors, and say of each row where it decides and where not.")
    static final class Test implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--laws", paramLabel = "DIR", description = "The laws (default: consent-policies/law).")
        private @Nullable Path laws;

        @Option(
                names = "--vectors",
                paramLabel = "DIR",
                description = "Their vectors (default: test-fixtures/consent-vectors).")
        private @Nullable Path vectors;

        @Option(
                names = "--against",
                paramLabel = "URL",
                description =
                        "Ask another consent decision service instead, over FHIR: https, or http on this machine. It"
                                + " is sent invented people only. docs/measuring-consent-services.md says what and how.")
        private @Nullable String against;

        @Option(
                names = "--decide",
                paramLabel = "PATH",
                description = "Where it decides, below URL, or a URL (default: cds-services/patient-consent-consult).")
        private @Nullable String decide;

        @Option(names = "--keep", description = "Leave what was sent there.")
        private boolean keep;

        @Option(
                names = "--patience",
                paramLabel = "SECONDS",
                defaultValue = "30",
                description = "How long to wait for one answer (default: ${DEFAULT-VALUE}).")
        private int patience;

        @Override
        public Integer call() throws InterruptedException {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            Path lawFolder = folder(spec, laws, "consent-policies/law");
            Path vectorFolder = folder(spec, vectors, "test-fixtures/consent-vectors");
            if (against != null) {
                return measure(spec.commandLine(), against, LawVectors.read(lawFolder, vectorFolder));
            } else if (decide != null || keep) {
                throw new ParameterException(spec.commandLine(), "--decide and --keep go with --against");
            }
            LawVectors.Report report = LawVectors.run(lawFolder, vectorFolder);
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    String.format(Locale.ROOT, "%-8s %-17s %4s %4s  %-4s %s", "law", "row", "yes", "no", "", "source"));
            report.table().forEach(out::println);
            report.wrong().forEach(out::println);
            out.println(report.lastLine());
            return report.right() ? Sluis.DONE : Sluis.TOLD_NO;
        }

        private int measure(CommandLine line, String address, List<LawVectors.Held> held) throws InterruptedException {
            try {
                Measurement.Report report = new Measurement(
                                address,
                                decide,
                                Duration.ofSeconds(Math.max(1, patience)),
                                keep,
                                Clock.systemUTC(),
                                Ids.random())
                        .run(held, done -> progress(line.getErr(), done, held));
                report.lines().forEach(line.getOut()::println);
                return report.answered() ? Sluis.DONE : Sluis.TOLD_NO;
            } catch (IllegalArgumentException | Unreachable wrong) {
                throw new ParameterException(line, String.valueOf(wrong.getMessage()), wrong);
            }
        }

        /** Only to who looks on: in a file these would be hundreds of lines. */
        private static void progress(PrintWriter err, int done, List<LawVectors.Held> held) {
            if (System.console() != null) {
                int all = held.stream().mapToInt(each -> each.vectors().size()).sum();
                err.print("\r" + done + " of " + all + (done == all ? "\n" : ""));
                err.flush();
            }
        }

        private static Path folder(CommandSpec spec, @Nullable Path given, String usual) {
            Path folder = given == null ? Home.folder().resolve(usual) : given;
            if (!Files.isDirectory(folder)) {
                throw new ParameterException(spec.commandLine(), "there is no folder " + folder);
            }
            return folder;
        }
    }
}
