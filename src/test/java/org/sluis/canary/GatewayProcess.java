package org.sluis.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sluis.TestGateway;

/** The gateway as it is served, with every logger of it at TRACE: all that it prints is kept. */
final class GatewayProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final StringBuffer said = new StringBuffer();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch measured = new CountDownLatch(1);
    private final Path temporary;
    private volatile URI url = URI.create("http://localhost");

    GatewayProcess(TestGateway bystander, Path folder, List<String> properties) throws Exception {
        temporary = Files.createDirectories(folder.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary.toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                CanaryMain.class.getName()));
        bystander.arguments().stream()
                .filter(argument -> !argument.startsWith("--spring.profiles.active="))
                .forEach(command::add);
        command.add("--logging.level.root=TRACE");
        command.add("--logging.level.org.sluis=TRACE");
        properties.forEach(property -> command.add("--" + property));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "canary-output");
        reader.setDaemon(true);
        reader.start();
        assertThat(ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(said.toString())
                .isTrue();
        assertThat(process.isAlive()).as(said.toString()).isTrue();
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith(CanaryMain.READY)) {
                    url = URI.create(line.substring(CanaryMain.READY.length()));
                    ready.countDown();
                } else if (line.equals(CanaryMain.METRICS)) {
                    measured.countDown();
                }
            }
        } catch (IOException ended) {
            said.append("the output ended\n");
        } finally {
            ready.countDown();
            measured.countDown();
        }
    }

    URI url() {
        return url;
    }

    Path temporary() {
        return temporary;
    }

    /** Asks for the metrics; they are part of what it said then. */
    void measure() throws Exception {
        Writer ask = process.outputWriter(StandardCharsets.UTF_8);
        ask.write("\n");
        ask.flush();
        assertThat(measured.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    String said() {
        return said.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
