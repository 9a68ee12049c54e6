package org.sluis.forgetting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.TestTown;
import org.sluis.audit.Commitments;
import org.sluis.audit.EventKind;
import org.sluis.audit.InclusionProofs;
import org.sluis.audit.LogExport;
import org.sluis.audit.LogVerifier;
import org.sluis.audit.Verdict;
import org.sluis.audit.reading.LogEntries;
import org.sluis.audit.reading.LogSearch;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.audit.reading.Reader;
import org.sluis.canonical.PartyId;
import org.sluis.insight.report.InsightTown;
import org.sluis.keys.KeyFolder;
import org.sluis.party.person.Officers;

/**
 * A disclosure that really went, once its period is over: nobody can tell any more whom it was about, and yet the log verifies, every
 * proof holds, and what is in force goes on. A pupil under legal hold is spared until the hold is lifted.
 */
class PastItsPeriodTest {
    private static final String SCHOOL = "de-linde-direct";
    private static final List<String> REGISTER =
            List.of("authority-recorded", "consent-recorded", "consent-recorded", "subject-registered");

    private static InsightTown town;
    private static Aged aged;

    @TempDir
    private Path temp;

    @BeforeAll
    static void open() {
        town = new InsightTown();
        aged = new Aged(town.officers);
    }

    @AfterAll
    static void close() throws Exception {
        town.close();
    }

    @Test
    void nobodyCanTellWhomItWasAboutAndTheLogHolds() throws Exception {
        Officers officers = town.officers;
        KeyFolder keys = officers.gateway.bean(KeyFolder.class);
        town.agreed("oud-x7q-1");
        UUID subject = aged.subject("oud-x7q-1");
        String gone = town.delivered("oud-x7q-1", "bericht-x7q-871");
        town.sent(403, "signal/jeugdteam-waterlee", town.town.plan("oud-x7q-1", "bericht-x7q-872"));
        UUID entry = aged.entry(gone, "disclosure-released");
        byte[] saw = aged.input(entry);
        assertThat(found(subject)).contains("disclosure-released", "disclosure-refused", "delivery-succeeded");
        assertThat(answer(entry, saw)).isEqualTo(Commitments.Answer.SAME);
        List<InclusionProofs.Placed> placed = aged.placed(subject);
        aged.demandPeriods();
        Path before = export("before");
        Secrets copy = Secrets.of(aged.transactions());
        Set<String> messages = Set.of("bericht-x7q-871");

        long due = aged.retention().due().stream()
                .mapToLong(Retention.Due::entries)
                .sum();
        assertThat(aged.retention().apply(done -> {})).isEqualTo(due).isPositive();

        assertThat(aged.kinds(subject)).isEqualTo(REGISTER);
        assertThat(found(subject)).containsExactlyInAnyOrderElementsOf(REGISTER);
        assertThat(answer(entry, saw)).isEqualTo(Commitments.Answer.ERASED);
        for (String table : List.of("outbox", "attempt", "acceptance", "decision", "refusal")) {
            assertThat(aged.count(table, "true")).as(table).isZero();
        }
        assertThat(read(officers.gateway.get(SCHOOL, "/v1/disclosures/" + gone))
                        .path("state")
                        .asText())
                .isEqualTo("erased");
        assertThat(read(officers.gateway.get(SCHOOL, "/v1/disclosures/" + gone + "/explanation"))
                        .path("decisions"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("replay").asText()).isEqualTo("erased"));
        JsonNode report = read(officers.gateway.post(
                "linde-1",
                "/v1/insight/reports",
                "{\"subject\": \"oud-x7q-1\", \"for\": \"holder\", \"holder\": \"ouder-1\", \"language\": \"nl\"}"));
        assertThat(report.toString()).contains("bewaartermijn").doesNotContain(gone);

        assertThat(officers.gateway.bean(InclusionProofs.class).of(placed).byIndex())
                .hasSize(placed.size())
                .hasSizeGreaterThan(6);
        List<String> seen = LogVerifier.notes(Files.readAllBytes(before.resolve(LogVerifier.CHECKPOINT)));
        Verdict verdict =
                LogVerifier.verify(export("after"), LogVerifier.keys(Files.readAllBytes(before.resolve("key"))), seen);
        assertThat(verdict.ok()).as(verdict.message()).isTrue();

        assertThat(copy.matches(keys, Set.of("oud-x7q-1"), Set.of(subject), Set.of(), messages))
                .as("a copy of before tells until the epochs turn")
                .contains("kept bericht-x7q-871", "commitment " + subject);
        assertThat(officers.gateway.bean(EpochTurn.class).complete(done -> {}).destroyed())
                .hasSize(2);
        assertThat(copy.matches(keys, Set.of("oud-x7q-1"), Set.of(subject), Set.of(), messages))
                .isEmpty();

        assertThat(town.delivered("oud-x7q-1", "bericht-x7q-871"))
                .as("what is in force goes on, and a message of so long ago is a new one")
                .isNotEqualTo(gone);
    }

    @Test
    void aPupilUnderLegalHoldIsSparedUntilItIsLifted() {
        town.agreed("held-1");
        UUID subject = aged.subject("held-1");
        town.delivered("held-1", "held-message-1");
        aged.agreed("/v1/legal-holds", "held-1", "complaint", "/placing");
        UUID imported = aged.recorded(EventKind.CONSENTS_IMPORTED, null);
        aged.recorded(EventKind.LOG_READ, subject, 2001);
        UUID behind = aged.recorded(EventKind.LOG_READ, null);
        List<String> kinds = aged.kinds(subject);
        aged.retention().apply(done -> {});
        assertThat(aged.kept(behind)).as("behind whatever is held").isFalse();
        assertThat(aged.kinds(subject)).isEqualTo(kinds).contains("disclosure-released", "legal-hold-placed");
        assertThat(aged.kept(imported))
                .as("a file in which the pupil may have been")
                .isTrue();

        aged.agreed("/v1/legal-holds/liftings", "held-1", "complaint", "/lifting");
        aged.retention().apply(done -> {});
        assertThat(aged.kinds(subject)).isEqualTo(REGISTER);
        assertThat(aged.kept(imported)).isFalse();
    }

    private static Commitments.Answer answer(UUID entry, byte[] content) {
        return aged.within(connection -> town.officers
                .gateway
                .bean(Commitments.class)
                .verify(connection, Officers.TENANT, entry, "decision", content));
    }

    private static List<String> found(UUID subject) {
        aged.covered();
        LogSearch search = new LogSearch(Instant.EPOCH, Instant.now().plusSeconds(9), subject, null, Map.of());
        return aged.within(connection ->
                LogEntries.page(connection, new Reader(Officers.TENANT, new PartyId("de-linde")), search, null, 100)
                        .entries()
                        .stream()
                        .map(LoggedEntry::kind)
                        .toList());
    }

    private Path export(String name) {
        aged.covered();
        Path folder = temp.resolve(name);
        town.officers.gateway.bean(LogExport.class).write(folder);
        return folder;
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestTown.read(answer.body());
    }
}
