package org.sluis.freetext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a list may not say: refused before anything is screened, with file and line. */
class ListsRefusedTest {
    private static final Path SHIPPED = Path.of("consent-policies/free-text");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        Files.createDirectories(folder.resolve("nl"));
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(SHIPPED.relativize(file)));
            }
        }
    }

    @Test
    void theShippedListsAreFoundInOrderAndEveryChangeChangesTheirDigest() throws IOException {
        String digest = load().digest();
        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(load().digest());
        Path file = folder.resolve("look-alikes.yaml");
        Files.writeString(file, Files.readString(file) + "\n");
        assertThat(load().digest()).isNotEqualTo(digest);
    }

    @Test
    void everyListNamesItsSource() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            assertThat(files.filter(f -> f.toString().endsWith(".yaml")).toList())
                    .hasSize(9)
                    .allSatisfy(file -> assertThat(Files.readString(file)).contains("\nsource: "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diagnosis.yaml  | '  - adhd\n'       | '  - ad-hd\n'           | 'ad-hd' is not a word",
                "diagnosis.yaml  | '  - adhd\n'       | '  - au-\n'             | 'au-' is not a word",
                "diagnosis.yaml  | '  - adhd\n'       | '  - ... adhd\n'        | a gap stands between two words",
                "diagnosis.yaml  | '  - adhd\n'       | '  - (adhd\n'           | '(adhd' is not a word",
                "diagnosis.yaml  | '  - adhd\n'       | '  - adhd\n  - adhd\n'  | 'adhd' is there twice",
                "diagnosis.yaml  | 'kind: diagnosis'  | 'kind: diagnoses'       | 'diagnoses' is no kind",
                "danger.yaml     | '  weapon:'        | '  name:'               | 'name' is no kind of danger",
                "kinds.yaml      | 'attest: never'    | 'attest: sometimes'     | write never, or leave it out",
                "kinds.yaml      | '{id: iban, '      | '{id: bsn, '            | this kind is there twice",
                "numbers.yaml    | '0+########'       | '0+#?'                  | a form is 5 to 34 signs",
                "numbers.yaml    | 'eleven-test'      | 'twelve-test'           | the only check is eleven-test",
                "numbers.yaml    | ', december dec'   | ''                      | a year has twelve months",
                "numbers.yaml    | 'subject.birthDate'| 'subject.birthday'      | there is no element subject.birthday",
                "names.yaml      | 'holder.name'      | 'holder.nam'            | there is no element holder.nam",
                "names.yaml      | 'relations:'       | 'relation:'             | 'relation' is not a word that is known",
                "given-names.yaml| ' daan,'           | ' daan, Daan,'          | 'Daan' is there twice",
                "places.yaml     | 'kind: place\n'    | ''                      | 'kind' is missing",
            })
    void refuses(String file, String from, String to, String told) throws IOException {
        Path list = folder.resolve("nl").resolve(file.strip());
        String text = Files.readString(list);
        assertThat(text).contains(lines(from));
        Files.writeString(list, text.replaceFirst(java.util.regex.Pattern.quote(lines(from)), lines(to)));
        assertThatIllegalArgumentException()
                .isThrownBy(this::load)
                .withMessageMatching(file.strip().replace(".", "\\.") + ":[0-9]+: [\\s\\S]*")
                .withMessageContaining(told);
    }

    @Test
    void refusesALookAlikeThatStandsTwice() throws IOException {
        Path file = folder.resolve("look-alikes.yaml");
        Files.writeString(file, Files.readString(file) + "  z: \u0430\n");
        assertThatIllegalArgumentException().isThrownBy(this::load).withMessageContaining("is there twice");
    }

    @Test
    void aKindOfDangerOrOneThatIsNeverAttestedToCannotBe() {
        Kinds kinds = load().kinds();
        assertThat(kinds.ids()).containsAll(List.of("bsn", "abuse", "suicide", "name"));
        assertThat(kinds.attestable())
                .contains("name", "place")
                .doesNotContain("bsn", "iban", "abuse", "sexual-abuse", "suicide", "weapon");
    }

    private static String lines(String written) {
        return written == null ? "" : written.replace("\\n", "\n");
    }

    private Screen load() {
        return Screen.load(folder.resolve("nl"), Annotated.DICTIONARY);
    }
}
