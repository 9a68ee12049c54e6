package org.sluis.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.ExportedLines;
import org.sluis.audit.LogExport;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.demo.CareSystem;
import org.sluis.disclosure.CareReader;
import org.sluis.party.Directory;
import org.sluis.party.Entitlement;
import org.sluis.party.Party;
import org.sluis.party.Registrar;

/** A gateway in a process of its own, a care system behind an ear, a school with a webhook, and all the places to look. */
final class CanaryTown implements AutoCloseable {
    private static final String SCHOOL = "de-linde";
    private static final String CLIENT = "de-linde-direct";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What was put where it must be found. */
    record Planted(Marker log, Marker metric, Marker row, Marker file) {}

    private final Path folder;
    private final FutureTask<CareSystem> care;
    private final Ear recipient;
    private final Ear webhook = new Ear(null);
    private final TestGateway bystander;
    private final TestTown town;
    private final GatewayProcess gateway;
    private final SchoolClient school;
    private final Planted planted;
    private int exports;

    CanaryTown(Path folder) throws Exception {
        this.folder = folder;
        care = new FutureTask<>(() -> new CareSystem(0, folder.resolve("care"), null));
        new Thread(care, "care-system").start(); // it takes as long as both gateways
        recipient = new Ear(care);
        bystander = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(bystander);
        Markers plants = new Markers();
        List.of("log", "metric", "row", "file").forEach(plants::word);
        planted = new Planted(
                plants.all().get(0),
                plants.all().get(1),
                plants.all().get(2),
                plants.all().get(3));
        tellTheSchool();
        bystander
                .bean(Registrar.class)
                .register(new Entitlement(
                        TestGateway.TENANT,
                        new PartyId(SCHOOL),
                        new Purpose("plan-notice"),
                        new PartyId("jeugdteam-waterlee"),
                        planted.row().value(),
                        LocalDate.parse("2024-08-01"),
                        LocalDate.parse("2024-08-02")));
        gateway = new GatewayProcess(
                bystander,
                folder,
                List.of(
                        CanaryMain.PLANTED + "=" + planted.log().value() + ","
                                + planted.metric().value(),
                        "sluis.connectors.fhir-r4.url=" + recipient.url(),
                        "sluis.delivery.workers=1"));
        school = new SchoolClient(gateway.url(), () -> bystander.token(CLIENT));
    }

    private void tellTheSchool() {
        Party now = bystander
                .bean(Directory.class)
                .find(TestGateway.TENANT, new PartyId(SCHOOL))
                .orElseThrow();
        bystander
                .bean(Registrar.class)
                .register(new Party(
                        now.tenant(),
                        now.id(),
                        now.kind(),
                        now.name(),
                        now.oin(),
                        now.brin(),
                        now.agb(),
                        now.receives(),
                        webhook.url(),
                        now.version()));
    }

    Planted planted() {
        return planted;
    }

    /** As many messages, each quoted in the refusal; they are sent again. */
    void recipientRefuses(int messages) {
        recipient.refuse(messages);
    }

    void child(String localId) {
        town.child(localId);
    }

    void childWithConsents(String localId) {
        town.childWithBothParentsConsent(localId);
        for (String holder : List.of("ouder-1", "ouder-2")) {
            town.consent(CLIENT, localId, holder, "grant", "plan-notice", "jeugdteam-waterlee", TestTown.ALL);
        }
    }

    /** The school's own client, to the gateway. */
    SchoolClient school() {
        return school;
    }

    /** Each is delivered, told to the school, and in the exported log; then the metrics are asked for. */
    void settled(Collection<String> disclosures) throws Exception {
        for (String disclosure : disclosures) {
            school.waitFor(disclosure, "delivered");
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (count(new String(webhook.heard(), StandardCharsets.UTF_8), "POST /hook") < disclosures.size()
                || count(auditLog(), "\"delivery-succeeded\"") < disclosures.size()) {
            assertThat(System.nanoTime()).as("webhook and log").isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        assertThat(recipient.refusalsLeft()).as("refusals that quote").isZero();
        gateway.measure();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** What the log says that passed. */
    List<String> released(String disclosure) throws Exception {
        List<String> released = new ArrayList<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (released.isEmpty()) {
            assertThat(System.nanoTime()).as("in the log").isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            auditLog()
                    .lines()
                    .filter(line -> line.contains("\"disclosure-released\"") && line.contains(disclosure))
                    .forEach(line -> TestTown.read(line).findPath("released").forEach(id -> released.add(id.asText())));
        }
        return released;
    }

    private String auditLog() throws Exception {
        Path export = folder.resolve("export-" + exports++);
        bystander.bean(LogExport.class).write(export);
        return String.join("\n", ExportedLines.of(export));
    }

    CareReader careSystem() throws Exception {
        return new CareReader(care.get().url());
    }

    byte[] sentToTheRecipient() {
        return recipient.heard();
    }

    /** All that was said to anyone but the recipient, and what the tables say: in the files, long values are compressed. */
    Map<String, String> said() throws Exception {
        String said = gateway.said();
        int metrics = said.indexOf("# HELP ");
        return Map.of(
                "the answers", school.answers(),
                "the webhook", new String(webhook.heard(), StandardCharsets.UTF_8),
                "the log", said.substring(0, metrics),
                "the metrics", said.substring(metrics),
                "the audit log", auditLog(),
                "the tables", RealPostgres.rows(bystander.bean(Database.class)));
    }

    /** Folders in which nothing may be: temporary files, keys and checkpoints, reports of tests, the database. */
    List<Path> kept() {
        String data = bystander.arguments().stream()
                .filter(argument -> argument.startsWith("--sluis.data="))
                .findFirst()
                .orElseThrow();
        Path reports = Path.of("target/surefire-reports");
        List<Path> kept = new ArrayList<>(
                List.of(gateway.temporary(), Path.of(data.substring("--sluis.data=".length())), database()));
        if (Files.isDirectory(reports)) {
            kept.add(reports);
        }
        return kept;
    }

    Path database() {
        return RealPostgres.writtenOut();
    }

    @Override
    public void close() throws Exception {
        gateway.close();
        bystander.close();
        webhook.close();
        recipient.close();
        care.get().close();
    }
}
