package org.sluis.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.asking.AskingTown.REQUESTS;
import static org.sluis.asking.AskingTown.SCHOOL;
import static org.sluis.asking.AskingTown.YES;
import static org.sluis.asking.AskingTown.ok;
import static org.sluis.asking.AskingTown.today;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestGateway;
import org.sluis.TestTown;

/** Whom asking would endanger looks in everything like someone who does not answer. */
class NotToBeAskedTest {
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final int ROUNDS = 11;

    private static TestGateway gateway;
    private static AskingTown town;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new AskingTown(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    /** Two parents; of the second it is on record that asking endangers, or nothing is. */
    private static void pupil(String localId, boolean endangers) {
        town.pupil(localId, 9, "ouder-1", "ouder-2");
        if (endangers) {
            town.asking(localId, "ouder-2", "endangers", today().minusDays(3), null);
        }
    }

    @Test
    void everythingThatTheSchoolSeesIsTheSame() throws Exception {
        pupil("pupil-a", true);
        pupil("pupil-b", false);
        HttpResponse<String> kept = ok(201, town.tryToAskAbout("pupil-a"));
        HttpResponse<String> ordinary = ok(201, town.tryToAskAbout("pupil-b"));
        assertThat(plain(kept)).isEqualTo(plain(ordinary));
        JsonNode a = TestTown.read(kept.body());
        JsonNode b = TestTown.read(ordinary.body());
        assertThat(plain(code(a))).isEqualTo(plain(code(b)));

        town.answered(a, "ouder-1", YES);
        town.answered(b, "ouder-1", YES);

        assertThat(plain(show(a))).isEqualTo(plain(show(b)));
        assertThat(town.states(a)).containsExactly("answered", "waiting");
        HttpResponse<String> refused = ok(403, town.send("pupil-a", "message-a"));
        assertThat(plain(refused)).isEqualTo(plain(town.send("pupil-b", "message-b")));
        assertThat(refused.body()).contains("consent-missing-holder").doesNotContain("R49", "endanger");
        long before = entries();
        ok(201, code(a));
        long forKept = entries() - before;
        ok(201, code(b));
        assertThat(entries() - before).isEqualTo(2 * forKept);
        String late = town.code(b, "ouder-2");
        lastDayWas();
        ok(404, town.open(late));
        assertThat(plain(show(a))).isEqualTo(plain(show(b)));
        assertThat(town.states(a)).containsExactly("answered", "expired");
        assertThat(plain(code(a))).isEqualTo(plain(code(b)));
    }

    @Test
    void theCodeIsAnsweredAsOneThatIsWrongOrOver() {
        pupil("pupil-c", true);
        pupil("pupil-d", false);
        String kept = town.code(town.ask("pupil-c"), "ouder-2");
        JsonNode other = town.ask("pupil-d");
        String over = town.code(other, "ouder-2");
        ok(200, town.open(town.code(other, "ouder-2")));

        assertThat(CodesTest.whole(town.open(kept))).isEqualTo(CodesTest.whole(town.open(over)));
        assertThat(CodesTest.whole(town.open(kept))).isEqualTo(CodesTest.whole(town.open("0000-0000-0000-0000")));
        assertThat(CodesTest.whole(town.person("/v1/answers", "{\"code\": \"" + kept + "\", \"answers\": []}")))
                .isEqualTo(
                        CodesTest.whole(town.person("/v1/answers", "{\"code\": \"" + over + "\", \"answers\": []}")));
    }

    @Test
    void inTheLogItIsPlain() {
        pupil("pupil-e", true);
        JsonNode request = town.ask("pupil-e");
        town.code(request, "ouder-2");
        town.code(request, "ouder-1");

        String id = request.path("request").asText();
        assertThat(town.entries("consent-asked").stream().filter(entry -> entry.contains(id)))
                .singleElement()
                .asString()
                .containsPattern("\"not-to-be-asked\":\\[\"" + ID + "\"\\]");
        List<String> codes = town.entries("answer-code-made").stream()
                .filter(entry -> entry.contains(id))
                .toList();
        assertThat(codes.get(0)).contains("\"opens\":\"false\"");
        assertThat(codes.get(1)).contains("\"opens\":\"true\"");
    }

    @Test
    void whatIsRecordedAfterTheCodeClosesItAndWhatIsNewerCounts() {
        pupil("pupil-f", false);
        JsonNode request = town.ask("pupil-f");
        String one = town.code(request, "ouder-1");
        String two = town.code(request, "ouder-2");
        town.asking("pupil-f", null, "endangers", today().minusDays(30), today());
        ok(200, town.open(one)); // what was over yesterday is over

        town.asking("pupil-f", null, "endangers", today(), null);
        ok(404, town.open(one));
        ok(404, town.open(two));
        assertThat(town.entries("answer-code-refused").toString()).contains("not-to-be-asked");

        town.asking("pupil-f", "ouder-1", "safe", today(), null);
        ok(404, town.open(one)); // what is said of all of them is not taken back for one
        town.asking("pupil-f", null, "safe", today(), null);
        ok(200, town.open(one));
        ok(200, town.open(two));
    }

    /** Coarsely: neither takes three times as long as the other. */
    @Test
    void itTakesAsLong() {
        pupil("pupil-g", true);
        pupil("pupil-h", false);
        JsonNode kept = town.ask("pupil-g");
        JsonNode ordinary = town.ask("pupil-h");
        List<Long> keptTook = new ArrayList<>();
        List<Long> ordinaryTook = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            keptTook.add(nanos(() -> code(kept)));
            ordinaryTook.add(nanos(() -> code(ordinary)));
        }
        double ratio = (double) median(keptTook) / median(ordinaryTook);
        assertThat(ratio).isBetween(1 / 3.0, 3.0);
    }

    private static long nanos(Supplier<HttpResponse<String>> call) {
        long start = System.nanoTime();
        ok(201, call.get());
        return System.nanoTime() - start;
    }

    private static long median(List<Long> took) {
        return took.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    }

    private static HttpResponse<String> code(JsonNode request) {
        return town.tryCode(request.path("request").asText(), "ouder-2");
    }

    private static HttpResponse<String> show(JsonNode request) {
        return gateway.get(SCHOOL, REQUESTS + "/" + request.path("request").asText());
    }

    /** Status, headers and body, without what is another for each request: ids, codes, instants. */
    private static String plain(HttpResponse<String> answer) {
        return CodesTest.whole(answer)
                .toString()
                .replaceAll("pupil-[a-z]", "pupil")
                .replaceAll(ID, "id")
                .replaceAll("[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", "code")
                .replaceAll("\"until\":\"[^\"]+T[^\"]+\"", "until")
                .replaceAll("content-length=\\[[0-9]+\\]", "length"); // an instant has as many digits as it needs
    }

    private static long entries() {
        return town.entries("answer-code-made").size();
    }

    /** As the owner of the tables: the last day of every request was yesterday. */
    private static void lastDayWas() throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        argument("SLUIS_DB_URL"),
                        argument("SLUIS_DB_OWNER_USER"),
                        argument("SLUIS_DB_OWNER_PASSWORD"));
                var statement = owner.createStatement()) {
            statement.setQueryTimeout((int) Duration.ofSeconds(10).toSeconds());
            assertThat(statement.executeUpdate("UPDATE sluis.consent_request SET respond_by = current_date - 2"))
                    .isPositive();
        }
    }

    private static String argument(String name) {
        return gateway.arguments().stream()
                .filter(argument -> argument.startsWith("--" + name + "="))
                .map(argument -> argument.substring(name.length() + 3))
                .findFirst()
                .orElseThrow();
    }
}
