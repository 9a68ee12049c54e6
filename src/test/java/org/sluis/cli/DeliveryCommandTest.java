package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestTown;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.party.person.Officers;

/** An operator sees what waits and does something about it, by the commands alone, at a real gateway. */
class DeliveryCommandTest {
    @TempDir
    private static Path folder;

    private static Officers officers;
    private static TestTown town;
    private static int messages;

    @BeforeAll
    static void open() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        officers = new Officers(
                "server.port=" + port, "sluis.auth.issuer=http://localhost:" + port, "sluis.delivery.workers=0");
        for (String client : List.of("linde-1", "linde-3")) {
            Files.writeString(folder.resolve(client + ".jwk"), officers.gateway.privateKey(client));
        }
        town = new TestTown(officers.gateway);
        town.childWithBothParentsConsent("leerling-zeeroos");
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    @Test
    void whatIsParkedIsShownLetGoOnAndDropped() {
        String first = parked();
        String behind = accepted();
        Said listed = as("linde-3", 0, "list");
        assertThat(listed.out())
                .containsPattern("recipient +waiting +parked +oldest\n +de-brug +2 +1 ")
                .containsPattern(first + " +de-brug +plan-coordination +recipient-profile-not-met +3 +1 ")
                .endsWith("delivery: 2 waiting, 1 dead letters, 0 ways shut\n")
                .doesNotContain("zeeroos", behind);
        assertThat(as("linde-3", 0, "requeue", first).out()).isEqualTo(first + " is waiting\n");
        park(first);
        assertThat(as("linde-3", 0, "drop", first).out()).isEqualTo(first + " is dropped\n");
        as("linde-3", 1, "drop", first);
        assertThat(as("linde-3", 0, "list").out()).endsWith("delivery: 1 waiting, 0 dead letters, 0 ways shut\n");
        assertThat(as("linde-1", 1, "list").out() + as("linde-1", 1, "list").err())
                .contains("role-missing");
    }

    @Test
    void aWayIsPausedDrainedAndOpened() {
        assertThat(as("linde-3", 0, "pause", "--recipient=de-brug").out())
                .containsPattern("kind +id +state +since\n +recipient +de-brug +paused ")
                .endsWith("1 ways shut\n");
        assertThat(as("linde-3", 0, "drain", "--connector=fhir-r4").out())
                .containsPattern("connector +fhir-r4 +draining ")
                .endsWith("2 ways shut\n");
        as("linde-3", 0, "open", "--recipient=de-brug");
        assertThat(as("linde-3", 0, "open", "--connector=fhir-r4").out()).endsWith("0 ways shut\n");
        as("linde-3", 2, "pause");
        as("linde-3", 2, "pause", "--recipient=a", "--connector=b");
    }

    @Test
    void whetherRecipientsCanBeReachedIsShown() {
        officers.asOwner("UPDATE sluis.party SET seal_to = NULL WHERE id = 'jeugdhulp-oever'");
        assertThat(as("linde-3", 0, "recipients").out())
                .containsPattern("recipient +what +state +until\n")
                .containsPattern("\n +de-brug +certificate +plain *\n")
                .containsPattern("\n +jeugdhulp-oever +key +missing *\n")
                .containsPattern("\n +de-linde +key +missing *\n")
                .endsWith("recipients: 4 to look at\n")
                .doesNotContain("null", "our own");
        assertThat(as("linde-1", 1, "recipients").err()
                        + as("linde-1", 1, "recipients").out())
                .contains("role-missing");
    }

    @Test
    void whatWasNotAnsweredIsShownWithWhy() throws Exception {
        assertThat(as("linde-3", 0, "unanswered").out()).isEqualTo("unanswered: 0\n");
        String signal = signal("leerling-strandkrab");
        assertThat(as("linde-3", 0, "unanswered").out())
                .containsPattern("disclosure +sender +recipient +purpose +state +because +reason +turn +by\n")
                .containsPattern("\n +" + signal + " +de-linde +jeugdteam-waterlee +signal +waiting +not-delivered *\n")
                .endsWith("unanswered: 1\n")
                .doesNotContain("strandkrab", "null");
        officers.asOwner("UPDATE sluis.outbox SET state = 'delivered', ciphertext = NULL, wrapped_key = NULL,"
                + " reply = 'overdue', reply_by = '2026-11-02T23:00:00Z' WHERE disclosure = '" + signal + "'");
        assertThat(as("linde-3", 0, "unanswered").out())
                .containsPattern(" +delivered +overdue +jeugdteam-waterlee +2026-11-02T23:00:00Z\n");
        officers.asOwner("UPDATE sluis.outbox SET reply = 'answered' WHERE disclosure = '" + signal + "'");
        assertThat(as("linde-3", 0, "unanswered").out()).isEqualTo("unanswered: 0\n");
        Said refused = as("linde-1", 1, "unanswered");
        assertThat(refused.out() + refused.err()).contains("role-missing");
    }

    private static String signal(String child) throws IOException {
        town.child(child);
        for (String parent : List.of("ouder-1", "ouder-2")) {
            town.consent(
                    "de-linde-direct",
                    child,
                    parent,
                    "grant",
                    "signal",
                    "jeugdteam-waterlee",
                    List.of("IDENT", "SCHOOL", "AUTHORITY", "SIGNAL", "BEHAVIOUR", "ATTENDANCE", "FAMILY", "VOICE"));
        }
        ObjectNode signal =
                (ObjectNode) TestTown.read(Files.readString(Path.of("test-fixtures/disclosures/signal-noor.json")));
        signal.put("messageId", "unanswered-1");
        ((ObjectNode) signal.path("pupil"))
                .put("id", child)
                .put("birthDate", TestTown.birthDate().toString());
        var answer = officers.gateway.post(
                "de-linde-direct", "/v1/doors/rest-json/signal/jeugdteam-waterlee", signal.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private static String parked() {
        String disclosure = accepted();
        park(disclosure);
        return disclosure;
    }

    private static void park(String disclosure) {
        officers.asOwner("UPDATE sluis.outbox SET state = 'parked', reason = 'recipient-profile-not-met', attempts = 3,"
                + " settled_at = clock_timestamp() WHERE disclosure = '" + disclosure + "'");
    }

    private static String accepted() {
        var answer = officers.gateway.post(
                "de-linde-direct",
                "/v1/doors/rest-json/plan-coordination/de-brug",
                town.plan("leerling-zeeroos", "told-" + messages++));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return TestTown.read(answer.body()).path("disclosure").asText();
    }

    private static Said as(String client, int code, String... words) {
        List<String> line = new ArrayList<>(List.of("delivery"));
        line.addAll(List.of(words));
        line.addAll(List.of(
                "--gateway=" + officers.gateway.url(),
                "--as=de-linde",
                "--client=" + client,
                "--key=" + folder.resolve(client + ".jwk")));
        Said said = sluis(line.toArray(String[]::new));
        assertThat(said.code()).as(said.out() + said.err()).isEqualTo(code);
        return said;
    }
}
