package org.sluis.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.consent.Waterlee.LINDE;
import static org.sluis.consent.Waterlee.TENANT;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Refused;
import org.sluis.database.Database;
import org.sluis.database.RealPostgres;
import org.sluis.database.Rows;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.law.Vectors;
import org.sluis.law.Vectors.Vector;

/**
 * The vectors of the law once more, each recorded as a school records it and read back from PostgreSQL: what the law can be
 * told, the register can hold. What the register refuses to hold is named, with the fault it gives.
 */
@ExtendWith(RealPostgres.class)
class RegisteredVectorsTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final Instant SEEN = Instant.parse("2026-08-01T08:00:00Z");
    /** Words that follow from age and dates; in a vector they are given. */
    private static final Set<String> FOLLOWS = Set.of("said-in", "under-23");

    private static final Set<String> REFUSED = Set.of(
            "/birthDate:in-the-future",
            "/authority/checkedOn:in-the-future",
            "/proof:missing",
            "/proof/verified:unknown",
            "/order/purposes:missing",
            "/until:too-long",
            "/holder:not-of-this-subject",
            "signer",
            "two at once",
            "unreachable");

    private Waterlee town;

    @Test
    void whatTheRegisterHoldsIsDecidedAsTheVectorSays(Database database, @TempDir Path temp) {
        town = new Waterlee(database, temp.resolve("keys"));
        town.transactions.within(TENANT, connection -> {
            text(connection, "v1", 1, false);
            text(connection, "v2", 2, true);
            return 0;
        });
        Map<String, List<String>> refused = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        int decided = 0;
        for (Vector vector : Vectors.of("nl")) {
            try {
                wrong.addAll(complaints(vector).stream()
                        .map(each -> vector + ": " + each)
                        .toList());
                decided++;
            } catch (Refused notTaken) {
                refused.computeIfAbsent(String.join(" ", notTaken.where()), fault -> new ArrayList<>())
                        .add(vector.toString());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(decided).isGreaterThan(550);
        assertThat(refused.keySet()).isSubsetOf(REFUSED);
        town.close();
    }

    private List<String> complaints(Vector vector) {
        Law law = vector.law(town.law);
        String pupil =
                "V" + UUID.nameUUIDFromBytes(vector.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Set<String> onRecord = new HashSet<>();
        if (vector.one("register").equals("unreachable")) {
            throw new Refused(org.sluis.canonical.Reason.CONSENT_NOT_VALID, "unreachable");
        } else if (vector.one("subject.known").equals("yes")) {
            onRecord.addAll(record(vector, pupil));
        }
        ConsentFacts read = town.transactions.within(
                TENANT,
                connection -> town.register.facts(
                        connection,
                        TENANT,
                        new Pupil(LINDE.party(), pupil),
                        LINDE.party(),
                        day(vector.one("request.birth-date")),
                        new DecisionInstant(
                                OffsetDateTime.parse(vector.one("at")).toInstant(), true),
                        law));
        return vector.complaints(law, asGiven(read), "youth-care-provider", onRecord);
    }

    private Set<String> record(Vector vector, String pupil) {
        List<String> statements = new ArrayList<>(vector.names("statements."));
        statements.sort(Comparator.comparingInt(
                name -> Integer.parseInt(vector.of(name, "order").get(0))));
        Set<String> said = new HashSet<>();
        for (String name : statements) {
            if (!said.add(vector.of(name, "by") + " " + vector.of(name, "order"))) {
                throw new Refused(org.sluis.canonical.Reason.CONSENT_NOT_VALID, "two at once");
            } else if (vector.of(name, "signer").contains("professional")) {
                throw new Refused(org.sluis.canonical.Reason.CONSENT_NOT_VALID, "signer");
            }
        }
        LocalDate birth = day(vector.one("subject.birth-date"));
        boolean capable = vector.one("subject.capable").equals("yes");
        Set<String> holders = vector.names("holders.");
        town.subjects.register(LINDE, new SubjectForm(pupil, birth, capable, holders(holders, name -> "112"), null));
        statements.forEach(name -> statement(vector, name, pupil));
        LocalDate checked = day(vector.one("authority.checked-on"));
        town.subjects.register(
                LINDE,
                new SubjectForm(
                        pupil,
                        birth,
                        capable,
                        holders(holders, name -> vector.one("holders." + name)),
                        checked == null
                                ? null
                                : new SubjectForm.Authority(
                                        vector.one("authority.state"), "school-registration", checked, null, null)));
        Set<String> recorded = new HashSet<>(vector.names("situation."));
        recorded.retainAll(town.law.settings().words().facts());
        recorded.forEach(word -> town.facts.record(
                LINDE,
                new FactForm(
                        pupil,
                        null,
                        null,
                        null,
                        null,
                        null,
                        word,
                        vector.one("situation." + word),
                        LocalDate.of(2020, 1, 1),
                        null,
                        new FactForm.Evidence("order-1", "medewerker-12", SEEN, DIGEST))));
        return recorded;
    }

    private void statement(Vector vector, String name, String pupil) {
        String by = vector.of(name, "by").get(0);
        boolean grants = vector.of(name, "says").contains("yes");
        boolean general = vector.of(name, "breadth").contains("general");
        String recipient = vector.of(name, "recipient").get(0);
        boolean same = recipient.equals(vector.one("request.recipient"));
        boolean proven = vector.of(name, "proof").contains("complete");
        boolean verified = vector.of(name, "verified").contains("yes");
        UUID consent = town.consents
                .record(
                        LINDE,
                        new ConsentForm(
                                pupil,
                                by.equals("child") ? "child" : "holder",
                                by.equals("child") ? null : by,
                                grants ? "grant" : "refuse",
                                vector.of(name, "purpose").get(0),
                                null,
                                general ? null : recipient,
                                general ? (same ? "youth-care-provider" : "youth-team") : null,
                                vector.of(name, "categories"),
                                LocalDate.parse(vector.of(name, "from").get(0)),
                                LocalDate.parse(vector.of(name, "until").get(0)),
                                vector.of(name, "text").contains("superseded") ? "v1" : "v2",
                                order(vector, name),
                                proven
                                        ? new ConsentForm.Proof(
                                                verified ? "in-person" : "none", "medewerker-12", SEEN, DIGEST)
                                        : null))
                .consent();
        if (vector.of(name, "withdrawn").contains("yes")) {
            town.withdrawals.withdraw(LINDE, consent);
        }
    }

    private static ConsentForm.@Nullable Order order(Vector vector, String name) {
        List<String> purposes =
                switch (vector.of(name, "court-order").stream().findFirst().orElse("none")) {
                    case "none" -> null;
                    case "complete" -> List.of(vector.one("request.purpose"));
                    case "other-scope" -> List.of("medical-treatment");
                    default -> List.of();
                };
        return Optional.ofNullable(purposes)
                .map(each -> new ConsentForm.Order("order-1", LocalDate.of(2026, 6, 1), each))
                .orElse(null);
    }

    private static List<SubjectForm.Holder> holders(Set<String> names, java.util.function.UnaryOperator<String> kind) {
        return names.stream()
                .map(name -> new SubjectForm.Holder(name, kind.apply(name)))
                .toList();
    }

    private static ConsentFacts asGiven(ConsentFacts read) {
        return new ConsentFacts(
                read.subject(),
                read.subjectVersion(),
                read.ageBand(),
                read.birthDateAgrees(),
                read.capable(),
                read.authority(),
                read.authorityCheckedOn(),
                read.day(),
                read.holders(),
                read.consents(),
                read.said().stream()
                        .filter(each -> !FOLLOWS.contains(each.word()))
                        .toList());
    }

    private static @Nullable LocalDate day(String text) {
        return text.equals("unknown") ? null : LocalDate.parse(text);
    }

    private static void text(java.sql.Connection connection, String version, int place, boolean material) {
        for (String purpose : new TreeSet<>(Set.of("plan-coordination", "signal", "plan-notice"))) {
            Rows.update(connection, """
                    INSERT INTO consent_text (tenant, purpose, version, place, material, from_day, digest, event)
                    SELECT ?, ?, ?, ?, ?, '2020-01-01', ?, e.id FROM audit_event e WHERE NOT EXISTS (
                        SELECT 1 FROM consent_text t WHERE t.event = e.id) LIMIT 1""", TENANT, purpose, version, place, material, DIGEST);
        }
    }
}
