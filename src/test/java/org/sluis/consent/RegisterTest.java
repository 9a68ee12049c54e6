package org.sluis.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sluis.consent.Waterlee.ANKER;
import static org.sluis.consent.Waterlee.LINDE;
import static org.sluis.consent.Waterlee.NOW;
import static org.sluis.consent.Waterlee.OEVER;
import static org.sluis.consent.Waterlee.TENANT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Outcome;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.law.ConsentFact;
import org.sluis.law.ConsentFacts;
import org.sluis.law.HolderFact;
import org.sluis.law.LawFinding;
import org.sluis.law.LawQuestion;
import org.sluis.party.Caller;
import org.sluis.party.PartyKind;
import org.sluis.vault.Column;
import org.sluis.vault.Vault;

@ExtendWith(RealPostgres.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisterTest {
    private static final String NOOR = "WL-2017-031";
    private static final String SUBJECT = """
            {"localId": "L-1", "birthDate": "2017-05-03", "holders": [{"localId": "M", "kind": "112"},
             {"localId": "S", "kind": "212"}, {"localId": "F", "kind": "111"}],
             "authority": {"state": "established", "source": "school-registration", "checkedOn": "2026-09-01"}}""";
    private static final String CONSENT = """
            {"subject": "L-1", "grantor": "holder", "holder": "M", "effect": "grant", "purpose": "plan-coordination",
             "recipient": "jeugdhulp-oever", "categories": ["IDENT", "PLAN"], "from": "2026-08-01", "until": "2027-08-01",
             "textVersion": "2026-1", "proof": {"verified": "in-person", "by": "medewerker-12",
             "at": "2026-09-02T09:00:00Z", "digest": "DIGEST"}}""".replace("DIGEST", "0".repeat(64));

    private Waterlee town;

    @BeforeAll
    void moveIn(Database database, @TempDir Path temp) {
        town = new Waterlee(database, temp.resolve("keys"));
        town.moveIn();
        town.subjects.register(LINDE, FormReader.subject(bytes(SUBJECT)));
    }

    @AfterAll
    void close() {
        town.close();
    }

    @ParameterizedTest
    @CsvSource({
        "de-linde, WL-2017-031, jeugdhulp-oever, PERMIT,",
        "de-linde, WL-2017-031, de-brug, DENY, consent-for-other-recipient",
        "de-linde, WL-2018-007, jeugdhulp-oever, DENY, consent-refused",
        "de-linde, WL-2016-019, jeugdhulp-oever, PENDING, consent-missing-holder",
        "het-anker, HA-2013-044, de-brug, PERMIT,",
        "het-anker, HA-2010-012, jeugdhulp-oever, PERMIT,",
        "de-linde, WL-2019-025, de-brug, PERMIT,",
        "de-linde, WL-2019-026, de-brug, PENDING, consent-missing-holder",
        "het-anker, WL-2017-031, jeugdhulp-oever, PENDING, subject-unknown"
    })
    void theFamiliesComeOutAsTheirStoriesSay(
            String school, String child, String recipient, String outcome, String why) {
        ConsentFacts facts = town.facts(school.equals("de-linde") ? LINDE : ANKER, child);
        LawFinding finding = town.law.find(new LawQuestion(
                PartyKind.SCHOOL,
                new PartyId(recipient),
                PartyKind.YOUTH_CARE_PROVIDER,
                new Purpose("plan-coordination"),
                facts,
                Set.of()));
        Reason reason = finding.reason();
        assertThat(finding.outcome()).isEqualTo(Outcome.valueOf(outcome));
        assertThat(reason == null ? null : reason.code()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"2017, P-1", "2017-05, P-2", "2017-05-00, P-3", "2017-00-00, P-4"})
    void aPartialBirthDateIsNoneWhateverWasOnRecord(String partial, String pupil) {
        town.subjects.register(LINDE, FormReader.subject(bytes(SUBJECT.replace("L-1", pupil))));
        assertThat(town.facts(LINDE, pupil).ageBand()).isEqualTo("under-12");
        town.subjects.register(
                LINDE,
                FormReader.subject(bytes("{\"localId\": \"" + pupil + "\", \"birthDate\": \"" + partial + "\"}")));
        assertThat(town.facts(LINDE, pupil).ageBand()).isEqualTo("unknown");
    }

    @Test
    void whatOneParentDoesNotNameIsNotCovered() {
        LawFinding finding = town.law.find(new LawQuestion(
                PartyKind.SCHOOL,
                new PartyId("jeugdhulp-oever"),
                PartyKind.YOUTH_CARE_PROVIDER,
                new Purpose("plan-coordination"),
                town.facts(LINDE, NOOR),
                Set.of()));
        assertThat(finding.covered()).contains("GOAL").doesNotContain("LEARNING");
        assertThat(finding.rows()).containsExactly("R01", "R25");
    }

    @Test
    void factsAreTheSameByLocalIdAndById() {
        ConsentFacts byLocalId = town.facts(LINDE, NOOR);
        ConsentFacts byId = town.transactions.within(
                TENANT,
                c -> town.register.facts(
                        c, TENANT, byLocalId.subject(), LINDE.party(), new DecisionInstant(NOW, false), town.law));
        assertThat(byId).isEqualTo(byLocalId);
    }

    @Test
    void aMessageWithAnotherBirthDateDiffers() {
        for (boolean same : List.of(true, false)) {
            LocalDate stated = same ? LocalDate.of(2017, 3, 14) : LocalDate.of(2017, 3, 15);
            ConsentFacts facts = town.transactions.within(
                    TENANT,
                    c -> town.register.facts(
                            c,
                            TENANT,
                            new Pupil(LINDE.party(), NOOR),
                            LINDE.party(),
                            stated,
                            new DecisionInstant(NOW, false),
                            town.law));
            assertThat(facts.birthDateAgrees()).isEqualTo(same);
        }
    }

    @Test
    void ageIsJudgedAtMidnightInTheLawsZone() {
        assertThat(town.factsAt(LINDE, NOOR, Instant.parse("2029-03-13T22:59:59Z"))
                        .ageBand())
                .isEqualTo("under-12");
        assertThat(town.factsAt(LINDE, NOOR, Instant.parse("2029-03-13T23:00:00Z"))
                        .ageBand())
                .isEqualTo("12-15");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"in-person\"                | \"oracle\"      | /proof/verified:unknown",
                "\"medewerker-12\"            | \"Jan de Vries\"| /proof/by:not-an-id",
                "\"2026-09-02T09:00:00Z\"     | \"2026-11-24T09:00:00Z\" | /proof/at:in-the-future",
                "\"at\": \"2026-09-02T09:00:00Z\", | | /proof/at:missing",
                "\"digest\": \"00             | \"digest\": \"xx | /proof/digest:not-a-sha-256",
                "\"until\": \"2027-08-01\",   |                 | /until:missing",
                "\"from\": \"2026-08-01\",    |                 | /from:missing",
                "2027-08-01                   | 2026-08-01      | /until:ends-before-it-starts",
                "2027-08-01                   | 2026-07-31      | /until:ends-before-it-starts",
                "2027-08-01                   | 2027-08-02      | /until:too-long",
                "2027-08-01                   | +12027-08-01    | /until:not-a-date",
                "2026-09-02T09:00:00Z         | -99999-09-02T09:00:00Z | /proof/at:not-a-date",
                "2027-08-01                   | 2027-02-30      | /until:not-a-date",
                "[\"IDENT\", \"PLAN\"]        | [\"IDENT\", \"PLANS\"] | /categories/1:unknown",
                "[\"IDENT\", \"PLAN\"]        | []              | /categories:missing",
                "[\"IDENT\", \"PLAN\"]        | [\"IDENT\", \"IDENT\"] | /categories:there-twice",
                "plan-coordination            | Plan Coordination | /purpose:not-an-id",
                "jeugdhulp-oever              | nergens-bekend  | /recipient:unknown",
                "\"M\"                        | \"S\"           | /holder:without-authority",
                "\"M\"                        | \"F\"           | /holder:without-authority",
                "\"M\"                        | \"WL-V-0311\"   | /holder:not-of-this-subject",
                "\"holder\": \"M\",           |                 | /holder:missing",
                "\"grantor\": \"holder\"      | \"grantor\": \"child\" | /holder:not-for-the-child",
                "\"grantor\": \"holder\"      | \"grantor\": \"aunt\"  | /grantor:unknown",
                "\"grant\"                    | \"maybe\"       | /effect:unknown",
                "\"textVersion\"              | \"Jan de Vries\"| /:unknown-key"
            })
    void refusesABadConsentWithTheFieldAndStoresNothingButTheAttempt(String right, String wrong, String fault) {
        String body = CONSENT.replaceFirst(java.util.regex.Pattern.quote(right), wrong == null ? "" : wrong);
        assertThat(body).isNotEqualTo(CONSENT);
        refused(() -> post(body), Reason.CONSENT_NOT_VALID, fault);
    }

    @Test
    void refusesAYesWithoutAProofAndTakesANo() {
        String withoutProof = CONSENT.replaceAll("(?s), \"proof\".*", "}");
        refused(() -> post(withoutProof), Reason.CONSENT_NOT_VALID, "/proof:missing");
        assertThat(post(withoutProof.replace("\"grant\"", "\"refuse\"")).version())
                .isPositive();
    }

    @Test
    void takesWhatIsRightAndLogsItWithoutANameOrAnIdOfTheSchools() {
        List<String> before = town.events("consent-recorded");
        post(CONSENT);
        List<String> added = new ArrayList<>(town.events("consent-recorded"));
        added.removeAll(before);
        assertThat(added)
                .singleElement()
                .asString()
                .contains("\"grantor\":\"112\"", "\"purpose\":\"plan-coordination\"")
                .doesNotContain("L-1", "medewerker-12");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2017-05-03 | 2026-11-24 | /birthDate:in-the-future",
                "2026-09-01 | 2026-11-24 | /authority/checkedOn:in-the-future",
                "\"112\"    | \"999\"    | /holders/0/kind:unknown",
                "\"S\"      | \"M\"      | /holders/1/localId:there-twice",
                "\"L-1\"    | \" L-1\"   | /localId:not-an-id",
                "established| sure       | /authority/state:unknown",
                "school-registration | The School | /authority/source:unknown",
                "school-registration | brp | /authority/source:not-by-hand",
                "school-registration | court-order | /authority/evidence:missing",
                "\"2026-09-01\"  | \"2026-09-01\", \"evidence\": \"00\" | /authority/evidence:not-a-sha-256",
                "\"2026-09-01\"  | \"2026-09-01\", \"by\": \"Jan de Vries\" | /authority/by:not-an-id",
                "\"2026-09-01\"  | \"2026-09-01\", \"by\": \"medewerker-12\" | /authority/evidence:missing"
            })
    void refusesABadSubject(String right, String wrong, String fault) {
        refused(() -> subject(LINDE, SUBJECT.replaceFirst(right, wrong)), Reason.CONSENT_NOT_VALID, fault);
    }

    @Test
    void whatACourtSaidIsOnRecordWithItsEvidence() {
        String byOrder = SUBJECT.replace("L-1", "L-order").replace("school-registration", "court-order");
        String digest = "0123456789abcdef".repeat(4);
        String shown = "\"by\": \"medewerker-12\", \"evidence\": \"" + digest + "\", \"checkedOn\"";

        subject(LINDE, byOrder.replace("\"checkedOn\"", shown));

        assertThat(town.facts(LINDE, "L-order").authority()).isEqualTo("established");
        List<String> lookedAtBy = town.transactions.within(
                TENANT,
                c -> Rows.query(
                        c,
                        "SELECT a.*, " + Vault.KEY
                                + " FROM authority_check a JOIN subject_key k ON k.subject = a.subject"
                                + " WHERE a.evidence IS NOT NULL",
                        row -> row.getString("looked_at_by") + " "
                                + town.vault.open(
                                        row,
                                        Column.AUTHORITY_CHECK_EVIDENCE,
                                        "evidence",
                                        row.getObject("id", UUID.class))));
        assertThat(lookedAtBy).contains("medewerker-12 " + digest);
    }

    @Test
    void aBirthDateOfTodayIsNotInTheFuture() {
        subject(LINDE, SUBJECT.replace("L-1", "L-today").replace("2017-05-03", "2026-11-23"));
        assertThat(town.facts(LINDE, "L-today").ageBand()).isEqualTo("under-12");
    }

    @Test
    void onlyASchoolRegistersSubjects() {
        refused(() -> subject(OEVER, SUBJECT), Reason.NOT_ENTITLED, null);
    }

    @Test
    void anotherSchoolAndNoSchoolGetTheSameAnswerAsForNothing() {
        UUID consent = post(CONSENT).consent();
        for (Caller other : List.of(ANKER, OEVER, new Caller("elders-scholen", "x", new PartyId("de-linde")))) {
            refused(() -> town.withdrawals.withdraw(other, consent), Reason.NOT_FOUND, null);
            refused(() -> town.withdrawals.withdraw(other, new UUID(4, 2)), Reason.NOT_FOUND, null);
            refused(() -> town.consents.record(other, FormReader.consent(bytes(CONSENT))), Reason.NOT_FOUND, null);
            assertThatThrownBy(() ->
                            town.transactions.within(other.tenant(), c -> town.register.consents(c, other, "L-1")))
                    .isInstanceOfSatisfying(
                            Refused.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
        }
        List<Register.Listed> own = town.transactions.within(TENANT, c -> town.register.consents(c, LINDE, "L-1"));
        assertThat(own).isNotEmpty();
    }

    @Test
    void anotherTenantSeesNoRow() {
        for (String table :
                List.of("subject", "holder", "holder_kind", "authority_check", "consent", "consent_withdrawal")) {
            if (table.equals("consent_withdrawal")) {
                town.withdrawals.withdraw(LINDE, post(CONSENT).consent());
            }
            assertThat(town.count(table)).as(table).isPositive();
            List<Integer> elsewhere = town.transactions.within(
                    "elders-scholen", c -> Rows.query(c, "SELECT 1 FROM " + table, row -> row.getInt(1)));
            assertThat(elsewhere).as(table).isEmpty();
        }
    }

    @Test
    void aWithdrawalIsOneHoweverOftenItIsAsked() {
        UUID consent = post(CONSENT).consent();
        Withdrawals.Withdrawn first = town.withdrawals.withdraw(LINDE, consent);
        long version = town.facts(LINDE, "L-1").subjectVersion();
        int logged = town.events("consent-withdrawn").size();

        assertThat(town.withdrawals.withdraw(LINDE, consent)).isEqualTo(first);
        assertThat(town.facts(LINDE, "L-1").subjectVersion()).isEqualTo(version);
        assertThat(town.events("consent-withdrawn")).hasSize(logged);
        assertThat(town.drained).endsWith(consent, consent);
        assertThat(town.facts(LINDE, "L-1").consents())
                .filteredOn(c -> c.id().equals(consent))
                .allMatch(ConsentFact::withdrawn);
        assertThat(town.factsAt(LINDE, "L-1", NOW.minusSeconds(86_400)).consents())
                .as("no shifted instant brings it back")
                .filteredOn(c -> c.id().equals(consent))
                .allMatch(ConsentFact::withdrawn);
    }

    @Test
    void everyChangeBumpsTheSubjectAndCarriesItsVersion() {
        long before = town.facts(LINDE, "L-1").subjectVersion();
        ConsentRecorder.Recorded recorded = post(CONSENT);
        assertThat(recorded.version()).isEqualTo(before + 1);
        town.withdrawals.withdraw(LINDE, recorded.consent());
        assertThat(town.facts(LINDE, "L-1").subjectVersion()).isEqualTo(before + 2);
        assertThat(subject(LINDE, SUBJECT).version()).isEqualTo(before + 3);
    }

    @Test
    void aHolderThatChangesAfterTheCheckMakesAuthorityUnknown() {
        String other = SUBJECT.replace("L-1", "L-2");
        subject(LINDE, other);
        assertThat(town.facts(LINDE, "L-2").authority()).isEqualTo("established");

        subject(LINDE, "{\"localId\": \"L-2\", \"holders\": [{\"localId\": \"M\", \"kind\": \"112\"}]}");
        assertThat(town.facts(LINDE, "L-2").authority()).as("nothing changed").isEqualTo("established");

        subject(LINDE, "{\"localId\": \"L-2\", \"holders\": [{\"localId\": \"M\", \"kind\": \"113\"}]}");
        assertThat(town.facts(LINDE, "L-2").authority()).isEqualTo("unknown");
        assertThat(town.facts(LINDE, "L-2").holders())
                .extracting(HolderFact::kind)
                .containsExactlyInAnyOrder("113", "212", "111");

        subject(LINDE, other);
        assertThat(town.facts(LINDE, "L-2").authority()).isEqualTo("established");
    }

    @Test
    void whatIsNotSaidStaysAsItIs() {
        subject(LINDE, SUBJECT.replace("L-1", "L-3"));
        subject(LINDE, "{\"localId\": \"L-3\", \"capable\": false}");
        ConsentFacts facts = town.facts(LINDE, "L-3");
        assertThat(facts.ageBand()).isEqualTo("under-12");
        assertThat(facts.capable()).isFalse();
    }

    @Test
    void aSendThatHoldsTheSubjectMakesAWithdrawalWait() throws Exception {
        UUID consent = post(CONSENT).consent();
        UUID subject = town.facts(LINDE, "L-1").subject();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> send = threads.submit(() -> town.transactions.within(TENANT, c -> {
                town.register.lockForSend(c, TENANT, subject);
                held.countDown();
                await(release);
                return town
                        .register
                        .facts(c, TENANT, subject, new DecisionInstant(NOW, false), town.law)
                        .consents()
                        .stream()
                        .noneMatch(each -> each.id().equals(consent) && each.withdrawn());
            }));
            await(held);
            Future<Withdrawals.Withdrawn> withdrawal = threads.submit(() -> town.withdrawals.withdraw(LINDE, consent));
            waitsForALock();
            assertThat(withdrawal.isDone()).isFalse();
            release.countDown();
            assertThat(send.get(20, TimeUnit.SECONDS))
                    .as("what the send saw stayed true")
                    .isTrue();
            assertThat(withdrawal.get(20, TimeUnit.SECONDS).consent()).isEqualTo(consent);
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void twoWhoRegisterOnePupilAtOnceRegisterOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<SubjectRecorder.Registered>> all = new java.util.ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> subject(LINDE, SUBJECT.replace("L-1", "L-raced"))));
            }
            java.util.Set<UUID> ids = new java.util.HashSet<>();
            for (Future<SubjectRecorder.Registered> each : all) {
                ids.add(each.get(20, TimeUnit.SECONDS).subject());
            }
            assertThat(ids).hasSize(1);
            assertThat(town.facts(LINDE, "L-raced").subjectVersion()).isEqualTo(4);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Until PostgreSQL says that somebody waits for a row. */
    private void waitsForALock() {
        for (int i = 0; i < 200; i++) {
            List<Integer> waiting = town.transactions.within(
                    TENANT, c -> Rows.query(c, "SELECT 1 FROM pg_locks WHERE NOT granted", row -> row.getInt(1)));
            if (!waiting.isEmpty()) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
        throw new AssertionError("nobody waits for the subject's row");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void refused(ThrowingCallable attempt, Reason reason, String fault) {
        List<Long> before =
                List.of(town.count("consent"), town.count("subject"), town.count("holder_kind"), versions());
        assertThatThrownBy(attempt).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            if (fault != null) {
                assertThat(refused.where()).contains(fault);
            }
            assertThat(refused.where().toString()).doesNotContain("Vries");
        });
        assertThat(List.of(town.count("consent"), town.count("subject"), town.count("holder_kind"), versions()))
                .isEqualTo(before);
    }

    private long versions() {
        return town.transactions.within(
                TENANT, c -> Rows.query(c, "SELECT sum(version) AS n FROM subject", row -> row.getLong("n"))
                        .get(0));
    }

    @Test
    void anAttemptThatIsRefusedIsInTheLog() {
        List<String> before = town.events("consent-rejected");
        String stepfather = CONSENT.replace("\"M\"", "\"S\"");
        refused(() -> post(stepfather), Reason.CONSENT_NOT_VALID, "/holder:without-authority");
        List<String> added = new ArrayList<>(town.events("consent-rejected"));
        added.removeAll(before);
        assertThat(added).singleElement().asString().contains("/holder:without-authority", "de-linde");
    }

    private ConsentRecorder.Recorded post(String body) {
        return town.consents.record(LINDE, FormReader.consent(bytes(body)));
    }

    private SubjectRecorder.Registered subject(Caller caller, String body) {
        return town.subjects.register(caller, FormReader.subject(bytes(body)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
