package org.sluis.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.audit.LogExport;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import org.sluis.chaos.BadDisk.Fault;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.keys.KeyFolder;

/**
 * The disk under PostgreSQL is full, or does not sync, while plans are sent: nothing is answered 202 that is not there
 * afterwards, everything else is a 503 that says when to come again, and once the disk is well it goes on by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadDiskIT {
    private static final String CLIENT = "de-linde-direct";
    private static final String DOOR = "/v1/doors/rest-json/plan-coordination/de-brug";
    private static final int AT_ONCE = 6;
    private static final int REFUSED = 8;
    private static final int MOST_ROUNDS = 60;

    @TempDir
    static Path folder;

    private Database database;
    private TestGateway gateway;
    private TestTown town;
    private int number;

    private record Answered(int status, String retryAfter, String disclosure) {
        boolean saysLater() {
            return status == 503 && retryAfter.equals("5");
        }
    }

    @BeforeAll
    void open() {
        database = start();
        gateway = new TestGateway(
                "sluis.delivery.workers=0",
                "SLUIS_DB_URL=" + database.own().url(),
                "SLUIS_DB_OWNER_PASSWORD=" + database.own().owner().password(),
                "SLUIS_DB_APP_PASSWORD=" + database.own().app().password(),
                "SLUIS_DB_AUDITOR_PASSWORD=" + database.own().auditor().password());
        town = new TestTown(gateway);
        town.childWithBothParentsConsent("disk");
    }

    @AfterAll
    void close() {
        gateway.close();
        database.close();
    }

    private Database start() {
        return Database.open(new DatabaseSettings(
                new DatabaseSettings.Bundled(folder), 2, ZoneId.of("America/Los_Angeles"), Clock.systemUTC()));
    }

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsTrue(Fault fault) throws Exception {
        Map<String, Answered> answers = new ConcurrentSkipListMap<>();
        List<Answered> others;
        await().atMost(Duration.ofMinutes(1))
                .until(() -> post("before-" + fault).status() == 202);
        send(answers);
        assertThat(answers.values()).extracting(Answered::status).containsOnly(202);

        try (BadDisk bad = new BadDisk(fault, cluster(), folder.resolve("strace-" + fault))) {
            long enough =
                    fault == Fault.NO_SYNC ? 1 : REFUSED; // after one PostgreSQL starts anew, on a disk that is well
            for (int i = 0; i < MOST_ROUNDS && refused(answers) < enough; i++) {
                send(answers);
            }
            assertThat(refused(answers)).as(answers.toString()).isGreaterThanOrEqualTo(enough);
            others = others();
        }
        assertThat(answers.values()).allMatch(answer -> answer.status() == 202 || answer.saysLater());
        assertThat(others).allMatch(answer -> answer.status() == 200 || answer.saysLater());

        whoeverWatchesPostgresStartsIt();
        await().atMost(Duration.ofMinutes(1)).until(() -> post("again-" + fault).status() == 202);
        whatWasAcceptedIsThereAndTheRestConverges(answers);
        theLogIsWhole(folder.resolve("export-" + fault));
    }

    /** Some plans at once, under ids of their own. */
    private void send(Map<String, Answered> answers) {
        int from = number;
        number += AT_ONCE;
        IntStream.range(from, number).mapToObj(i -> "disk-" + i).toList().parallelStream()
                .forEach(id -> answers.put(id, post(id)));
    }

    private static long refused(Map<String, Answered> answers) {
        return answers.values().stream()
                .filter(answer -> answer.status() != 202)
                .count();
    }

    private Answered post(String id) {
        return answered(gateway.post(CLIENT, DOOR, town.plan("disk", id, "OPP-" + id)));
    }

    private static Answered answered(HttpResponse<String> answer) {
        return new Answered(
                answer.statusCode(),
                answer.headers().firstValue("Retry-After").orElse(""),
                answer.body().isEmpty()
                        ? ""
                        : TestTown.read(answer.body()).path("disclosure").asText());
    }

    /** What is no door: a token, a page that reads, one that records. */
    private List<Answered> others() throws Exception {
        return List.of(
                answered(gateway.askToken(CLIENT)),
                answered(gateway.get(CLIENT, "/v1/recalls")),
                answered(gateway.post(CLIENT, "/v1/subjects", TestTown.register("disk-2"))));
    }

    /** A full journal ends PostgreSQL until there is room again, as its manual says: here a service manager starts it then. */
    private void whoeverWatchesPostgresStartsIt() throws IOException {
        if (BadDisk.server(cluster()).isEmpty()) {
            database.close();
            database = start();
        }
    }

    private void whatWasAcceptedIsThereAndTheRestConverges(Map<String, Answered> answers) {
        answers.forEach((id, first) -> {
            Answered again = post(id);
            assertThat(again.status()).as(id).isEqualTo(202);
            if (first.status() == 202) {
                assertThat(again.disclosure()).as(id).isEqualTo(first.disclosure());
            }
            assertThat(post(id).disclosure()).as(id).isEqualTo(again.disclosure());
        });
    }

    private void theLogIsWhole(Path export) throws Exception {
        new LogExport(database.auditor(), gateway.bean(KeyFolder.class), "sluis.example/log").write(export);
        Verdict verdict = LogVerifier.verify(export);
        assertThat(verdict.ok()).as(verdict.message()).isTrue();
    }

    private Path cluster() {
        return folder.resolve("postgres/cluster");
    }
}
