package org.sluis.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.sluis.audit.Ledger;
import org.sluis.audit.LogExport;
import org.sluis.canonical.Ids;
import org.sluis.client.ClientKey;
import org.sluis.database.Database;
import org.sluis.keys.KeyFolder;
import org.sluis.keys.RecipientKey;
import org.sluis.party.DirectoryFile;
import org.sluis.party.Registrar;

/** Everything that the storm goes over: PostgreSQL, two nodes, the players, and the wires between them. */
final class Ground implements AutoCloseable {
    static final String ORIGIN = "sluis.example/log";
    private static final String WITNESS = "witness.example/storm";

    private final Plan plan;
    private final Clock clock;
    private final Ids ids;
    private final Dice dice;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final KeyFolder keys;
    private final List<Integer> ports;
    private final Wire recipientWire;
    private final Wire databaseWire;
    private final Spawned recipient;
    private final Spawned families;
    private final Spawned sender;
    private final List<Node> nodes = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Server server;
    private volatile int breaksPercent;

    Ground(Plan plan, Clock clock, Ids ids, Consumer<String> tell) throws IOException {
        this.plan = plan;
        this.clock = clock;
        this.ids = ids;
        this.dice = new Dice(plan.seed());
        Leftover.clear(plan.data(), data(), clock);
        Files.createDirectories(players());
        this.ports = List.of(free(), free());
        int recipientPort = free();
        this.server = new Server(data(), clock);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        tell.accept("PostgreSQL is up, fsync on");
        this.keys = KeyFolder.open(data().resolve("keys"), ids);
        try {
            Wire front = kept(new Wire(() -> ports, () -> Wire.Way.PASS));
            this.recipientWire = kept(new Wire(() -> List.of(recipientPort), this::fate));
            this.databaseWire = kept(new Wire(() -> List.of(server.port()), () -> Wire.Way.PASS));
            URI gateway = URI.create("http://127.0.0.1:" + front.port());
            new Setting(
                            plan.home().toString(),
                            gateway.toString(),
                            plan.home()
                                    .resolve("test-fixtures/disclosures/plan-noor.json")
                                    .toString(),
                            plan.children(),
                            plan.rate(),
                            recipientPort,
                            plan.seed())
                    .write(players());
            register();
            String witness = witness();
            this.recipient = kept(Part.spawn("recipient", plan.home(), players()));
            for (int port : ports) {
                Map<String, String> environment = environment(gateway, witness, port);
                nodes.add(kept(new Node(
                        plan.home(),
                        data(),
                        plan.data().resolve("node-" + nodes.size() + ".out"),
                        port,
                        plan.main(),
                        environment)));
            }
            for (Node node : nodes) {
                node.awaitReady();
            }
            tell.accept("two nodes serve, a witness watches their log");
            this.families = kept(Part.spawn("families", plan.home(), players()));
            this.sender = kept(Part.spawn("sender", plan.home(), players()));
            tell.accept(plan.children() + " pupils are registered, and messages flow");
        } catch (IOException | RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.add(0, part);
        return part;
    }

    private Wire.Way fate() {
        Wire.Way[] all = Wire.Way.values();
        return dice.percent(breaksPercent) ? all[1 + dice.below(all.length - 1)] : Wire.Way.PASS;
    }

    /** From now on so many of a hundred connections to the recipient break, each in some way. */
    void breaks(int percent) {
        breaksPercent = percent;
    }

    private void register() throws IOException {
        DirectoryFile directory = DirectoryFile.load(plan.home().resolve("test-fixtures/people/parties.yaml"))
                .withEnvelopes(
                        Setting.RECIPIENT,
                        URI.create("http://127.0.0.1:" + recipientWire.port() + Receiving.ENVELOPES),
                        RecipientKey.parse(ClientKey.readOrMakeForEnvelopes(
                                        Receiving.key(players()), Setting.RECIPIENT + "-envelopes-1")
                                .toPublicJWK()
                                .toJSONString()));
        Map<String, String> published = new HashMap<>();
        published.put(
                Setting.CLIENT,
                ClientKey.publicJwks(ClientKey.readOrMake(Setting.key(players()), Setting.CLIENT + "-1")));
        Database database = server.database();
        try (Ledger ledger = Ledger.open(database.transactions(), keys, ids)) {
            directory.register(new Registrar(ledger, database.transactions(), clock), published);
        }
        keys.tokenKeys(); // seconds to make: more than who asks for a token waits
    }

    /** Its address and key, as a node reads them. */
    private String witness() throws IOException {
        Path key = players().resolve("log-key");
        Files.write(key, new LogExport(server.database().auditor(), keys, ORIGIN).verifierKeys());
        int port = free();
        Spawned witness = kept(Spawned.command(
                plan.home(),
                players().resolve("witness.out"),
                "witness",
                witnessFolder().toString(),
                "--name",
                WITNESS,
                "--log",
                key.toString(),
                "--port",
                String.valueOf(port)));
        return "http://127.0.0.1:" + port + " " + WITNESS + witness.awaitSaid(WITNESS);
    }

    private Map<String, String> environment(URI gateway, String witness, int port) throws IOException {
        Path witnesses = Files.writeString(players().resolve("witnesses"), witness + "\n");
        boolean wired = port == ports.get(1);
        Map<String, String> environment = server.told(wired ? databaseWire.port() : server.port());
        environment.put("SLUIS_AUTH_ISSUER", gateway.toString());
        environment.put("SLUIS_LOG_WITNESSES", witnesses.toString());
        environment.put("SLUIS_LOG_CHECKPOINTS", checkpoints().toString());
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SPRING_PROFILES_ACTIVE", "plain");
        return environment;
    }

    private static int free() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    /** The gateway's folder. */
    Path data() {
        return plan.data().resolve("gateway");
    }

    Path checkpoints() {
        return plan.data().resolve("checkpoints");
    }

    Path players() {
        return plan.data().resolve("players");
    }

    Path witnessFolder() {
        return plan.data().resolve("witness");
    }

    KeyFolder keys() {
        return keys;
    }

    Database database() {
        return server.database();
    }

    Server server() {
        return server;
    }

    List<Node> nodes() {
        return nodes;
    }

    Wire recipientWire() {
        return recipientWire;
    }

    /** Between the second node and PostgreSQL. */
    Wire databaseWire() {
        return databaseWire;
    }

    Spawned recipient() {
        return recipient;
    }

    Spawned families() {
        return families;
    }

    Spawned sender() {
        return sender;
    }

    /** Once; also when the storm is broken off from outside. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List<AutoCloseable> all = new ArrayList<>(open);
        all.add(server);
        for (AutoCloseable part : all) {
            try {
                part.close();
            } catch (Exception gone) {
                // What has ended needs no end.
            }
        }
    }
}
