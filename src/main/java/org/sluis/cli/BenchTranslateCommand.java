package org.sluis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.bench.TranslateBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "translate",
        description =
                "Read a message of each format into elements and write one of elements, on one thread: the longest fixture of"
                        + " each, and an OSO dossier of 137 KB.")
final class BenchTranslateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seconds that a round takes, of three each (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        if (!(seconds >= 0.1 && seconds <= 60)) {
            throw new ParameterException(spec.commandLine(), "--seconds is 0.1 to 60");
        }
        return TranslateBench.run(Home.folder(), seconds, spec.commandLine().getOut()::println)
                ? Sluis.DONE
                : Sluis.TOLD_NO;
    }
}
