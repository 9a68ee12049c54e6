package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.TestLog;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;

/** Counts by the days of the school, of its own entries alone. */
@ExtendWith(RealPostgres.class)
class LogCountsTest {
    private static final String OWN = "waterlee-scholen";
    private static final Reader LINDE = new Reader(OWN, new PartyId("de-linde"));
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    @Test
    void byDayRecipientReasonAndWhatElseIsAsked(Database database, @TempDir Path folder) {
        try (TestLog log = new TestLog(database, folder, OWN)) {
            // Half past eleven in the evening of 1 March in UTC is 2 March in Waterlee.
            log.record(
                    refused("2026-03-01T11:00:00Z", "de-linde", "de-brug", "consent-missing-holder"),
                    refused("2026-03-01T23:30:00Z", "de-linde", "de-brug", "consent-missing-holder"),
                    refused("2026-03-02T11:00:00Z", "de-linde", "de-brug", "consent-missing-holder"),
                    refused("2026-03-02T11:00:00Z", "de-linde", "jeugdteam-waterlee", "policy-missing"),
                    refused("2026-03-02T11:00:00Z", "het-anker", "de-brug", "policy-missing"),
                    Event.of(EventKind.LAW_IN_FORCE, OWN, Instant.parse("2026-03-02T11:00:00Z")));
            log.cover();
            assertThat(count(database, Map.of(), "day", "recipient", "reason"))
                    .containsExactly(
                            "2026-03-01 de-brug consent-missing-holder 1",
                            "2026-03-02 de-brug consent-missing-holder 2",
                            "2026-03-02 jeugdteam-waterlee policy-missing 1",
                            "2026-03-02 null null 1");
            assertThat(count(database, Map.of("reason", "policy-missing"), "kind"))
                    .containsExactly("disclosure-refused 1");
        }
    }

    @Test
    void byNothingElse(Database database) {
        assertThatThrownBy(() -> count(database, Map.of(), "day", "subject"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> count(database, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Event refused(String at, String sender, String recipient, String reason) {
        return Event.of(EventKind.DISCLOSURE_REFUSED, OWN, Instant.parse(at))
                .with("disclosure", UUID.nameUUIDFromBytes((at + sender + recipient).getBytes()))
                .with("sender", sender)
                .with("recipient", recipient)
                .with("reason", reason);
    }

    private static List<String> count(Database database, Map<String, String> facts, String... by) {
        LogSearch march = new LogSearch(
                Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"), null, null, facts);
        return database
                .transactions()
                .within(OWN, connection -> LogCounts.of(connection, LINDE, march, List.of(by), ZONE))
                .stream()
                .map(each -> String.join(
                                " ",
                                each.by().values().stream().map(String::valueOf).toList())
                        + " " + each.entries())
                .toList();
    }
}
