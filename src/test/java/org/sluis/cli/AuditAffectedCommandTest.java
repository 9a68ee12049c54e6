package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sluis.audit.Event;
import org.sluis.audit.EventKind;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Ids;
import org.sluis.cli.CommandsTest.Said;
import org.sluis.database.Database;
import org.sluis.database.DatabaseSettings;
import org.sluis.database.Rows;
import org.sluis.keys.KeyFolder;
import org.sluis.vault.Column;
import org.sluis.vault.Marked;
import org.sluis.vault.Vault;

/** Who operates a gateway finds whom a breach touches, in a folder with a database of its own; and the log says so. */
class AuditAffectedCommandTest {
    private static final String TENANT = "waterlee-scholen";
    private static final UUID FIRST = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void town() {
        Said loaded = sluis("party", "load", "test-fixtures/people/parties.yaml", "--data=" + folder);
        assertThat(loaded.code()).as(loaded.err()).isZero();
        try (Database database = database();
                Ledger ledger = Ledger.open(database.transactions(), keys(), Ids.random())) {
            Vault vault = new Vault(keys(), Ids.random());
            sent(ledger, vault, FIRST, Set.of("school.name"));
            sent(ledger, vault, SECOND, Set.of("goal.description", "school.name"));
        }
    }

    @Test
    void countsPupilsElementsAndControllers() {
        Said said = affected("--recipient=de-brug", "--from=2026-03-02T11:00:00Z", "--to=2026-03-02T11:00:01Z");
        assertThat(said.out()).isEqualTo("""
                controller        school    pupils  disclosures
                waterlee-scholen  de-linde  2                 2

                element           pupils  disclosures
                goal.description  1                 1
                school.name       2                 2

                affected: 1 controllers, 2 pupils, 2 disclosures, 2 elements
                """);
    }

    /** The school's own id is in it: somebody must be told. */
    @Test
    void listsEachDisclosureForASpreadsheetAndTheLogSaysAboutWhom() {
        int before = read().size();
        Said said = affected("--recipient=de-brug", "--from=2026-03-02T12:00", "--csv");
        assertThat(said.out().lines().toList()).hasSize(3).anySatisfy(line -> assertThat(line)
                .contains("\"leerling-2\",\"" + SECOND + "\"")
                .contains("\"unknown\",\"goal.description school.name\""));
        List<String> after = read();
        assertThat(after).hasSize(before + 3);
        assertThat(after.subList(before, before + 3)).anySatisfy(entry -> assertThat(entry)
                .contains("\"facts\":{\"count\":\"2\",\"filters\":[\"recipient\"],\"kind\":\"affected\"}"));
        assertThat(String.join("", after)).doesNotContain("de-brug").doesNotContain("leerling-");
        assertThat(asked(
                        "SELECT e.id FROM audit_erasable a JOIN audit_event e ON e.tenant = a.tenant AND e.id = a.event"
                                + " WHERE a.tenant = ? AND a.subject = ? AND e.kind = 'log-read'",
                        TENANT,
                        FIRST))
                .isNotEmpty();
    }

    @Test
    void nothingIsTouchedByWhatNeverWas() {
        assertThat(affected("--key=nobodys", "--from=2026-03-01T00:00").out())
                .isEqualTo("affected: 0 controllers, 0 pupils, 0 disclosures, 0 elements\n");
    }

    @Test
    void exactlyOneThingIsAskedAboutAndAMomentIsAMoment() {
        assertThat(affected("--from=2026-03-01T00:00").code()).isEqualTo(2);
        assertThat(affected("--key=a", "--policy=b", "--from=2026-03-01T00:00").code())
                .isEqualTo(2);
        assertThat(affected("--key=a").code()).isEqualTo(2);
        assertThat(affected("--key=a", "--from=gisteren").err()).contains("--from is no moment");
    }

    private static void sent(Ledger ledger, Vault vault, UUID pupil, Set<String> elements) {
        UUID disclosure = UUID.randomUUID();
        ledger.alone(TENANT, session -> {
            UUID entry = session.record(Event.of(EventKind.DISCLOSURE_RELEASED, TENANT, NOON)
                            .about(pupil)
                            .with("disclosure", disclosure)
                            .with("sender", "de-linde")
                            .with("recipient", "de-brug")
                            .with("purpose", "plan-coordination")
                            .with("released", elements))
                    .entry();
            String localId = "leerling-" + pupil.toString().substring(35);
            Rows.update(
                    session.connection(),
                    "INSERT INTO subject (tenant, id, school, local_id, local_mark, mark_epoch, event)"
                            + " VALUES (?, ?, 'de-linde', ?, ?, ?, ?)",
                    TENANT,
                    pupil,
                    vault.admit(session.connection(), TENANT, pupil).seal(Column.SUBJECT_LOCAL_ID, pupil, localId),
                    vault.mark(Marked.PUPIL, TENANT, "de-linde", localId),
                    vault.epoch(),
                    entry);
            return session.record(Event.of(EventKind.DELIVERY_CLEARED, TENANT, NOON)
                    .with("disclosure", disclosure)
                    .with("recipient", "de-brug")
                    .with("attempt", 1));
        });
    }

    private static List<String> read() {
        return asked("SELECT convert_from(body, 'UTF8') FROM audit_event WHERE kind = 'log-read' ORDER BY at, body");
    }

    private static List<String> asked(String sql, Object... values) {
        try (Database database = database()) {
            return database.transactions()
                    .within(TENANT, connection -> Rows.query(connection, sql, row -> row.getString(1), values));
        }
    }

    private static Database database() {
        return Database.open(DatabaseSettings.from(Map.of(), folder, Clock.systemUTC()));
    }

    private static KeyFolder keys() {
        return KeyFolder.open(folder.resolve("keys"), Ids.random());
    }

    private static Said affected(String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "audit";
        words[1] = "affected";
        words[2] = "--data=" + folder;
        System.arraycopy(more, 0, words, 3, more.length);
        return sluis(words);
    }
}
