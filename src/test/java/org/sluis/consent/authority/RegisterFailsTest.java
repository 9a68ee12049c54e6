package org.sluis.consent.authority;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.consent.authority.AuthorityTown.BOTH;
import static org.sluis.consent.authority.AuthorityTown.CHILD;
import static org.sluis.consent.authority.AuthorityTown.FATHER;
import static org.sluis.consent.authority.AuthorityTown.MOTHER;
import static org.sluis.consent.authority.AuthorityTown.THIRD;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.springframework.boot.ssl.SslBundles;

/** Whatever the register does that is no answer changes nothing, and says what to do. */
class RegisterFailsTest {
    private static final int LARGEST = 64 * 1024;
    private static final String STANDS = "stands";

    private static AuthorityTown town;
    private static String good;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        town = new AuthorityTown(folder);
        good = Files.readString(Path.of("test-fixtures/authority/joint-parents.json"));
        town.child(STANDS, "ouder-1", "ouder-2");
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static ResponseDefinitionBuilder ok(String body) {
        return aResponse().withBody(body);
    }

    static Stream<Map.Entry<String, ResponseDefinitionBuilder>> silent() {
        Map<String, ResponseDefinitionBuilder> all = new TreeMap<>();
        for (int status : new int[] {401, 403, 429, 500, 503}) {
            all.put("status " + status, aResponse().withStatus(status).withBody(good));
        }
        all.put("no answer in time", ok(good).withFixedDelay(7_000));
        all.put("a body that drips", ok(good).withChunkedDribbleDelay(20, 20_000));
        all.put("the line cut", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        return all.entrySet().stream();
    }

    static Stream<Map.Entry<String, ResponseDefinitionBuilder>> notUnderstood() {
        Map<String, ResponseDefinitionBuilder> all = new TreeMap<>();
        for (int status : new int[] {204, 302, 400, 404}) {
            all.put(
                    "status " + status,
                    aResponse()
                            .withStatus(status)
                            .withBody(good)
                            .withHeader("Location", town.address("localhost") + "/elsewhere"));
        }
        all.put("nothing", ok(""));
        all.put("not JSON", ok("<html/>"));
        all.put("half of it", ok(good.substring(0, good.length() / 2)));
        all.put("a key twice", ok(good.replaceFirst("\"type\"", "\"type\": \"x\", \"type\"")));
        all.put("a byte too much", ok(good + " ".repeat(LARGEST + 1 - good.length())));
        all.put("far too much", ok(good + " ".repeat(40 * LARGEST)));
        all.put("another kind", ok(good.replace("GezamenlijkOuderlijkGezag", "NogEenSoortGezag")));
        all.put("a kind that is no text", ok(good.replace("\"GezamenlijkOuderlijkGezag\"", "7")));
        all.put("one parent of two", ok(good.replaceFirst("(?s)\\},\\s+\\{\\s+\"burger.*?\\}\\s+\\}", "}")));
        all.put("a parent twice", ok(good.replace(FATHER, MOTHER)));
        all.put("a parent who is the child", ok(good.replace(FATHER, CHILD)));
        all.put("a number that is none", ok(good.replace(FATHER, "x" + FATHER)));
        all.put("somebody beside the parents", ok(good.replace("\"ouders\"", "\"derde\": {}, \"ouders\"")));
        all.put("another kind of person", ok(good.replace("\"burger", "\"type\": \"Zus\", \"burger")));
        all.put("parents who are no list", ok(good.replace("\"ouders\": [", "\"ouders\": \"x\", \"x\": [")));
        all.put("doubt that is no doubt", ok(good.replace("\"ouders\"", "\"inOnderzoek\": \"nee\", \"ouders\"")));
        all.put("a relation over nobody", ok(good.replace("\"minderjarige\"", "\"iemand\"")));
        all.put("two people", ok(good.replace("\"personen\": [", "\"personen\": [{},")));
        all.put(
                "two relations",
                ok(good.replaceFirst(
                        "(?s)\"gezag\": \\[(.*\\})(\\s+\\]\\s+\\}\\s+\\]\\s+\\}\\s*)$", "\"gezag\": [$1,$1$2")));
        return all.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("silent")
    void aRegisterThatIsSilentIsAskedAgainLater(Map.Entry<String, ResponseDefinitionBuilder> how) throws Exception {
        HttpResponse<String> answer = changesNothing(how.getValue());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains("authority-source-unreachable");
    }

    @ParameterizedTest
    @MethodSource("notUnderstood")
    void whatIsNotUnderstoodIsNotGuessedAt(Map.Entry<String, ResponseDefinitionBuilder> how) throws Exception {
        HttpResponse<String> answer = changesNothing(how.getValue());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        assertThat(answer.body()).contains("authority-source-not-understood");
        town.register.verify(0, anyRequestedFor(urlEqualTo("/haalcentraal/api/brp/personen/elsewhere")));
    }

    @ParameterizedTest
    @MethodSource("nothingKnown")
    void aNumberThatTheRegisterDoesNotKnowIsToBeLookedAt(String body) throws Exception {
        HttpResponse<String> answer = changesNothing(ok(body));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestTown.read(answer.body()).path("where").toString())
                .isEqualTo("[\"/number:not-in-the-register\"]");
    }

    static List<String> nothingKnown() {
        return List.of(
                "{\"personen\": []}",
                "{\"personen\": [{}]}",
                "{\"personen\": [{\"gezag\": []}]}",
                good.replace(CHILD, THIRD));
    }

    /** The check that stands goes on standing, and the question and its end are in the log. */
    private static HttpResponse<String> changesNothing(ResponseDefinitionBuilder how) throws IOException {
        long checks = town.count("authority_check");
        long kinds = town.count("holder_kind");
        long asked = town.count("audit_event WHERE kind = 'authority-asked'");
        long ended = town.count("audit_event WHERE kind IN ('authority-not-told', 'consent-rejected')");
        town.tells(how);

        HttpResponse<String> answer = town.check(STANDS, BOTH);

        assertThat(town.count("authority_check")).isEqualTo(checks);
        assertThat(town.count("holder_kind")).isEqualTo(kinds);
        assertThat(town.count("audit_event WHERE kind = 'authority-asked'")).isEqualTo(asked + 1);
        assertThat(town.count("audit_event WHERE kind IN ('authority-not-told', 'consent-rejected')"))
                .isEqualTo(ended + 1);
        assertThat(town.signal(STANDS)).isEqualTo("sent");
        return answer;
    }

    @Test
    void theSameWithAGoodAnswerIsTaken() throws Exception {
        town.tells(ok(good + " ".repeat(LARGEST - good.length())));

        assertThat(town.checked(STANDS, BOTH).path("state").asText()).isEqualTo("established");
    }

    @Test
    void aSlowRegisterHoldsUpEightCallersAndNoMore() throws Exception {
        town.tells(ok(good).withFixedDelay(2_000));
        ExecutorService schools = Executors.newFixedThreadPool(12);
        try {
            List<Future<Integer>> all = Stream.generate(
                            () -> schools.submit(() -> town.check(STANDS, BOTH).statusCode()))
                    .limit(12)
                    .toList();
            int refused = 0;
            for (Future<Integer> each : all) {
                refused += each.get() == 503 ? 1 : 0;
            }
            assertThat(refused).isEqualTo(4);
        } finally {
            schools.shutdownNow();
        }
    }

    @Test
    void aKeyThatIsReplacedIsUsedAtOnceAndOneThatIsGoneMakesNoGuess() throws Exception {
        town.tells(ok(good));
        Files.writeString(town.key, "Authorization: Bearer ander-bewijs");
        town.checked(STANDS, BOTH);
        assertThat(town.register.findAll(postRequestedFor(anyUrl())).get(0).getHeader("Authorization"))
                .isEqualTo("Bearer ander-bewijs");
        Files.delete(town.key);
        assertThat(town.check(STANDS, BOTH).statusCode()).isEqualTo(503);
        Files.writeString(town.key, "X-API-KEY: sleutel-van-waterlee");
        assertThat(town.check(STANDS, BOTH).statusCode()).isEqualTo(200);
    }

    @Test
    void aRegisterWithoutACertificateThatCountsIsNotAsked() throws Exception {
        town.tells(ok(good));
        SSLContext bundle =
                town.gateway.bean(SslBundles.class).getBundle("register").createSslContext();

        assertThat(client("localhost", bundle).ask(CHILD).state()).isEqualTo("established");
        for (RegisterClient other :
                List.of(client("127.0.0.1", bundle), client("localhost", SSLContext.getDefault()))) {
            assertThatThrownBy(() -> other.ask(CHILD))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                            .isEqualTo(Reason.AUTHORITY_SOURCE_UNREACHABLE));
        }
        town.register.verify(1, postRequestedFor(anyUrl()));
        assertThatThrownBy(() -> new RegisterClient("http://localhost/", town.key, bundle, words()))
                .hasMessage("sluis.authority.register.url must be an absolute https address");
    }

    private static RegisterClient client(String host, SSLContext trust) {
        return new RegisterClient(town.address(host), town.key, trust, words());
    }

    private static RegisterWords words() {
        return RegisterWords.load(Path.of("consent-policies/law/nl/register/authority.yaml"));
    }

    @Test
    void whereNoRegisterIsConnectedAQuestionIsRefusedWithACodeOfItsOwn() {
        try (TestGateway alone = new TestGateway("sluis.delivery.workers=0")) {
            new TestTown(alone).child("alone");
            HttpResponse<String> answer = alone.post(
                    "de-linde-direct",
                    "/v1/authority-checks",
                    "{\"subject\": \"alone\", \"number\": \"" + CHILD + "\", \"holders\": []}");

            assertThat(answer.statusCode()).isEqualTo(501);
            assertThat(answer.body()).contains("authority-source-not-connected").doesNotContain(CHILD);
        }
    }

    @Test
    void anAnswerIsWaitedForFiveSecondsAndNotMuchLonger() {
        town.tells(ok(good).withFixedDelay(20_000));
        long start = System.nanoTime();
        town.check(STANDS, BOTH);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
    }
}
