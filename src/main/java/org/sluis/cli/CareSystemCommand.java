package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.catalina.LifecycleException;
import org.sluis.demo.CareSystem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "care-system",
        hidden = true,
        description = "The care system of the demo: a FHIR R4 server that validates.")
final class CareSystemCommand implements Callable<Integer> {
    @Option(names = "--port", required = true, paramLabel = "PORT", description = "Its port; 0 for any free one.")
    private int port;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Its working folder.")
    private Path data = Path.of("");

    @Option(names = "--parent", paramLabel = "PID", description = "End when this process does.")
    private long parent;

    @Override
    public Integer call() throws IOException, LifecycleException {
        if (parent != 0) {
            ProcessHandle.of(parent).ifPresent(process -> process.onExit()
                    .thenRun(() -> Runtime.getRuntime().halt(0)));
        }
        try (CareSystem care = new CareSystem(port, data)) {
            care.await();
        }
        return Sluis.DONE;
    }
}
