package org.sluis.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.TestLog;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;

/** Every disclosure that was about to leave counts, and no other; each test has a recipient of its own. */
@ExtendWith(RealPostgres.class)
class AffectedTest {
    private static final String OWN = "waterlee-scholen";
    private static final String OTHER = "elders-scholen";
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final UUID PUPIL = UUID.fromString("00000000-0000-4000-8000-000000007788");

    private static Database database;
    private static TestLog log;

    @BeforeAll
    static void open(Database given, @TempDir Path folder) {
        database = given;
        log = new TestLog(database, folder, OWN, OTHER);
    }

    @AfterAll
    static void close() {
        log.close();
    }

    @Test
    void whatWasClearedIsFoundWithWhatWasInItAndWhatBecameOfIt() {
        UUID delivered = sent(OWN, "care-1", PUPIL, EventKind.DELIVERY_SUCCEEDED, null);
        UUID uncertain = sent(OWN, "care-1", PUPIL, EventKind.DELIVERY_UNCERTAIN, "UNCERTAIN");
        UUID refused = sent(OWN, "care-1", PUPIL, EventKind.DELIVERY_FAILED, "REFUSED");
        UUID failed = sent(OWN, "care-1", PUPIL, EventKind.DELIVERY_FAILED, "FAILED");
        UUID unheard = sent(OWN, "care-1", PUPIL, null, null);
        UUID stopped = released(OWN, "care-1", PUPIL);
        log.record(event(EventKind.DELIVERY_STOPPED, OWN, stopped).with("recipient", "care-1"));
        List<Affected> found = by(OWN, Breach.By.RECIPIENT, "care-1");
        assertThat(found)
                .extracting(Affected::disclosure, Affected::outcome)
                .containsExactlyInAnyOrder(
                        tuple(delivered, "delivered"),
                        tuple(uncertain, "uncertain"),
                        tuple(refused, "refused"),
                        tuple(failed, "failed"),
                        tuple(unheard, "unknown"));
        assertThat(found).allSatisfy(each -> {
            assertThat(each.school()).isEqualTo("de-linde");
            assertThat(each.subject()).isEqualTo(PUPIL);
            assertThat(each.recipient()).isEqualTo("care-1");
            assertThat(each.purpose()).isEqualTo("plan-coordination");
            assertThat(each.elements()).containsExactly("goal.description", "school.name");
        });
    }

    /** A first try that failed and a second that arrived: it arrived. */
    @Test
    void ofSeveralTriesTheOneThatWentFurthestCounts() {
        UUID disclosure = sent(OWN, "care-2", PUPIL, EventKind.DELIVERY_FAILED, "FAILED");
        log.record(
                cleared(OWN, disclosure, "care-2", 2),
                event(EventKind.DELIVERY_SUCCEEDED, OWN, disclosure)
                        .with("recipient", "care-2")
                        .with("attempt", 2));
        assertThat(by(OWN, Breach.By.RECIPIENT, "care-2")).singleElement().satisfies(each -> assertThat(each.outcome())
                .isEqualTo("delivered"));
    }

    @Test
    void aKeyAndRulesLeadToWhatWasSealedToThemAndDecidedByThem() {
        UUID disclosure = sent(OWN, "care-3", PUPIL, EventKind.DELIVERY_SUCCEEDED, null);
        assertThat(by(OWN, Breach.By.KEY, "key-of-care-3"))
                .extracting(Affected::disclosure)
                .containsExactly(disclosure);
        assertThat(by(OWN, Breach.By.POLICY, "policy-of-care-3"))
                .extracting(Affected::disclosure)
                .containsExactly(disclosure);
        assertThat(by(OWN, Breach.By.KEY, "policy-of-care-3")).isEmpty();
    }

    @Test
    void onlyThePeriodAndTheControllerThatIsAskedAbout() {
        UUID own = sent(OWN, "care-4", PUPIL, EventKind.DELIVERY_SUCCEEDED, null);
        UUID theirs = sent(OTHER, "care-4", PUPIL, EventKind.DELIVERY_SUCCEEDED, null);
        assertThat(by(OWN, Breach.By.RECIPIENT, "care-4"))
                .extracting(Affected::disclosure)
                .containsExactly(own);
        assertThat(by(OTHER, Breach.By.RECIPIENT, "care-4"))
                .extracting(Affected::disclosure)
                .containsExactly(theirs);
        assertThat(by(OWN, new Breach(Breach.By.RECIPIENT, "care-4", NOON.plusMillis(1), NOON.plusSeconds(9))))
                .isEmpty();
        assertThat(by(OWN, new Breach(Breach.By.RECIPIENT, "care-4", NOON.minusSeconds(9), NOON)))
                .isEmpty();
    }

    @Test
    void whoseIdWasErasedIsToldApartFromNobody() {
        UUID pupil = UUID.randomUUID();
        UUID erased = sent(OWN, "care-5", pupil, EventKind.DELIVERY_SUCCEEDED, null);
        UUID nobody = sent(OWN, "care-5", null, EventKind.DELIVERY_SUCCEEDED, null);
        RealPostgres.asOwner(database, "DELETE FROM sluis.audit_erasable WHERE subject = '" + pupil + "'");
        assertThat(by(OWN, Breach.By.RECIPIENT, "care-5"))
                .allSatisfy(each -> assertThat(each.subject()).isNull())
                .extracting(Affected::disclosure, Affected::erased)
                .containsExactlyInAnyOrder(tuple(erased, true), tuple(nobody, false));
    }

    private static List<Affected> by(String tenant, Breach.By by, String value) {
        return by(tenant, new Breach(by, value, NOON, NOON.plusSeconds(1)));
    }

    private static List<Affected> by(String tenant, Breach breach) {
        return database.transactions().within(tenant, connection -> Affected.by(connection, tenant, breach));
    }

    private static UUID sent(String tenant, String recipient, UUID pupil, EventKind became, String how) {
        UUID disclosure = released(tenant, recipient, pupil);
        log.record(cleared(tenant, disclosure, recipient, 1));
        if (became != null) {
            Event event = event(became, tenant, disclosure)
                    .with("recipient", recipient)
                    .with("attempt", 1);
            log.record(how == null ? event : event.with("kind", how));
        }
        return disclosure;
    }

    private static UUID released(String tenant, String recipient, UUID pupil) {
        UUID disclosure = UUID.randomUUID();
        log.record(event(EventKind.DISCLOSURE_RELEASED, tenant, disclosure)
                .about(pupil)
                .with("sender", "de-linde")
                .with("recipient", recipient)
                .with("purpose", "plan-coordination")
                .with("policy", "policy-when-it-was-released")
                .with("released", Set.of("goal.description", "school.name")));
        return disclosure;
    }

    private static Event cleared(String tenant, UUID disclosure, String recipient, int attempt) {
        return event(EventKind.DELIVERY_CLEARED, tenant, disclosure)
                .with("recipient", recipient)
                .with("attempt", attempt)
                .with("policy", "policy-of-" + recipient)
                .with("sealed-to", "key-of-" + recipient);
    }

    private static Event event(EventKind kind, String tenant, UUID disclosure) {
        return Event.of(kind, tenant, NOON).with("disclosure", disclosure);
    }
}
