package org.sluis.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.audit.LogKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "rotate-key",
        description =
                "Make a new key for the log's checkpoints, which signs beside the old one; publish what is printed. Later,"
                        + " --retire ends that: the new one signs alone. The gateway may run meanwhile.")
final class RotateKeyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Books books = new Books();

    @Mixin
    private LogName name = new LogName();

    @Option(names = "--retire", description = "The older key signs no more, and its private half is destroyed.")
    private boolean retire;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        try {
            String current = books.with(open -> {
                try (Ledger ledger = Ledger.open(open.database().transactions(), open.keys(), open.ids())) {
                    LogKeys keys = new LogKeys(ledger, open.keys(), open.clock(), name.origin());
                    return retire ? keys.retire() : keys.add();
                }
            });
            spec.commandLine().getOut().println(current);
            return Sluis.DONE;
        } catch (IllegalStateException notNow) {
            spec.commandLine().getErr().println(notNow.getMessage());
            return Sluis.TOLD_NO;
        }
    }
}
