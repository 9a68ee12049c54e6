package org.sluis.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.sluis.client.Trouble;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Ends with 0 for done, 1 for told no, 2 for asked wrongly. */
@Command(
        name = "./sluis",
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Forwards support plans between schools and youth care: what consent and policy both allow, recorded first.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            SendCommand.class,
            ConsentCommand.class,
            WarningsCommand.class,
            LawCommand.class,
            PolicyCommand.class,
            ConnectorCommand.class,
            PartyCommand.class,
            RosterCommand.class,
            PersonCommand.class,
            ApproveCommand.class,
            EmergencyCommand.class,
            ForgetCommand.class,
            AuditCommand.class,
            InsightCommand.class,
            CorrectionCommand.class,
            DeliveryCommand.class,
            RecallCommand.class,
            WitnessCommand.class,
            BenchCommand.class,
            ChaosCommand.class,
            CareSystemCommand.class,
            ChaosPartCommand.class
        })
public final class Sluis {
    static final int DONE = 0;
    static final int TOLD_NO = 1;
    static final int ASKED_WRONGLY = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Say how it is used, and stop.")
    private boolean help;

    private Sluis() {}

    public static void main(String[] args) {
        int code = run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
        System.exit(code);
    }

    static CommandLine line() {
        return new CommandLine(new Sluis());
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = line();
        line.setOut(out).setErr(err).setUsageHelpWidth(100);
        line.setParameterExceptionHandler((wrong, given) -> {
            CommandLine command = wrong.getCommandLine();
            err.println(name(command) + ": " + wrong.getMessage());
            err.println("See " + name(command) + " --help");
            return ASKED_WRONGLY;
        });
        line.setExecutionExceptionHandler((failure, command, given) -> {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            err.println(name(command) + ": " + say(failure));
            return TOLD_NO;
        });
        return args.length == 0 ? line.execute("--help") : line.execute(args);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    /** What went wrong, of which only our own words are for people; of anything else also what it is. */
    private static String say(Throwable failure) {
        if (failure instanceof Trouble) {
            return String.valueOf(failure.getMessage());
        }
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        boolean ours = root.getClass().getName().startsWith("org.sluis.") || root instanceof IllegalArgumentException;
        return (ours ? "" : root.getClass().getSimpleName() + ": ") + root.getMessage();
    }
}
