package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.TestLog;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;

/** What is found, for whom, and page by page, on the real database. */
@ExtendWith(RealPostgres.class)
class LogEntriesTest {
    private static final String OWN = "waterlee-scholen";
    private static final String OTHER = "andere-scholen";
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final LogSearch ALL = LogSearch.between(NOON.minusSeconds(3600), NOON.plusSeconds(3600));
    private static final Reader LINDE = reader("de-linde");
    private static final UUID NOOR = new UUID(1, 1);
    private static final UUID SEM = new UUID(1, 2);
    private static final UUID SENT = new UUID(2, 1);
    private static final UUID OF_ANKER = new UUID(2, 2);
    private static final String DIGEST = "9c".repeat(32);

    private static TestLog log;
    private static Database database;
    private static Map<String, UUID> entries;

    @BeforeAll
    static void fill(Database given, @TempDir Path folder) {
        database = given;
        log = new TestLog(database, folder, OWN, OTHER);
        List<UUID> ids = log.record(
                released(SENT, "de-linde").about(NOOR).with("policy", DIGEST),
                delivered(SENT).about(NOOR),
                event(EventKind.DISCLOSURE_REFUSED)
                        .with("disclosure", new UUID(2, 3))
                        .with("sender", "de-linde")
                        .with("recipient", "jeugdteam-waterlee")
                        .with("purpose", "signal")
                        .with("reason", "consent-missing-holder")
                        .about(SEM),
                released(OF_ANKER, "het-anker").about(new UUID(1, 3)),
                delivered(OF_ANKER).about(new UUID(1, 3)),
                event(EventKind.AGE_BAND_PASSED).with("from-band", "under-12").about(NOOR),
                event(EventKind.LAW_IN_FORCE).with("law", DIGEST),
                event(EventKind.LOG_READ).with("party", "de-brug").with("kind", "search"),
                Event.of(EventKind.LOG_READ, OTHER, NOON)
                        .with("party", "de-linde")
                        .with("kind", "search"));
        log.cover();
        List<String> names =
                List.of("released", "delivered", "refused", "anker", "anker-delivered", "age", "law", "brug", "other");
        entries = new java.util.HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            entries.put(names.get(i), ids.get(i));
        }
    }

    @AfterAll
    static void close() {
        log.close();
    }

    private static Event event(EventKind kind) {
        return Event.of(kind, OWN, NOON);
    }

    private static Event released(UUID disclosure, String sender) {
        return event(EventKind.DISCLOSURE_RELEASED)
                .with("disclosure", disclosure)
                .with("sender", sender)
                .with("recipient", "de-brug")
                .with("purpose", "plan-coordination");
    }

    private static Event delivered(UUID disclosure) {
        return event(EventKind.DELIVERY_SUCCEEDED)
                .with("disclosure", disclosure)
                .with("recipient", "de-brug");
    }

    private static Reader reader(String party) {
        return new Reader(OWN, new PartyId(party));
    }

    @Test
    void anOrganisationFindsItsOwnEntriesAndWhatNamesNobody() {
        assertThat(found(LINDE, ALL)).containsExactlyInAnyOrder("released", "delivered", "refused", "law");
        assertThat(found(reader("het-anker"), ALL)).containsExactlyInAnyOrder("anker", "anker-delivered", "law");
    }

    /** A refusal to a recipient tells of a child who was not shared: a recipient finds neither that nor what it got. */
    @Test
    void aRecipientFindsNothingOfWhatASchoolDid() {
        assertThat(found(reader("de-brug"), ALL)).containsExactlyInAnyOrder("brug", "law");
        assertThat(found(reader("jeugdteam-waterlee"), ALL)).containsExactly("law");
        assertThat(found(reader("de-brug"), with(Map.of("party", "de-brug")))).containsExactly("brug");
        assertThat(found(reader("de-brug"), new LogSearch(ALL.from(), ALL.until(), null, SENT, Map.of())))
                .isEmpty();
    }

    @Test
    void anotherControllersEntriesAreNeverFound() {
        assertThat(found(new Reader(OTHER, new PartyId("de-linde")), ALL)).containsExactly("other");
        // The database refuses, not the statement: the reader's own tenant is another one here.
        List<LoggedEntry> crossed = database.transactions()
                .within(OTHER, connection -> LogEntries.page(connection, LINDE, ALL, null, 100)
                        .entries());
        assertThat(crossed).isEmpty();
    }

    @Test
    void bySubjectEverythingAboutThePupilIsFound() {
        assertThat(found(LINDE, new LogSearch(ALL.from(), ALL.until(), NOOR, null, Map.of())))
                .containsExactlyInAnyOrder("released", "delivered", "age");
        assertThat(found(LINDE, new LogSearch(ALL.from(), ALL.until(), NOOR, new UUID(2, 3), Map.of())))
                .isEmpty();
        assertThat(found(LINDE, new LogSearch(ALL.from(), ALL.until(), SEM, null, Map.of("reason", "x"))))
                .isEmpty();
    }

    @Test
    void byDisclosureItsWholeWayIsFound() {
        assertThat(found(LINDE, new LogSearch(ALL.from(), ALL.until(), null, SENT, Map.of())))
                .containsExactlyInAnyOrder("released", "delivered");
        assertThat(found(LINDE, new LogSearch(ALL.from(), ALL.until(), null, OF_ANKER, Map.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "party, de-brug, delivered released",
        "party, de-linde, refused released",
        "purpose, signal, refused",
        "kind, delivery-succeeded, delivered",
        "reason, consent-missing-holder, refused",
        "policy, 9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c9c, released"
    })
    void byAnythingElse(String name, String value, String expected) {
        assertThat(found(LINDE, with(Map.of(name, value)))).containsExactlyInAnyOrder(expected.split(" "));
        assertThat(found(LINDE, with(Map.of(name, "x")))).isEmpty();
    }

    @Test
    void everythingThatIsGivenMustHold() {
        assertThat(found(LINDE, with(Map.of("party", "de-linde", "kind", "disclosure-refused"))))
                .containsExactly("refused");
    }

    @Test
    void aPeriodBeginsWithItsFirstMomentAndEndsBeforeItsLast() {
        assertThat(found(LINDE, LogSearch.between(NOON, NOON.plusMillis(1)))).hasSize(4);
        assertThat(found(LINDE, LogSearch.between(NOON.minusMillis(1), NOON))).isEmpty();
    }

    @Test
    void anEntryIsShownWithItsPlaceItsHashAndEveryByte() {
        LoggedEntry shown = page(LINDE, with(Map.of("purpose", "signal")), null, 9)
                .entries()
                .get(0);
        byte[] body = database.transactions().within(OWN, connection -> Rows.query(
                        connection,
                        "SELECT body FROM audit_event WHERE id = ?",
                        row -> row.getBytes("body"),
                        entries.get("refused"))
                .get(0));
        assertThat(shown.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(body);
        assertThat(shown.leaf())
                .isEqualTo(java.util.HexFormat.of().formatHex(org.sluis.audit.proof.MerkleTree.leaf(body)));
        assertThat(shown.index()).isEqualTo(2);
        assertThat(shown.line())
                .isEqualTo("{\"index\":2,\"leaf\":\"" + shown.leaf() + "\",\"event\":" + shown.body() + "}");
        assertThat(shown).hasToString("LoggedEntry[2]");
    }

    static List<String> found(Reader reader, LogSearch search) {
        List<String> found = new ArrayList<>();
        for (LoggedEntry entry : page(reader, search, null, 100).entries()) {
            entries.forEach((name, id) -> {
                if (id.equals(entry.id())) {
                    found.add(name);
                }
            });
        }
        assertThat(new HashSet<>(found)).hasSameSizeAs(found);
        return found;
    }

    private static LogSearch with(Map<String, String> facts) {
        return new LogSearch(ALL.from(), ALL.until(), null, null, facts);
    }

    private static Page page(Reader reader, LogSearch search, @Nullable Cursor after, int limit) {
        return database.transactions()
                .within(reader.tenant(), connection -> LogEntries.page(connection, reader, search, after, limit));
    }
}
