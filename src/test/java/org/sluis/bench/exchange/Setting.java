package org.sluis.bench.exchange;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.client.GatewayClient;

/**
 * Everyone who is measured, on one PostgreSQL that waits for its disk: the gateway as {@code ./sluis serve} starts it, with a town
 * in its register, and the rivals. All forward to the same recipient.
 */
final class Setting implements AutoCloseable {
    private static final String CLIENT = "de-linde-direct";
    private static final Path OUTPUT = Path.of("target", "bench-exchange");

    private final Contestant sluis;
    private final Contestant camel;
    private final Contestant outbox;
    private final GatewayClient school;
    private final ProcessHandle postgres;

    Setting(Messages messages, Recipient recipient, Progress progress)
            throws IOException, ParseException, SQLException, InterruptedException {
        Files.createDirectories(OUTPUT);
        int port = Contestant.free();
        String address = "http://localhost:" + port;
        Map<String, String> environment = new HashMap<>();
        String data = "";
        String key;
        try (TestGateway first = new TestGateway("sluis.auth.issuer=" + address, "sluis.delivery.workers=0")) {
            progress.say("a town with " + Messages.PUPILS + " pupils, each with the consent of two parents");
            TestTown town = new TestTown(first);
            for (int i = 0; i < Messages.PUPILS; i++) {
                town.childWithBothParentsConsent(Messages.pupil(i));
            }
            for (String argument : first.arguments()) {
                String[] pair = argument.substring(2).split("=", 2);
                if (pair[0].startsWith("SLUIS_DB")) {
                    environment.put(pair[0], pair[1]);
                } else if (pair[0].equals("sluis.data")) {
                    data = pair[1];
                }
            }
            key = first.privateKey(CLIENT);
        }
        postgres = server(environment);
        environment.put("SLUIS_AUTH_ISSUER", address);
        environment.put("SLUIS_CONNECTORS_FHIR_R4_URL", recipient.url());
        progress.say("the gateway, bare Camel, and Camel with an outbox, a process each");
        sluis = new Contestant(
                "Sluis",
                List.of("./sluis", "serve", "--port", String.valueOf(port), "--data", data),
                environment,
                OUTPUT.resolve("sluis.log"),
                port,
                "/v1/doors/rest-json/plan-coordination/de-brug",
                messages::plan);
        camel = rival("bare Camel", recipient, messages, List.of());
        outbox = rival(
                "Camel with an outbox",
                recipient,
                messages,
                List.of(
                        "--outbox=" + environment.get("SLUIS_DB_URL"),
                        "--user=" + environment.get("SLUIS_DB_OWNER_USER"),
                        "--password=" + environment.get("SLUIS_DB_OWNER_PASSWORD")));
        school = new GatewayClient(
                URI.create(address), CLIENT, JWK.parse(key), new PartyId("de-linde"), Clock.systemUTC());
    }

    /** The process that all others of this PostgreSQL come from. */
    private static ProcessHandle server(Map<String, String> settings) throws SQLException {
        try (java.sql.Connection connection = DriverManager.getConnection(
                        settings.get("SLUIS_DB_URL"),
                        settings.get("SLUIS_DB_APP_USER"),
                        settings.get("SLUIS_DB_APP_PASSWORD"));
                ResultSet own = connection.createStatement().executeQuery("SELECT pg_backend_pid()")) {
            own.next();
            return ProcessHandle.of(own.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    private static Contestant rival(String name, Recipient recipient, Messages messages, List<String> more)
            throws IOException {
        int port = Contestant.free();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CamelRival.class.getName(),
                "--server.port=" + port,
                "--recipient=" + recipient.url(),
                // Nothing of the gateway's own settings; threads enough, for its eight are too few.
                "--spring.config.location=optional:file:/nowhere/",
                "--spring.task.execution.pool.core-size=64",
                "--logging.level.root=WARN"));
        command.addAll(more);
        Path output = OUTPUT.resolve(name.replace(' ', '-') + ".log");
        return new Contestant(name, command, Map.of(), output, port, "/plan", messages::fhir);
    }

    Contestant sluis() {
        return sluis;
    }

    List<Contestant> all() {
        return List.of(camel, outbox, sluis);
    }

    /** What to say to this one; empty for who asks for nothing. */
    String token(Contestant contestant) throws IOException, InterruptedException {
        return contestant == sluis ? school.token() : "";
    }

    /** Of who is measured and, where it has one, of the database, in microseconds. */
    long cpu(Contestant contestant) {
        return Cpu.of(contestant.process().toHandle()) + (contestant == camel ? 0 : Cpu.of(postgres));
    }

    @Override
    public void close() {
        all().forEach(Contestant::close);
    }

    /** Hears what is being done. */
    @FunctionalInterface
    interface Progress {
        void say(String what);
    }
}
