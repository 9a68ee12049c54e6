package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.chaos.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "chaos-part", hidden = true, description = "A player of the storm; ./sluis chaos starts it.")
final class ChaosPartCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "sender, recipient or families.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder of the players.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        Part.play(name, folder, Clock.systemUTC(), spec.commandLine().getOut());
        return Sluis.DONE;
    }
}
