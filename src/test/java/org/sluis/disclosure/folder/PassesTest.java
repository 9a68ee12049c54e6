package org.sluis.disclosure.folder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.disclosure.Answer;
import org.sluis.gate.Arrival;
import org.sluis.gate.Door;
import org.sluis.gate.Gate;
import org.sluis.party.Passes;

/** What a folder shows in the place of a token: good once, at one door, on the spine, and for nobody who calls (T51). */
class PassesTest {
    private static final Door DOOR = new Door("csv-signal", new Purpose("signal"), new PartyId("jeugdteam-waterlee"));
    private static final PartyId LINDE = new PartyId("de-linde");

    private static TestGateway gateway;
    private static Passes passes;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        passes = gateway.bean(Passes.class);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    @Test
    void isGoodOnceAtItsOwnDoor() {
        String pass = passes.issue("de-linde-direct", LINDE, DOOR);
        assertThat(reason(DOOR, pass)).isEqualTo("subject-unknown"); // it came past who may speak
        assertThat(reason(DOOR, pass)).isEqualTo("not-authenticated");
        Door other = new Door("rest-form", DOOR.purpose(), DOOR.recipient());
        assertThat(reason(other, passes.issue("de-linde-direct", LINDE, DOOR))).isEqualTo("not-authenticated");
    }

    @Test
    void saysWhoSpeaksAndTheDirectoryWhetherItMay() {
        assertThat(reason(DOOR, passes.issue("nobody", LINDE, DOOR))).isEqualTo("not-authenticated");
        assertThat(reason(DOOR, passes.issue("het-anker-direct", LINDE, DOOR))).isEqualTo("mandate-missing");
        assertThat(reason(DOOR, passes.issue("klasboek", LINDE, DOOR))).isEqualTo("subject-unknown");
        PartyId team = new PartyId("jeugdteam-waterlee");
        assertThat(reason(DOOR, passes.issue("klasboek", team, DOOR))).isEqualTo("mandate-missing");
        Door other = new Door("csv-signal", DOOR.purpose(), new PartyId("de-brug"));
        assertThat(reason(other, passes.issue("de-linde-direct", LINDE, other))).isEqualTo("not-entitled");
    }

    @Test
    void isNothingOverHttp() throws Exception {
        for (String path : new String[] {"/v1/doors/csv-signal/signal/jeugdteam-waterlee", "/v1/subjects"}) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(gateway.url().resolve(path))
                                    .header("Authorization", "Bearer " + passes.issue("de-linde-direct", LINDE, DOOR))
                                    .header("Content-Type", path.contains("doors") ? Gate.CSV : "application/json")
                                    .header("Idempotency-Key", "pass-1")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            path.contains("doors") ? message() : "{\"localId\": \"x\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        }
    }

    private static String message() {
        return Signals.header() + Signals.row("pass-nobody", "pass-1");
    }

    private static String reason(Door door, String credential) {
        Arrival arrival = new Arrival(door, message().getBytes(UTF_8), Gate.CSV, "", credential, "p", null, null);
        return gateway.bean(ProducerTemplate.class)
                .requestBody("direct:disclosure", arrival, Answer.class)
                .body()
                .get("title")
                .toString();
    }
}
