package org.sluis.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.catalina.LifecycleException;
import org.sluis.client.ClientKey;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.PublishedKeys;
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

    @Option(
            names = "--party",
            required = true,
            paramLabel = "PARTY",
            description = "Who it is in the gateway's directory, for envelopes.")
    private String party = "";

    @Option(
            names = "--sender-keys",
            required = true,
            paramLabel = "URL",
            description = "Where the gateway publishes its keys.")
    private URI senderKeys = URI.create("");

    @Option(names = "--parent", paramLabel = "PID", description = "End when this process does.")
    private long parent;

    @Override
    public Integer call() throws IOException, LifecycleException {
        if (parent != 0) {
            ProcessHandle.of(parent).ifPresent(process -> process.onExit()
                    .thenRun(() -> Runtime.getRuntime().halt(0)));
        }
        EnvelopeReader envelopes = new EnvelopeReader(
                ClientKey.readOrMakeForEnvelopes(data.resolve("envelopes.jwk"), party + "-envelopes-1"),
                party,
                new PublishedKeys(senderKeys),
                Clock.systemUTC());
        try (CareSystem care = new CareSystem(port, data, envelopes)) {
            care.await();
        }
        return Sluis.DONE;
    }
}
