package org.sluis.insight.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.law.Law;
import org.sluis.party.person.Officers;

/** Over HTTP, from the log: who is told what, and that a second report differs by nothing small. */
class IndicatorsTest {
    private static final String PATH = "/v1/insight/indicators";

    private static Officers officers;
    private static LocalDate until;

    @BeforeAll
    static void open() {
        officers = new Officers();
        Law law = officers.gateway.bean(Law.class);
        until = law.day(Instant.now()).withDayOfMonth(1);
    }

    @AfterAll
    static void close() {
        officers.close();
    }

    private static void plans(String sender, int from, int to, LocalDate day) {
        officers.gateway.bean(Ledger.class).alone(Officers.TENANT, session -> {
            for (int i = from; i < to; i++) {
                UUID disclosure = UUID.randomUUID();
                Event released = Event.of(EventKind.DISCLOSURE_RELEASED, Officers.TENANT, at(day))
                        .about(new UUID(8, i))
                        .with("disclosure", disclosure)
                        .with("sender", sender)
                        .with("recipient", "de-brug")
                        .with("purpose", "plan-coordination")
                        .with("released", List.of("goal.description"));
                session.record(released);
                session.record(Event.of(EventKind.DELIVERY_SUCCEEDED, Officers.TENANT, at(day))
                        .with("disclosure", disclosure)
                        .with("recipient", "de-brug"));
            }
            return true;
        });
    }

    private static Instant at(LocalDate day) {
        return day.atTime(12, 0)
                .atZone(officers.gateway.bean(Law.class).settings().zone())
                .toInstant();
    }

    private static JsonNode ask(String client, String body) {
        HttpResponse<String> answer = officers.gateway.post(client, PATH, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }

    private static JsonNode plans(JsonNode told) {
        for (JsonNode indicator : told.path("indicators")) {
            if (indicator.path("measure").asText().equals("plans-shared")) {
                return indicator;
            }
        }
        throw new AssertionError("not told: " + told);
    }

    private static String count(JsonNode indicator, String party) {
        for (JsonNode row : indicator.path("parties")) {
            if (row.path("party").asText().equals(party)) {
                return row.path("count").asText();
            }
        }
        throw new AssertionError("no row of " + party + ": " + indicator);
    }

    @Test
    void countsOfAMonthThatIsOverAreToldByPartyAndGrowByTenOrStay() {
        LocalDate day = until.minusDays(3);
        plans("de-linde", 0, 12, day);
        plans("het-anker", 0, 9, day);
        plans("de-linde", 100, 120, until); // of this month
        JsonNode first = ask("linde-1", "{}");
        assertThat(first.path("agreement").asText()).isEqualTo("waterlee");
        assertThat(first.path("until").asText()).isEqualTo(until.toString());
        assertThat(first.path("smallest").asInt()).isEqualTo(10);
        assertThat(count(plans(first), "de-linde")).isEqualTo("12");
        assertThat(count(plans(first), "het-anker")).isEmpty();
        assertThat(plans(first).path("count").asInt()).isEqualTo(12);

        // Known to the log only later, of a day that was told already: it comes to nothing, and the rest stays.
        plans("de-linde", 50, 53, day);
        assertThat(ask("anker-1", "{\"agreement\":\"waterlee\"}").path("indicators"))
                .isEqualTo(first.path("indicators"));
        int year = first.path("year").asInt();
        assertThat(ask("linde-2", "{\"year\":" + (year - 1) + "}").toString()).doesNotContain("\"count\"");

        List<String> read = officers.entries("log-read").stream()
                .filter(entry -> entry.contains("\"kind\":\"indicators\""))
                .toList();
        assertThat(read).hasSize(3);
        assertThat(read.get(0)).contains(officers.first.toString(), "\"count\":\"1\"", "\"filters\":[]");
        assertThat(read.get(1)).contains("\"filters\":[\"agreement\"]", "\"party\":\"het-anker\"");
    }

    @Test
    void whoMayNotOrAsksWronglyIsRefusedAndInTheLog() {
        Officers.refused(officers.gateway.post("linde-3", PATH, "{}"), 403, "role-missing", null);
        Officers.refused(
                officers.gateway.post("linde-1", PATH, "{\"year\":26}"), 400, "parameter-not-supported", "/year");
        Officers.refused(officers.gateway.post("linde-1", PATH, "{\"agreement\":\"elders\"}"), 404, "not-found", null);
        assertThat(officers.entries("log-read-refused").stream()
                        .filter(each -> each.contains("\"kind\":\"indicators\"")))
                .hasSize(3);
    }
}
