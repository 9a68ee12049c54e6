package org.sluis.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.sluis.client.Trouble;

/** Everything that runs for the demo: the care system in a process of its own, PostgreSQL, the gateway, and the town in it. */
final class Stage implements AutoCloseable {
    private static final int USUAL_PORT = 8080;

    private final CareProcess care;
    private final SchoolDesk schoolDesk;
    private final Gateway gateway;
    private final Town town;

    /** Starts care system and gateway side by side; ready when both answer and the town is in. */
    Stage(Path home, Path data, int wantedPort, Progress progress) throws IOException, InterruptedException {
        int port = port(wantedPort);
        int carePort = free();
        URI address = URI.create("http://localhost:" + port);
        care = new CareProcess(carePort, data.resolve("care-system"), address);
        schoolDesk = new SchoolDesk(Scene.LINDE, data, address);
        Gateway started = null;
        try {
            progress.step("starting PostgreSQL and the gateway here, and the care system, a FHIR server, as process "
                    + care.pid());
            started = new Gateway(home, data, port, carePort, progress);
            gateway = started;
            progress.step("the gateway answers on " + gateway.url());
            town = new Town(home, gateway);
            int parties = town.register(data.resolve("clients"), care, schoolDesk);
            progress.step("Waterlee is registered: " + parties + " organisations, each with a key of its own");
            int families = town.settle();
            progress.step(families + " families are in the register, over HTTP, with what they said about sharing");
            care.awaitReady();
            progress.step("the care system answers, and validates what it takes");
        } catch (IOException | InterruptedException | RuntimeException failed) {
            if (started != null) {
                started.close();
            }
            schoolDesk.close();
            care.close();
            throw failed;
        }
    }

    Gateway gateway() {
        return gateway;
    }

    Town town() {
        return town;
    }

    CareDesk desk() {
        return care.desk();
    }

    SchoolDesk schoolDesk() {
        return schoolDesk;
    }

    /** The one asked for; else the usual one, or any other where that is taken. */
    private static int port(int wanted) throws IOException {
        int port = wanted == 0 ? USUAL_PORT : wanted;
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            if (wanted != 0) {
                throw new Trouble("port " + wanted + " is in use", "Name another with --port.");
            }
            return free();
        }
    }

    private static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() {
        gateway.close();
        schoolDesk.close();
        care.close();
    }
}
