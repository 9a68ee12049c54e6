package org.sluis.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody in the fixtures can exist: every number and address is from a range that test-fixtures/README.md names. */
class FixturesAreInventedTest {

    @ParameterizedTest
    @ValueSource(strings = {"test-fixtures", "src/test/resources", "src/main/resources", "consent-policies"})
    void holdsNobodyWhoCouldExist(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();

            assertThat(found).as("files in " + folder).isNotEmpty();
            assertThat(found).allSatisfy(file -> assertThat(Invented.notInvented(text(file)))
                    .as(file.toString())
                    .isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bsn 999990019",
                "\"bsn\":\"999900006\"",
                "no bsn: 123456789",
                "phone 06-00000123, 06 00 00 01 23, +31600000123, 088-0000123, 0800-0000123",
                "crisis 0800-2000, 113, 0800-0113",
                "mail intern.begeleider@debrug.example.nl, a@wijkteam.test, b@zorg.example",
                "1234 SS Waterlee, 9999SA",
                "OIN 00000099000000001000",
                "digest 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c123456782a08",
                "on 2026-11-22 at 08:30, 01-01-2026 10:15, version 2.21.4, limit 2048 MB",
            })
    void whatIsInventedPasses(String line) {
        assertThat(Invented.notInvented(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bsn: 111222333",
                "bsn: 1112.22.333",
                "bsn: {\"v\":123456782}",
                "oin: 00000001003214345000",
                "phone: 06-12345678",
                "phone: 06 12 34 56 78",
                "phone: +31 6 12345678",
                "phone: 0031612345678",
                "phone: 020-1234567",
                "phone: 0118-123456",
                "phone: 0801234567",
                "phone: 088-1234567",
                "phone: 0800-1234",
                "e-mail: iemand@school.nl",
                "e-mail: iemand@notexample.nl",
                "postcode: 4331 BK",
                "postcode: 4331BK",
            })
    void whatCouldExistIsFound(String line) {
        String kind = line.substring(0, line.indexOf(':'));

        assertThat(Invented.notInvented("one\n" + line)).containsExactly(kind + " on line 2");
    }

    @Test
    void aFindingShowsNoValue() {
        assertThat(Invented.notInvented("111222333").toString()).doesNotContain("111222333");
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
