package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.TestLog;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;

/** Each pattern, and its neighbour that is none. Every test has a period of its own, so that none sees another's entries. */
@ExtendWith(RealPostgres.class)
class LogPatternsTest {
    private static final String OWN = "waterlee-scholen";
    private static final Reader LINDE = new Reader(OWN, new PartyId("de-linde"));
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Map<Threshold, Integer> LOW = Map.of(
            Threshold.READINGS_A_DAY, 3,
            Threshold.ENTRIES_A_DAY, 100,
            Threshold.DELIVERIES_AT_LEAST, 4,
            Threshold.DELIVERIES_TIMES, 2,
            Threshold.REFUSALS, 2);

    private static Database database;
    private static TestLog log;

    @BeforeAll
    static void open(Database given, @TempDir Path folder) {
        database = given;
        log = new TestLog(database, folder, OWN);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void aBrokenGlassThatNobodyReviewedInTime() {
        Instant opened = Instant.parse("2021-01-04T09:00:00Z");
        record(emergency(EventKind.EMERGENCY_OPENED, opened, "open"));
        record(emergency(EventKind.EMERGENCY_OPENED, opened, "late"));
        record(emergency(EventKind.EMERGENCY_OPENED, opened, "in-time"));
        // Open for 48 hours and seven days to review it: until the 13th, nine in the morning.
        record(emergency(EventKind.EMERGENCY_CLOSED, Instant.parse("2021-01-13T08:59:59Z"), "in-time"));
        record(emergency(EventKind.EMERGENCY_CLOSED, Instant.parse("2021-01-13T09:00:01Z"), "late"));
        log.cover();
        LogSearch january = period("2021-01-01", "2021-02-01");
        List<Finding> found = patterns("emergency-not-reviewed", january, Instant.parse("2021-01-20T00:00:00Z"));
        assertThat(found)
                .extracting(Finding::about)
                .containsExactlyInAnyOrder(
                        Map.of("emergency", "open", "due", "2021-01-13", "review", "open"),
                        Map.of("emergency", "late", "due", "2021-01-13", "review", "late"));
        assertThat(kinds(found.stream()
                        .filter(each -> each.about().containsValue("late"))
                        .findFirst()
                        .orElseThrow()))
                .containsExactly("emergency-opened", "emergency-closed");
        // While there is time left, nothing is late.
        assertThat(patterns("emergency-not-reviewed", january, Instant.parse("2021-01-13T08:59:00Z")))
                .isEmpty();
    }

    @Test
    void onePersonWhoReadsOftenOrIsShownMuch() {
        for (int i = 0; i < 4; i++) {
            record(read("2021-03-01T1" + i + ":00:00Z", "often", 1));
            record(read("2021-03-01T1" + i + ":00:00Z", i < 3 ? "seldom" : "another", 1));
        }
        record(read("2021-03-02T10:00:00Z", "much", 101));
        record(read("2021-03-02T10:00:00Z", "enough", 100));
        log.cover();
        List<Finding> found = patterns("reads-much", period("2021-03-01", "2021-03-03"));
        assertThat(found)
                .extracting(Finding::about)
                .containsExactly(
                        Map.of("who", "often", "day", "2021-03-01", "shown", "4"),
                        Map.of("who", "much", "day", "2021-03-02", "shown", "101"));
        assertThat(found.get(0).count()).isEqualTo(4);
        assertThat(found.get(0).entries()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void aRecipientThatReceivesMoreThanItDid() {
        // Of the weeks that end on 29 March: two a week for four weeks, and then five; a steady one has four all along.
        for (int week = 0; week < 5; week++) {
            Instant day = Instant.parse("2021-02-24T10:00:00Z").plusSeconds(week * 7L * 86_400);
            deliver("grows", day, week < 4 ? 2 : 5);
            deliver("steady", day, 4);
            deliver("few", day, week < 4 ? 0 : 3);
            deliver("new", day, week < 4 ? 0 : 4);
        }
        log.cover();
        List<Finding> found = patterns("recipient-receives-more", period("2021-03-22", "2021-03-29"));
        assertThat(found)
                .extracting(Finding::about)
                .containsExactly(
                        Map.of("recipient", "grows", "week-from", "2021-03-22", "usual", "2.0"),
                        Map.of("recipient", "new", "week-from", "2021-03-22", "usual", "0.0"));
        assertThat(found.get(0).entries()).hasSize(5);
    }

    @Test
    void refusalsThatAreRepeatedUntilOnePasses() {
        UUID noor = new UUID(1, 1);
        UUID sem = new UUID(1, 2);
        tried("2021-05-03T10:00:00Z", noor, "de-brug", "refused", "refused", "released");
        tried("2021-05-03T10:00:00Z", noor, "jeugdteam-waterlee", "refused", "released");
        tried("2021-05-03T10:00:00Z", sem, "de-brug", "refused", "released");
        tried("2021-05-03T12:00:00Z", sem, "jeugdteam-waterlee", "released", "refused", "refused");
        // Too long ago to be one go.
        tried("2021-05-01T10:00:00Z", new UUID(1, 3), "de-brug", "refused", "refused");
        tried("2021-05-03T10:00:00Z", new UUID(1, 3), "de-brug", "released");
        log.cover();
        List<Finding> found = patterns("refused-until-passed", period("2021-05-02", "2021-05-04"));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).about())
                .containsEntry("recipient", "de-brug")
                .containsEntry("client", "klasboek")
                .containsEntry("purpose", "signal");
        assertThat(kinds(found.get(0)))
                .containsExactly("disclosure-refused", "disclosure-refused", "disclosure-released");
    }

    @Test
    void readingOutsideTheHoursOfWork() {
        // Monday 5 July, summer time: two hours ahead of UTC.
        record(read("2021-07-05T04:59:59Z", "early", 1));
        record(read("2021-07-05T05:00:00Z", "on-time", 1));
        record(read("2021-07-05T16:59:59Z", "on-time", 1));
        record(read("2021-07-05T17:00:00Z", "late", 1));
        record(read("2021-07-04T10:00:00Z", "sunday", 1));
        log.cover();
        assertThat(patterns("read-outside-hours", period("2021-07-04", "2021-07-06")))
                .extracting(each -> each.about().get("who") + " " + each.about().get("day"))
                .containsExactly("sunday 2021-07-04", "early 2021-07-05", "late 2021-07-05");
    }

    @Test
    void anotherOrganisationsEntriesShowNothing() {
        log.record(event(EventKind.LOG_READ, Instant.parse("2021-08-01T10:00:00Z"))
                .with("party", "het-anker")
                .with("person", "sunday"));
        log.cover();
        assertThat(patterns("read-outside-hours", period("2021-08-01", "2021-08-02")))
                .isEmpty();
    }

    private static void record(Event event) {
        log.record(event);
    }

    private static Event event(EventKind kind, Instant at) {
        return Event.of(kind, OWN, at);
    }

    private static Event emergency(EventKind kind, Instant at, String id) {
        Event event = event(kind, at).with("emergency", id).with("school", "de-linde");
        return kind == EventKind.EMERGENCY_OPENED ? event.with("hours", 48) : event;
    }

    private static Event read(String at, String person, int count) {
        return event(EventKind.LOG_READ, Instant.parse(at))
                .with("party", "de-linde")
                .with("person", person)
                .with("count", count);
    }

    private static void deliver(String recipient, Instant at, int times) {
        for (int i = 0; i < times; i++) {
            UUID disclosure = UUID.nameUUIDFromBytes((recipient + at + i).getBytes());
            record(event(EventKind.DISCLOSURE_RELEASED, at)
                    .with("disclosure", disclosure)
                    .with("sender", "de-linde")
                    .with("recipient", recipient));
            record(event(EventKind.DELIVERY_SUCCEEDED, at)
                    .with("disclosure", disclosure)
                    .with("recipient", recipient));
        }
    }

    private static void tried(String at, UUID child, String recipient, String... outcomes) {
        for (int i = 0; i < outcomes.length; i++) {
            boolean released = outcomes[i].equals("released");
            record(event(
                            released ? EventKind.DISCLOSURE_RELEASED : EventKind.DISCLOSURE_REFUSED,
                            Instant.parse(at).plusSeconds(i))
                    .with("disclosure", UUID.nameUUIDFromBytes((at + child + recipient + i).getBytes()))
                    .with("client", "klasboek")
                    .with("sender", "de-linde")
                    .with("recipient", recipient)
                    .with("purpose", "signal")
                    .about(child));
        }
    }

    private static LogSearch period(String from, String until) {
        return LogSearch.between(Instant.parse(from + "T00:00:00Z"), Instant.parse(until + "T00:00:00Z"));
    }

    private static List<Finding> patterns(String pattern, LogSearch period) {
        return patterns(pattern, period, period.until());
    }

    private static List<Finding> patterns(String pattern, LogSearch period, Instant now) {
        return database
                .transactions()
                .within(OWN, connection -> LogPatterns.of(connection, LINDE, period, now, ZONE, LOW))
                .stream()
                .filter(each -> each.pattern().equals(pattern))
                .toList();
    }

    private static List<String> kinds(Finding finding) {
        return finding.entries().stream()
                .map(index -> database.transactions().across(connection -> Rows.query(
                                connection,
                                "SELECT kind FROM audit_event e JOIN audit_sequence s ON s.event = e.id WHERE s.index = ?",
                                row -> row.getString(1),
                                index)
                        .get(0)))
                .toList();
    }
}
