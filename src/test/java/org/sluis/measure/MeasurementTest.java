package org.sluis.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.r4.model.Organization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Ids;
import org.sluis.law.LawVector;
import org.sluis.law.LawVectors;

/** Services that decide in ways that are known beforehand: the figures must be those that follow from the vectors. */
class MeasurementTest {
    private static final List<LawVectors.Held> LAWS =
            LawVectors.read(Path.of("consent-policies/law"), Path.of("test-fixtures/consent-vectors"));
    /** Enough of them for what a figure does not depend on. */
    private static final List<LawVectors.Held> FEW =
            LAWS.stream().filter(each -> each.name().equals("example")).toList();

    private static final int SOME = FEW.get(0).vectors().size();
    private static final Clock CLOCK = Clock.fixed(Rival.TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    private static final long ALL =
            LAWS.stream().mapToLong(each -> each.vectors().size()).sum();
    private static final long PERMITS = count((held, vector) -> vector.expect().permits());

    private interface Trait {
        boolean of(LawVectors.Held held, LawVector vector);
    }

    private static long count(Trait trait) {
        return LAWS.stream()
                .mapToLong(held -> held.vectors().stream()
                        .filter(vector -> trait.of(held, vector))
                        .count())
                .sum();
    }

    private static Measurement.Report against(Rival rival, List<LawVectors.Held> laws, boolean keep) throws Exception {
        return new Measurement(rival.url(), null, Duration.ofSeconds(20), keep, CLOCK, Ids.random())
                .run(laws, done -> {});
    }

    private static void last(Measurement.Report report, long same, long more, long stricter, long silent) {
        assertThat(report.lines().get(report.lines().size() - 1))
                .matches("against localhost:[0-9]+: " + ALL + " vectors, " + same + " same, " + more
                        + " permitted that must not be, " + stricter + " refused that may be, " + silent
                        + " without an answer");
    }

    @Test
    void whoAlwaysPermitsPermitsAllThatTheLawForbids() throws Exception {
        try (Rival rival = new Rival(question -> Rival.card("CONSENT_PERMIT", "[]"))) {
            Measurement.Report report = against(rival, LAWS, false);
            last(report, PERMITS, ALL - PERMITS, 0, 0);
            assertThat(report.answered()).isTrue();
            assertThat(rival.everSeen.size()).isGreaterThan(2000);
            assertThat(rival.stored.keySet()).as("deleted again").isEmpty();
        }
    }

    @Test
    void whoNeverPermitsRefusesAllThatTheLawPermits() throws Exception {
        try (Rival rival = new Rival(question -> Rival.card("NO_CONSENT", "[]"))) {
            last(against(rival, LAWS, false), ALL - PERMITS, 0, PERMITS, 0);
        }
    }

    @Test
    void whoLooksAtTheNewestConsentAloneScoresWhatTheVectorsSay() throws Exception {
        long more =
                count((held, vector) -> newest(held, vector) && !vector.expect().permits());
        long stricter =
                count((held, vector) -> !newest(held, vector) && vector.expect().permits());
        try (Rival rival = Rival.naive()) {
            Measurement.Report report = against(rival, LAWS, true);
            last(report, ALL - more - stricter, more, stricter, 0);
            assertThat(more).isGreaterThan(100);
            assertThat(rival.stored).as("kept").hasSameSizeAs(rival.everSeen);
            assertThat(rival.stored.values()).anyMatch(Organization.class::isInstance);
            List<Integer> worst = report.lines().stream()
                    .filter(line -> line.matches("(nl|example) +[RX].*"))
                    .map(line -> Integer.parseInt(line.split(" +")[4]))
                    .toList();
            assertThat(worst).hasSizeGreaterThan(50).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(rival.stored.values())
                    .allMatch(each -> each.getIdElement().getIdPart().matches("sluis-[A-Za-z0-9.-]{1,58}"))
                    .allMatch(each ->
                            each.getMeta().getSecurityFirstRep().getCode().equals("HTEST"));
        }
    }

    /** The same rule of the vector itself. */
    private static boolean newest(LawVectors.Held held, LawVector vector) {
        LocalDate day = vector.day(held.law());
        boolean there = vector.one("register").equals("reachable")
                && vector.one("subject.known").equals("yes")
                && vector.one("request.about").equals("a-child");
        Optional<String> newest = vector.names("statements.").stream()
                .filter(each -> there)
                .filter(each -> vector.of(each, "withdrawn").contains("no"))
                .filter(each -> vector.of(each, "purpose").contains(vector.one("request.purpose")))
                .filter(each -> !LocalDate.parse(vector.of(each, "from").get(0)).isAfter(day))
                .filter(each -> LocalDate.parse(vector.of(each, "until").get(0)).isAfter(day))
                .max(Comparator.comparing((String each) ->
                                Integer.parseInt(vector.of(each, "order").get(0)))
                        .thenComparing(each -> each));
        return newest.filter(each -> vector.of(each, "says").contains("yes")).isPresent();
    }

    @Test
    void whoLetsEverythingPassIsToldByItsObligations() throws Exception {
        String none = "[{\"id\": {\"code\": \"REDACT\"}, \"parameters\": {\"exceptAnyOfCodes\": [{\"system\": \""
                + InFhir.CATEGORIES + "\", \"code\": \"IDENT\"}]}}]";
        long onlyThat = count((held, vector) ->
                vector.expect().permits() && vector.expect().covers().equals(java.util.Set.of("IDENT")));
        try (Rival rival = new Rival(question -> Rival.card("CONSENT_PERMIT", none))) {
            Measurement.Report report = against(rival, LAWS, false);
            assertThat(report.lines().get(report.lines().size() - 1)).contains(" " + onlyThat + " same, ");
            assertThat(onlyThat).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "{}", "{\"cards\": []}", "{\"cards\": [{\"summary\": \"PERMIT\"}]}", "[1]"})
    void whatIsNoAnswerIsCountedAsNone(String garbage) throws Exception {
        try (Rival rival = new Rival(question -> new Rival.Reply(200, garbage))) {
            Measurement.Report report = against(rival, FEW, false);
            assertThat(report.lines().get(report.lines().size() - 1)).endsWith(" " + SOME + " without an answer");
            assertThat(report.answered()).isFalse();
            assertThat(report.lines())
                    .anyMatch(line ->
                            line.startsWith("no answer: the question got HTTP 200 without a decision, " + SOME));
        }
    }

    @Test
    void aServiceThatFailsNowAndThenIsMeasuredAllTheSame() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Rival rival = new Rival(question ->
                asked.incrementAndGet() % 10 == 0 ? new Rival.Reply(500, "{}") : Rival.card("CONSENT_DENY", "[]"))) {
            Measurement.Report report = against(rival, FEW, false);
            assertThat(report.lines().get(report.lines().size() - 1)).endsWith(" " + SOME / 10 + " without an answer");
            assertThat(rival.stored.keySet()).isEmpty();
        }
    }

    @Test
    void aServiceThatNeverAnswersIsGivenUpSoon() throws Exception {
        try (Rival rival = new Rival(question -> Rival.NEVER)) {
            Measurement measurement =
                    new Measurement(rival.url(), null, Duration.ofSeconds(1), false, CLOCK, Ids.random());
            assertThatThrownBy(() -> measurement.run(LAWS, done -> {}))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("gave no answer within 1 s");
            assertThat(rival.everSeen.size()).isLessThan(400);
            assertThat(rival.stored.keySet()).as("deleted all the same").isEmpty();
        }
    }

    @Test
    void anAddressWhereNothingOrNoFhirIsIsSaid() throws Exception {
        assertThatThrownBy(() -> run("http://localhost:" + closedPort()))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("nothing answers at http://localhost:");
        assertThatThrownBy(() -> run("https://no-such-host.invalid/fhir"))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("no-such-host.invalid");
        WireMockServer unknown =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());
        unknown.start();
        assertThatThrownBy(() -> run("https://localhost:" + unknown.httpsPort()))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("that can be trusted (TLS)");
        unknown.stop();
        try (Rival rival = new Rival(question -> Rival.NEVER)) {
            assertThatThrownBy(() -> run(rival.url().replace("/fhir", "/elsewhere")))
                    .isInstanceOf(Unreachable.class)
                    .hasMessageContaining("takes no FHIR transaction: HTTP 404");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/fhir",
                "http://localhost.example.org/fhir",
                "http://10.0.0.1/fhir",
                "ftp://localhost/fhir",
                "https://user:secret@localhost/fhir",
                "https://localhost/fhir?x=1",
                "localhost:8080",
                "not an address",
                ""
            })
    void anAddressThatIsNoneOrOpenToAnyoneIsRefused(String address) {
        assertThatThrownBy(() -> run(address)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whereItDecidesIsHeldToTheSame() {
        assertThatThrownBy(() -> new Measurement(
                        "https://localhost/fhir",
                        "http://example.org/decide",
                        Duration.ofSeconds(1),
                        false,
                        CLOCK,
                        Ids.random()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https only");
    }

    private static void run(String address) throws Exception {
        new Measurement(address, null, Duration.ofSeconds(20), false, CLOCK, Ids.random()).run(LAWS, done -> {});
    }

    private static int closedPort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
