package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.bench.AuditBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        description = "Record in the log beside plain inserts, search it, and verify its export, with fsync on. Records"
                + " the entries first, once: ten million take 30 GB and some twenty minutes, and 10 GB more while they are"
                + " verified.")
final class BenchAuditCommand implements Callable<Integer> {
    private static final long MOST = 100_000_000;
    private static final long LEAST = 1000;
    private static final int CALLERS = 32;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--entries",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many the larger log holds (default: ${DEFAULT-VALUE}).")
    private long entries;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "7",
            description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Seconds that a round takes (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the logs are kept (default: data-bench-audit).")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        if (entries < LEAST || entries > MOST || rounds < 1 || seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--entries is " + LEAST + " to " + MOST + ", --rounds and --seconds are 1 or more");
        }
        boolean right = AuditBench.run(
                new AuditBench.Plan(
                        data == null ? Home.folder().resolve("data-bench-audit") : data,
                        entries,
                        CALLERS,
                        rounds,
                        seconds),
                Clock.systemUTC(),
                spec.commandLine().getOut()::println);
        return right ? Sluis.DONE : Sluis.TOLD_NO;
    }
}
