package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.chaos.Chaos;
import org.sluis.chaos.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "chaos",
        description =
                "Kill two nodes of the gateway, their database and their wires while messages flow and parents withdraw, and"
                        + " count afterwards: nothing lost, nothing twice, nothing after a withdrawal. Takes"
                        + " minutes; an invented town, in a folder of its own (docs/chaos.md).")
final class ChaosCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--few", description = "Three halts, two kills, everything else once, and nothing watched.")
    private boolean few;

    @Option(names = "--long", description = "Ten halts a point, sixty kills, and an hour of watching what it costs.")
    private boolean extensive;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "20261123",
            description = "Repeats the picks of a storm (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--data", paramLabel = "DIR", description = "Its own folder, emptied first (default: data/chaos).")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        Path home = Home.folder().toAbsolutePath().normalize();
        Path folder = (data == null ? home.resolve("data/chaos") : data)
                .toAbsolutePath()
                .normalize();
        if (few && extensive) {
            throw new ParameterException(spec.commandLine(), "--few or --long, not both");
        }
        Plan plan = extensive
                ? Plan.extensive(home, folder, seed)
                : few ? Plan.few(home, folder, seed) : Plan.brief(home, folder, seed);
        return Chaos.run(plan, Clock.systemUTC(), spec.commandLine().getOut()) ? Sluis.DONE : Sluis.TOLD_NO;
    }
}
