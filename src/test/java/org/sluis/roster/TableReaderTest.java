package org.sluis.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What the tables of OneRoster say of who is at a school, and what is wrong with them. */
class TableReaderTest {
    private static final Path REAL = Path.of("../shared/real/oneroster-csv/Test_minimal_data_set");
    private static final RosterFormats FORMATS = RosterFormats.load(Path.of("routes/rosters"));

    private static RosterFile read(String version, Tables tables) {
        return FORMATS.read("oneroster-" + version.replace('.', '-'), tables.zip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void takesTheStudentsOfTheOneSchoolAndNobodyElse(String version) {
        RosterFile file = read(version, Tables.of("anker-" + version));
        assertThat(file.pupils()).containsExactly("WL-2010-104", "WL-2011-017");
        assertThat(file.school().value()).isEqualTo("99ZB00");
        assertThat(file.day()).isNull();
    }

    @Test
    void aByteOrderMarkAndColumnsInAnotherOrderAreAsGood() {
        Tables tables = Tables.of("anker-1.1")
                .with("orgs.csv", "sourcedId,status,dateLast", "\uFEFFsourcedId,status,dateLast")
                .with("manifest.csv", "\r\n", "\n");
        assertThat(read("1.1", tables).pupils()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "manifest.csv, 'oneroster.version,1.1', 'oneroster.version,1.2', manifest.csv line 3:oneroster.version:not-one-of-1.1",
        "manifest.csv, 'file.users,bulk', 'file.users,delta', manifest.csv line 5:file.users:not-one-of-bulk",
        "manifest.csv, file.orgs, file.organisations, manifest.csv:file.orgs:missing",
        "manifest.csv, file.classes, file.orgs, manifest.csv:file.orgs:there-twice",
        "orgs.csv, tobedeleted, active, orgs.csv:more-than-one-school",
        "orgs.csv, ',school,', ',department,', orgs.csv:no-school",
        "orgs.csv, identifier, number, orgs.csv:no-column-identifier",
        "users.csv, role, sourcedId, users.csv:no-column-role",
        "users.csv, username, sourcedId, users.csv:no-column-sourcedId",
        "users.csv, WL-2011-017, WL-2010-104, users.csv line 3:pupil-there-twice",
        "users.csv, WL-2011-017, '', users.csv line 3:pupil-without-id",
        "users.csv, WL-2011-017, 'WL ', users.csv line 3:not-an-id",
        "users.csv, 'Yara,', '', users.csv line 2:not-as-many-values-as-columns",
        "users.csv, student, pupil, users.csv:no-pupil",
    })
    void aTableWithAFaultIsRefusedWithItsLine(String file, String right, String wrong, String where) {
        Tables tables = Tables.of("anker-1.1").with(file, right, wrong);
        assertThatThrownBy(() -> read("1.1", tables)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.ROSTER_NOT_VALID);
            assertThat(refused.where()).contains(where).noneMatch(place -> place.contains("WL"));
        });
    }

    @Test
    void aTableThatIsNotThereOrNoTableIsNamed() {
        Map<String, String> without = new HashMap<>(Tables.of("anker-1.1").texts());
        without.remove("users.csv");
        refused("1.1", new Tables(without).zip(), Reason.ROSTER_NOT_VALID, "users.csv:missing");
        Tables open = Tables.of("anker-1.1").with("users.csv", "Yara,", "\"Yara,");
        refused("1.1", open.zip(), Reason.NOT_WELL_FORMED, "users.csv line ");
        refused("1.1", "<EDEX/>".getBytes(StandardCharsets.UTF_8), Reason.NOT_WELL_FORMED, null);
    }

    private static void refused(String version, byte[] body, Reason reason, String where) {
        assertThatThrownBy(() -> FORMATS.read("oneroster-" + version.replace('.', '-'), body))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(where == null || refused.where().get(0).startsWith(where))
                            .as("%s", refused.where())
                            .isTrue();
                });
    }

    /** A set in which the only organisation is a department: whose school's pupils they are, nobody can tell. */
    @Test
    void whatIsReallyThere() throws IOException {
        if (!Files.isDirectory(REAL)) {
            System.out.println("real artefacts: the folder ../shared/real is absent, no tables were read");
            return;
        }
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> all = Files.list(REAL)) {
            for (Path file : all.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        Tables real = new Tables(texts);
        refused("1.1", real.zip(), Reason.ROSTER_NOT_VALID, "orgs.csv:no-school");
        Tables school = real.with("orgs.csv", "department,", "school,99ZB00");
        assertThat(read("1.1", school).pupils())
                .containsExactly("usr-222-66778899", "usr-222-1234561232", "usr-222-567891");
    }
}
