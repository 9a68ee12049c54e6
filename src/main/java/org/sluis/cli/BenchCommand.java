package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.bench.ConsentBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure how fast.",
        subcommands = {
            BenchCommand.Consent.class,
            BenchSimulateCommand.class,
            BenchAuditCommand.class,
            BenchTranslateCommand.class,
            BenchCommand.Decide.class,
            BenchCommand.Exchange.class
        })
final class BenchCommand {
    private static final long MOST = 10_000_000;

    /** The rivals it needs are not shipped, so that the script runs it from the source tree; here is its place in the help. */
    private abstract static class BesideRivals implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public Integer call() {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            throw new ParameterException(
                    spec.commandLine(), "write ./sluis bench " + spec.name() + ", in a source tree");
        }
    }

    @Command(
            name = "decide",
            description =
                    "One decision, beside plain Java written for the same rules and AuthZForce: from a source tree"
                            + " with ./sluis bench decide.")
    static final class Decide extends BesideRivals {}

    @Command(
            name = "exchange",
            description = "A plan in, everything that is promised done, delivered as FHIR; beside bare Camel, and Camel"
                    + " with an outbox: from a source tree with ./sluis bench exchange.")
    static final class Exchange extends BesideRivals {}

    @Command(
            name = "consent",
            description = "Read the consents of a subject and decide, with a thousand subjects in PostgreSQL and with a"
                    + " million, in turn. Loads them first, once: a million takes 8 GB and some twenty minutes.")
    static final class Consent implements Callable<Integer> {
        @Spec
        private @Nullable CommandSpec spec;

        @Option(
                names = "--subjects",
                paramLabel = "N",
                defaultValue = "1000000",
                description = "How many the larger register holds (default: ${DEFAULT-VALUE}).")
        private long subjects;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "9",
                description = "Rounds (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(
                names = "--seconds",
                paramLabel = "N",
                defaultValue = "4",
                description = "Seconds that a round takes (default: ${DEFAULT-VALUE}).")
        private int seconds;

        @Option(names = "--data", paramLabel = "DIR", description = "Where both are kept (default: data-bench).")
        private @Nullable Path data;

        @Override
        public Integer call() throws IOException, SQLException, InterruptedException {
            if (spec == null) {
                throw new IllegalStateException("picocli sets it");
            }
            if (subjects < 1 || subjects > MOST || rounds < 1 || seconds < 1) {
                throw new ParameterException(
                        spec.commandLine(), "--subjects is 1 to " + MOST + ", --rounds and --seconds are 1 or more");
            }
            boolean right = ConsentBench.run(
                    new ConsentBench.Plan(
                            Home.folder(),
                            data == null ? Home.folder().resolve("data-bench") : data,
                            subjects,
                            Runtime.getRuntime().availableProcessors(),
                            rounds,
                            seconds),
                    Clock.systemUTC(),
                    spec.commandLine().getOut()::println);
            return right ? Sluis.DONE : Sluis.TOLD_NO;
        }
    }
}
