package org.sluis.demo;

import com.nimbusds.jose.jwk.ECKey;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sluis.client.ClientKey;
import org.sluis.keys.RecipientKey;
import org.sluis.party.DirectoryFile;

/** The care system as a process of its own, which ends with this one. */
final class CareProcess implements AutoCloseable {
    /** The organisation of the town that gets envelopes here; the others get plain FHIR. */
    private static final String ENVELOPES_FOR = "jeugdhulp-oever";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final CareDesk desk;
    private final URI envelopes;
    private final ECKey key;

    /** Starts it, and does not wait. */
    CareProcess(int port, Path folder, URI gateway) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve("arrivals.ndjson"));
        this.log = folder.resolve("care-system.log");
        this.desk = new CareDesk(port);
        this.envelopes = URI.create("http://127.0.0.1:" + port + "/envelopes");
        this.key = ClientKey.readOrMakeForEnvelopes(folder.resolve("envelopes.jwk"), ENVELOPES_FOR + "-envelopes-1");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx512m"));
        command.addAll(
                List.of("-Dlogback.configurationFile=logback-plain.xml", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.sluis.cli.Sluis", "care-system"));
        command.addAll(List.of("--port", String.valueOf(port), "--data", folder.toString()));
        command.addAll(List.of(
                "--party",
                ENVELOPES_FOR,
                "--sender-keys",
                gateway.resolve("/v1/keys").toString()));
        command.add("--parent=" + ProcessHandle.current().pid());
        File output = log.toFile();
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        process.getOutputStream().close();
    }

    long pid() {
        return process.pid();
    }

    /** The directory with where its envelopes go and the public half of its key. */
    DirectoryFile receiving(DirectoryFile directory) {
        return directory.withEnvelopes(
                ENVELOPES_FOR, envelopes, RecipientKey.parse(key.toPublicJWK().toJSONString()));
    }

    CareDesk desk() {
        return desk;
    }

    void awaitReady() throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!desk.answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new NotAsTold("the care system did not start; its words are in " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
