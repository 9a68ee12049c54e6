package org.sluis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.law.LawVectors;
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

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            LawVectors.Report report = LawVectors.run(
                    folder(spec, laws, "consent-policies/law"), folder(spec, vectors, "test-fixtures/consent-vectors"));
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    String.format(Locale.ROOT, "%-8s %-17s %4s %4s  %-4s %s", "law", "row", "yes", "no", "", "source"));
            report.table().forEach(out::println);
            report.wrong().forEach(out::println);
            out.println(report.lastLine());
            return report.right() ? Sluis.DONE : Sluis.TOLD_NO;
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
