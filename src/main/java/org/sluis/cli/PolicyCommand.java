package org.sluis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.policy.cases.PolicyCases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "policy",
        synopsisSubcommandLabel = "COMMAND",
        description = "Check policies, see which are in force, publish them with a colleague.",
        subcommands = {
            PolicyLint.class,
            PolicyCommand.Test.class,
            ProposeCommands.Policy.class,
            RuleCommands.InForce.class,
            RuleCommands.History.class,
            RuleCommands.Close.class,
            ProposeCommands.Reopen.class,
            RuleCommands.Advise.class,
            RuleCommands.Accept.class,
            PolicyPapersCommand.class,
            PolicyExplainCommand.class,
            PolicySimulateCommand.class
        })
final class PolicyCommand {

    @Command(
            name = "test",
            description = "Run every case of every policy pack, and the denials that must follow from each permit.")
    static final class Test implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(names = "--policies", paramLabel = "DIR", description = "The folder (default: consent-policies).")
        private @Nullable Path policies;

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            Path folder = policies == null ? Home.folder().resolve("consent-policies") : policies;
            if (!Files.isDirectory(folder)) {
                throw new ParameterException(spec.commandLine(), "there is no folder " + folder);
            }
            PolicyCases.Report report = PolicyCases.run(folder);
            PrintWriter out = spec.commandLine().getOut();
            report.wrong().forEach(out::println);
            out.println(report.lastLine());
            return report.right() ? Sluis.DONE : Sluis.TOLD_NO;
        }
    }
}
