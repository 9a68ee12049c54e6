package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.bench.SimulateBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description =
                "Try drafts on recorded decisions in PostgreSQL, all policies differing. Loads the decisions first,"
                        + " once: a million takes 5 GB and some minutes.")
final class BenchSimulateCommand implements Callable<Integer> {
    private static final long MOST = 10_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--decisions",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private long decisions;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often; the slowest is the figure (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--data", paramLabel = "DIR", description = "Where they are kept (default: data-bench).")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        if (decisions < 1 || decisions > MOST || rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--decisions is 1 to " + MOST + ", --rounds is 1 or more");
        }
        boolean right = SimulateBench.run(
                Home.folder(),
                data == null ? Home.folder().resolve("data-bench") : data,
                decisions,
                rounds,
                Clock.systemUTC(),
                spec.commandLine().getOut()::println);
        return right ? Sluis.DONE : Sluis.TOLD_NO;
    }
}
