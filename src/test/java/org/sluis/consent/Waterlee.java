package org.sluis.consent;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sluis.audit.Ledger;
import org.sluis.canonical.DecisionInstant;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Ids;
import org.sluis.canonical.PartyId;
import org.sluis.database.Database;
import org.sluis.database.Rows;
import org.sluis.database.Transactions;
import org.sluis.keys.KeyFolder;
import org.sluis.law.ConsentFacts;
import org.sluis.law.Law;
import org.sluis.party.Caller;
import org.sluis.party.Directory;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;
import org.sluis.party.Registrar;
import org.sluis.roster.Rosters;
import org.sluis.vault.Vault;

/** The register of the invented town on a real database, with a clock that stands still. */
public final class Waterlee implements AutoCloseable {
    public static final String TENANT = "waterlee-scholen";
    public static final Caller LINDE = new Caller(TENANT, "klasboek", new PartyId("de-linde"));
    public static final Caller ANKER = new Caller(TENANT, "klasboek", new PartyId("het-anker"));
    public static final Caller OEVER = new Caller(TENANT, "oever", new PartyId("jeugdhulp-oever"));
    public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    public final Law law = Law.load(Path.of("consent-policies/law/nl"));
    public final Transactions transactions;
    public final Ledger ledger;
    public final Register register;
    public final Rosters rosters;
    public final Vault vault;
    public final SubjectRecorder subjects;
    public final ConsentRecorder consents;
    public final FactRecorder facts;
    public final Withdrawals withdrawals;
    public final List<UUID> drained = new ArrayList<>();

    public Waterlee(Database database, Path keys) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Ids ids = Ids.random();
        transactions = database.transactions();
        KeyFolder folder = KeyFolder.open(keys, ids);
        ledger = Ledger.open(transactions, folder, ids);
        vault = new Vault(folder, ids);
        register = new Register(vault);
        rosters = new Rosters(vault, 31, false);
        FormCheck check = new FormCheck(law, Dictionary.load(Path.of("consent-policies/dictionary.yaml")));
        subjects = new SubjectRecorder(ledger, ids, clock, check, new Directory(transactions), vault, folder);
        consents = new ConsentRecorder(ledger, ids, clock, check, vault);
        facts = new FactRecorder(ledger, ids, clock, check, vault);
        withdrawals = new Withdrawals(ledger, clock, (tenant, subject, consent, at) -> {
            drained.add(consent);
            return new Drain.Drained(List.of(), List.of(), List.of(), List.of());
        });
        Registrar registrar = new Registrar(ledger, transactions, clock);
        registrar.registerTenant(TENANT, "Stichting Waterlee Scholen");
        registrar.registerTenant("elders-scholen", "Een andere stichting");
        registrar.register(party("de-linde", PartyKind.SCHOOL));
        registrar.register(party("het-anker", PartyKind.SCHOOL));
        registrar.register(party("jeugdteam-waterlee", PartyKind.YOUTH_TEAM));
        registrar.register(party("de-brug", PartyKind.YOUTH_CARE_PROVIDER));
        registrar.register(party("jeugdhulp-oever", PartyKind.YOUTH_CARE_PROVIDER));
    }

    private static Party party(String id, PartyKind kind) {
        return new Party(TENANT, new PartyId(id), kind, id, null, null, null, null, null, 1);
    }

    /** Everything of families.yaml, as the schools would post it. */
    void moveIn() {
        for (FamiliesFile.Child child : FamiliesFile.load(Path.of("test-fixtures/people/families.yaml"), TODAY)) {
            Caller school = child.school().equals("de-linde") ? LINDE : ANKER;
            subjects.register(school, FormReader.subject(child.subject()));
            child.consents().forEach(consent -> consents.record(school, FormReader.consent(consent)));
        }
    }

    ConsentFacts facts(Caller school, String localId) {
        return transactions.within(
                TENANT,
                c -> register.facts(
                        c,
                        TENANT,
                        new Pupil(school.party(), localId),
                        school.party(),
                        null,
                        DecisionInstant.of(clockAt(NOW), null),
                        law));
    }

    ConsentFacts factsAt(Caller school, String localId, Instant at) {
        return transactions.within(
                TENANT,
                c -> register.facts(
                        c,
                        TENANT,
                        new Pupil(school.party(), localId),
                        school.party(),
                        null,
                        new DecisionInstant(at, true),
                        law));
    }

    private static Clock clockAt(Instant at) {
        return Clock.offset(Clock.fixed(at, ZoneId.of("UTC")), Duration.ZERO);
    }

    List<String> events(String kind) {
        return transactions.within(
                TENANT,
                c -> Rows.query(
                        c,
                        "SELECT convert_from(body, 'UTF8') AS body FROM audit_event WHERE kind = ? ORDER BY at",
                        row -> row.getString("body"),
                        kind));
    }

    long count(String table) {
        return transactions.within(
                TENANT, c -> Rows.query(c, "SELECT count(*) AS n FROM " + table, row -> row.getLong("n"))
                        .get(0));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
