package org.sluis.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.ExportedEntries;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "read",
        description =
                "Print the entries of an exported log, a line of JSON each: index, leaf hash and the entry as it was hashed."
                        + " One that does not verify is not printed.",
        footer = {"", "Example: ./sluis audit read DIR | grep disclosure-refused"})
final class ReadExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The exported folder (tile, checkpoint, key).")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        if (!Files.isRegularFile(folder.resolve(LogVerifier.CHECKPOINT))) {
            throw new ParameterException(
                    spec.commandLine(), folder + " holds no exported log; ./sluis audit export makes one");
        }
        PrintWriter out = spec.commandLine().getOut();
        Verdict verdict;
        try {
            verdict = ExportedEntries.read(folder, line -> out.print(line + "\n"));
        } finally {
            out.flush();
        }
        boolean written = !out.checkError();
        if (!verdict.ok() || !written) {
            spec.commandLine().getErr().println(written ? verdict.message() : "not everything could be written");
        }
        return verdict.ok() && written ? Sluis.DONE : Sluis.TOLD_NO;
    }
}
