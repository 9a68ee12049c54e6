package org.sluis.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What a file of the format EDEXML says of who is at a school, and what is wrong with it. */
class RosterReaderTest {
    private static final Path REAL = Path.of("../shared/real/edexml-2.1");
    private static final RosterFormats FORMATS = RosterFormats.load(Path.of("routes/rosters"));

    @TempDir
    private Path folder;

    static String linde() {
        try {
            return Files.readString(Path.of("test-fixtures/rosters/de-linde.edexml.xml"));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static RosterFile read(String text) {
        return FORMATS.read("edexml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void takesTheIdsTheSchoolAndTheDayAndNothingElse() {
        RosterFile file = read("\uFEFF" + linde());
        assertThat(file.pupils()).containsExactly("WL-2017-031", "WL-2016-007", "WL-2016-012");
        assertThat(file.school().value()).isEqualTo("99ZA00");
        assertThat(file.day().value()).isEqualTo("2026-11-20");
        assertThat(file).hasToString("RosterFile[edexml]");

        RosterFile other =
                read(linde().replaceFirst("(?s)<peildatum>.*?</dependancecode>", "<brincode>99ZA</brincode>"));
        assertThat(other.school().value()).isEqualTo("99ZA00");
        assertThat(other.day().value()).isEqualTo("2026-11-21T06:30:00");
    }

    @ParameterizedTest
    @CsvSource({
        "EDEX, EDEXX, line 3:not-edexml",
        "<EDEX, '<EDEX xmlns=\"urn:x\"', line 3:not-edexml",
        "groepen, groups, line 13:element-unknown",
        "key=\"WL-2016-007\", sleutel=\"WL-2016-007\", line 27:pupil-without-id",
        "key=\"WL-2016-007\", key=\" \", line 27:pupil-without-id",
        "key=\"WL-2016-007\", key=\"WL 1 \", line 27:not-an-id",
        "key=\"WL-2016-007\", key=\"WL-2017-031\", line 27:pupil-there-twice",
        "<xsdversie>2.1, <xsdversie>3.0, line 11:version-unknown",
        "<brincode>99ZA</brincode>, <schoolkey>1</schoolkey>, /school/brincode:missing",
        "auteur, peildatum, line 10:there-twice",
        "'leerling ', 'pupil ', /leerlingen/leerling:missing",
    })
    void aFileWithAFaultIsRefusedWithItsLine(String right, String wrong, String where) {
        String file = linde().replace(right, wrong);
        if (right.equals("leerling ")) {
            file = file.replace("</leerling>", "</pupil>");
        }
        String text = file;
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.ROSTER_NOT_VALID);
            assertThat(refused.where()).contains(where).noneMatch(place -> place.contains("WL"));
        });
    }

    @Test
    void allFaultsAreNamedAtOnceButNoMoreThanAPersonReads() {
        String text = linde().replace("</leerlingen>", "<leerling/>\n".repeat(50) + "</leerlingen>");
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.where())
                        .hasSize(20)
                        .startsWith("line 36:pupil-without-id", "line 37:pupil-without-id"));
    }

    @ParameterizedTest
    @CsvSource({
        "'<EDEX ', '<!DOCTYPE EDEX [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><EDEX ', DOCTYPE_REFUSED",
        "'</EDEX>', '', NOT_WELL_FORMED",
        "'<leerlingen>', '<leerlingen><?php ?>', PROCESSING_INSTRUCTION_REFUSED",
        "Noor, 'No\0r', NOT_UTF8",
    })
    void theGateStandsBeforeIt(String right, String wrong, Reason reason) {
        String text = linde().replace(right, wrong.replace("\\0", "\0"));
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aMappingWithAWordTooManyIsNamed() throws IOException {
        Path edexml = Files.createDirectory(folder.resolve("edexml"));
        String mapping = Files.readString(Path.of("routes/rosters/edexml/edexml.roster.yaml"));
        Files.writeString(edexml.resolve("edexml.roster.yaml"), mapping + "names: leerlingen/leerling/roepnaam\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RosterFormats.load(folder))
                .withMessageContaining("edexml.roster.yaml:")
                .withMessageContaining("'names'");
    }

    @Test
    void whatRealAdministrationsWrite() throws IOException {
        if (!Files.isDirectory(REAL)) {
            System.out.println("real artefacts: the folder ../shared/real is absent, no roster was read");
            return;
        }
        RosterFile file = FORMATS.read("edexml", Files.readAllBytes(REAL.resolve("EDEXML.Voorbeeld.2.1.xml")));
        assertThat(file.pupils()).isEqualTo(new java.util.LinkedHashSet<>(List.of("00001", "00002", "12345")));
        assertThat(file.school().value()).isEqualTo("99ZZ00");
        assertThatThrownBy(() -> FORMATS.read("edexml", Files.readAllBytes(REAL.resolve("EDEXML.invalid_1.xml"))))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.where())
                        .containsExactly("line 3:element-unknown"));
    }
}
