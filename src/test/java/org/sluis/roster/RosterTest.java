package org.sluis.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.TestGateway;
import org.sluis.TestTown;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.vault.Vault;

/** A school that keeps a roster speaks about who is on it, over real HTTP; one that keeps none, as before. */
class RosterTest {
    private static final String LINDE = "de-linde-direct";
    private static final String ANKER = "het-anker-direct";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Amsterdam"));
    private static TestGateway gateway;
    private static TestTown town;

    @BeforeAll
    static void open() {
        gateway = new TestGateway("sluis.delivery.workers=0");
        town = new TestTown(gateway);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    private static String file(LocalDate day, String... pupils) {
        return RosterReaderTest.linde()
                .replaceFirst("<peildatum>[^<]*", "<peildatum>" + day)
                .replaceFirst(
                        "(?s)<leerlingen>.*</leerlingen>",
                        Stream.of(pupils)
                                        .map(id -> "<leerling key=\"" + id + "\"><roepnaam>Bram</roepnaam></leerling>")
                                        .reduce("<leerlingen>", String::concat)
                                + "</leerlingen>");
    }

    private static String anker(LocalDate day, String... pupils) {
        return file(day, pupils).replace("99ZA", "99ZB");
    }

    private static HttpResponse<String> put(String client, String file) {
        return gateway.put(client, "/v1/roster/edexml", "application/xml", file.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode replaced(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static String reason(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + TestTown.read(answer.body()).path("title").asText();
    }

    private static HttpResponse<String> plan(String pupil, String message) {
        return gateway.post(LINDE, "/v1/doors/rest-json/plan-coordination/de-brug", town.plan(pupil, message));
    }

    private static List<String> entries(String kind) {
        return rows("SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = '" + kind + "'");
    }

    private static List<String> rows(String sql) {
        return gateway.bean(Transactions.class)
                .within(TestGateway.TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1)));
    }

    @Test
    void aSchoolWithARosterSpeaksAboutItsOwnPupilsAlone() {
        town.childWithBothParentsConsent("rost-1");
        town.childWithBothParentsConsent("rost-2");
        assertThat(reason(gateway.get(LINDE, "/v1/roster"))).isEqualTo("404 not-found");
        assertThat(plan("rost-2", "before").statusCode()).isEqualTo(202);

        JsonNode first = replaced(put(LINDE, file(TODAY.minusDays(2), "rost-1", "rost-2", "rost-3")));
        assertThat(first.path("joined").asInt()).isEqualTo(3);
        assertThat(plan("rost-1", "on-1").statusCode()).isEqualTo(202);

        JsonNode second = replaced(put(LINDE, file(TODAY.minusDays(1), "rost-1", "rost-4")));
        assertThat(second).hasToString("""
                {"day":"%s","until":"%s","pupils":2,"joined":1,"left":2,"unchanged":1}""".formatted(TODAY.minusDays(1), TODAY.plusDays(30)));
        assertThat(TestTown.read(gateway.get(LINDE, "/v1/roster").body())
                        .path("pupils")
                        .asInt())
                .isEqualTo(2);
        assertThat(plan("rost-1", "on-2").statusCode()).isEqualTo(202);

        HttpResponse<String> known = plan("rost-2", "off-1");
        HttpResponse<String> nobody = plan("rost-9", "off-2");
        assertThat(reason(known)).isEqualTo("403 subject-not-on-roster");
        assertThat(withoutId(nobody)).isEqualTo(withoutId(known)).doesNotContain("rost-");
        assertThat(entries("disclosure-refused"))
                .filteredOn(entry -> entry.contains("subject-not-on-roster"))
                .hasSize(2);
        assertThat(entries("roster-replaced")).anySatisfy(entry -> assertThat(entry)
                .contains("\"joined\":\"1\"", "\"left\":\"2\"", "\"unchanged\":\"1\"", "\"format\":\"edexml\"")
                .doesNotContain("rost-"));
        assertThat(rows("SELECT encode(mark, 'escape') FROM roster_pupil WHERE school = 'de-linde'"))
                .hasSize(2)
                .noneMatch(mark -> mark.contains("rost-"));
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    @ParameterizedTest
    @CsvSource({
        "99ZB, 99ZA, line 7:not-this-school",
        "<peildatum>, <peildatum>x, line 6:not-a-date",
        "<peildatum>, <peildatum>2026-06-31</peildatum><x>, line 6:not-a-date",
    })
    void aFileWithAFaultChangesNothing(String right, String wrong, String where) {
        replaced(put(ANKER, anker(TODAY, "ank-1")));
        int before = entries("roster-rejected").size();
        String text = anker(TODAY, "ank-2").replace(right, wrong);
        HttpResponse<String> answer =
                put(ANKER, wrong.endsWith("<x>") ? text.replaceFirst("(<x>[^<]*)</peildatum>", "$1</x>") : text);
        assertThat(reason(answer)).isEqualTo("422 roster-not-valid");
        assertThat(answer.body()).contains(where).doesNotContain("ank-2");
        demand("het-anker", "ank-1", TODAY);
        assertThat(entries("roster-rejected")).hasSize(before + 1);
    }

    @Test
    void aDayToComeOneLongAgoAndOneBeforeWhatIsKeptAreRefused() {
        replaced(put(ANKER, anker(TODAY, "ank-1")));
        assertThat(put(ANKER, anker(TODAY.plusDays(1), "ank-2")).body()).contains("line 6:in-the-future");
        assertThat(put(ANKER, anker(TODAY.minusDays(32), "ank-2")).body()).contains("line 6:counts-no-more");
        assertThat(put(ANKER, anker(TODAY.minusDays(1), "ank-2")).body()).contains("line 6:older-than-what-is-kept");
        assertThat(put(ANKER, anker(TODAY, "ank-1").substring(0, 700)).statusCode())
                .isEqualTo(400);
        demand("het-anker", "ank-1", TODAY);
        assertThat(reason(put("jeugdteam-direct", anker(TODAY, "ank-2")))).isEqualTo("403 not-entitled");
        assertThat(reason(gateway.put(ANKER, "/v1/roster/other", "application/xml", new byte[] {60})))
                .isEqualTo("404 not-found");
    }

    @Test
    void aRosterThatIsTooOldLetsNobodyThroughAndOneMayBeNeeded() {
        replaced(put(ANKER, anker(TODAY, "ank-1")));
        demand("het-anker", "ank-1", TODAY.plusDays(31));
        refused(Reason.ROSTER_NOT_CURRENT, () -> demand("het-anker", "ank-1", TODAY.plusDays(32)));
        demand("jeugdteam-waterlee", "x", TODAY);

        Rosters needed = new Rosters(gateway.bean(Vault.class), 31, true);
        Party linde = party("de-linde");
        Party unknown = new Party(
                linde.tenant(), new PartyId("de-wilg"), linde.kind(), "De Wilg", null, null, null, null, null, 1);
        gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> {
            gateway.bean(Rosters.class).demand(connection, unknown, "x", TODAY);
            refused(Reason.ROSTER_NOT_CURRENT, () -> needed.demand(connection, unknown, "x", TODAY));
            needed.demand(connection, party("jeugdteam-waterlee"), "x", TODAY);
            return true;
        });
    }

    @Test
    void whoIsOnBothRostersIsNeverOffWhileOneTakesTheOthersPlace() {
        replaced(put(ANKER, anker(TODAY, "ank-1", "ank-2")));
        List<CompletableFuture<Integer>> puts = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> put(ANKER, anker(TODAY, "ank-1", "ank-x" + i)).statusCode()))
                .toList();
        while (!puts.stream().allMatch(CompletableFuture::isDone)) {
            demand("het-anker", "ank-1", TODAY);
        }
        assertThat(puts).allSatisfy(put -> assertThat(put.join()).isEqualTo(200));
        assertThat(rows("SELECT mark FROM roster_pupil WHERE school = 'het-anker'"))
                .hasSize(2);
    }

    @Test
    void oneRosterIsAsGood() {
        replaced(put(ANKER, anker(TODAY, "ank-1")));
        HttpResponse<String> answer = gateway.put(
                ANKER,
                "/v1/roster/oneroster-1-1",
                "application/zip",
                Tables.of("anker-1.1").zip());
        JsonNode now = replaced(answer);
        assertThat(now.path("day").asText()).isEqualTo(TODAY.toString());
        assertThat(now.path("joined").asInt()).isEqualTo(2);
        demand("het-anker", "WL-2010-104", TODAY);
        refused(Reason.SUBJECT_NOT_ON_ROSTER, () -> demand("het-anker", "ank-1", TODAY));
        byte[] others =
                Tables.of("anker-1.1").with("orgs.csv", "99ZB00", "99ZA00").zip();
        assertThat(gateway.put(ANKER, "/v1/roster/oneroster-1-1", "application/zip", others)
                        .body())
                .contains("orgs.csv line 3:not-this-school");
    }

    @Test
    void aWholeSchoolIsOneFile() {
        String[] pupils = IntStream.range(0, 1_500).mapToObj(i -> "ank-" + i).toArray(String[]::new);
        assertThat(replaced(put(ANKER, anker(TODAY, pupils))).path("pupils").asInt())
                .isEqualTo(1_500);
        demand("het-anker", "ank-1499", TODAY);
        refused(Reason.SUBJECT_NOT_ON_ROSTER, () -> demand("het-anker", "ank-1500", TODAY));
    }

    private static void demand(String school, String pupil, LocalDate day) {
        gateway.bean(Transactions.class).within(TestGateway.TENANT, connection -> {
            gateway.bean(Rosters.class).demand(connection, party(school), pupil, day);
            return true;
        });
    }

    private static Party party(String id) {
        return gateway.bean(Directory.class)
                .find(TestGateway.TENANT, new PartyId(id))
                .orElseThrow();
    }

    private static void refused(Reason reason, Runnable attempt) {
        assertThatThrownBy(attempt::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.reason())
                .isEqualTo(reason));
    }
}
