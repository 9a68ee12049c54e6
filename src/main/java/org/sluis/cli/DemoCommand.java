package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description =
                "Play the main job in an invented town, over real HTTP with real tokens, and check every step. Starts"
                        + " PostgreSQL, the gateway, and a FHIR server as the care system.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--keep", description = "Leave it running afterwards, and print commands to try.")
    private boolean keep;

    @Option(names = "--fresh", description = "Begin with an empty data folder.")
    private boolean fresh;

    @Option(names = "--port", paramLabel = "PORT", description = "The gateway's port (default: 8080, or any free one).")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", description = "The demo's own data folder (default: data/demo).")
    private @Nullable Path data;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "2400",
            description = "With --keep: so many messages more, to look at in the console (default: ${DEFAULT-VALUE}).")
    private int history;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        Path folder = data == null ? Home.folder().resolve("data/demo") : data;
        Demo demo = new Demo(Home.folder(), folder, spec.commandLine().getOut());
        if (fresh) {
            demo.fresh();
        }
        demo.play(port, keep, history);
        return Sluis.DONE;
    }
}
