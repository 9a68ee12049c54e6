package org.sluis.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sluis.cli.CommandsTest.sluis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
import org.sluis.keys.KeyFolder;

/** Who operates a gateway sees what is past its period, removes it, and makes that complete; by the command alone. */
class ForgetRetentionCommandTest {
    private static final String TENANT = "waterlee-scholen";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void town() {
        Said loaded = sluis("party", "load", "test-fixtures/people/parties.yaml", "--data=" + folder);
        assertThat(loaded.code()).as(loaded.err()).isZero();
        Clock clock = Clock.systemUTC();
        KeyFolder keys = KeyFolder.open(folder.resolve("keys"), Ids.random());
        try (Database database = Database.open(DatabaseSettings.from(System.getenv(), folder, clock));
                Ledger ledger = Ledger.open(database.transactions(), keys, Ids.random())) {
            for (int days : List.of(3, 1, -1)) {
                Instant at = clock.instant()
                        .atOffset(ZoneOffset.UTC)
                        .minusYears(5)
                        .minusDays(days)
                        .toInstant();
                ledger.alone(
                        TENANT,
                        session -> session.record(
                                Event.of(EventKind.LOG_READ, TENANT, at).about(UUID.randomUUID())));
            }
        }
    }

    @Test
    void showsWhatIsPastItsPeriodAndRemovesItWhenTold() {
        List<String> shown = forget("retention").out().lines().toList();
        assertThat(shown.get(0)).matches("kind +period +source +since +due");
        assertThat(shown).anySatisfy(line -> assertThat(line)
                .matches("log-read +P5Y +GDPR art\\. 5\\(1\\)\\(e\\) and 12\\(3\\); NEN 7513 +" + daysAgo(3) + " +2"));
        assertThat(shown).anySatisfy(line -> assertThat(line).matches("consent-recorded +P6Y .* - +0"));
        assertThat(shown.get(shown.size() - 1)).isEqualTo("2 entries past their period");

        assertThat(forget("complete", "--pending").out()).doesNotContain("retention");
        assertThat(forget("retention", "--apply").out())
                .contains("removed: what made 2 entries personal", "./sluis forget complete")
                .endsWith("0 entries past their period\n");
        assertThat(forget("complete", "--pending").out())
                .contains("batches removed by retention: 0 completed, 1 pending");
        assertThat(forget("complete").out()).contains("batches removed by retention: 1 completed, 0 pending");
        assertThat(forget("retention", "--apply").out()).contains("made 0 entries personal");
    }

    @Test
    void aFileThatIsWrongIsToldWithItsLineAndNothingIsRemoved() throws Exception {
        Path law = Files.createDirectories(folder.resolve("law/log")).getParent();
        String text = Files.readString(Path.of("consent-policies/law/nl/log/retention.yaml"));
        Files.writeString(law.resolve("log/retention.yaml"), text.replace("period: P6Y", "period: P1Y"));
        Said said = sluis("forget", "retention", "--apply", "--law=" + law, "--data=" + folder);
        assertThat(said.code()).isNotZero();
        assertThat(said.err()).contains("retention.yaml:27: P1Y is shorter than the floor, P5Y");
        assertThat(said.out()).isEmpty();
    }

    private static LocalDate daysAgo(int days) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(days);
    }

    private static Said forget(String... command) {
        String[] all = java.util.stream.Stream.of(
                        java.util.stream.Stream.of("forget"),
                        java.util.stream.Stream.of(command),
                        java.util.stream.Stream.of("--data=" + folder))
                .flatMap(each -> each)
                .toArray(String[]::new);
        Said said = sluis(all);
        assertThat(said.code()).as(said.out() + said.err()).isZero();
        return said;
    }
}
