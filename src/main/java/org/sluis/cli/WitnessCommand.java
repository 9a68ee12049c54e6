package org.sluis.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.proof.VerifierKey;
import org.sluis.canonical.Ids;
import org.sluis.witness.WitnessServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "witness",
        description =
                "Be a witness of logs (C2SP tlog-witness): cosigns that a log only grew, for a gateway that somebody else runs."
                        + " Needs no database; prints its verifier key.")
final class WitnessCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "Its folder, for its key and what it cosigned; made if it is not there.")
    private Path folder = Path.of("");

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Its name, such as witness.example/w1: never changes.")
    private String name = "";

    @Option(
            names = "--log",
            required = true,
            paramLabel = "FILE",
            description =
                    "The verifier keys of a log, as it publishes them; read again each time. Repeat for each log.")
    private List<Path> logs = List.of();

    @Option(
            names = "--address",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Where it listens (default: ${DEFAULT-VALUE}); put TLS before it.")
    private String address = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "Its port (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        for (Path log : logs) {
            if (!Files.isRegularFile(log)
                    || keys(log).stream().anyMatch(key -> VerifierKey.read(key).isEmpty())) {
                throw new ParameterException(spec.commandLine(), log + " holds no verifier keys of a log");
            }
        }
        InetSocketAddress where = new InetSocketAddress(address, port);
        try (WitnessServer server =
                new WitnessServer(folder, name, where, this::keys, Ids.random(), Clock.systemUTC())) {
            spec.commandLine().getOut().println(server.key());
            spec.commandLine().getErr().println("witness: listening on " + address + ":" + server.port());
            new CountDownLatch(1).await();
        }
        return Sluis.DONE;
    }

    private List<String> keys() {
        List<String> all = new ArrayList<>();
        logs.forEach(log -> all.addAll(keys(log)));
        return all;
    }

    private static List<String> keys(Path log) {
        try {
            return LogVerifier.keys(Files.readAllBytes(log));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
