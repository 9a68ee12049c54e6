package org.sluis.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** A file of rows, each a message; and a row, read as the tree that JSON would give. */
class CsvTableTest {
    private static final String ENTRIES = """
              unmapped: reject
              absent: ["-"]
              elements:
                - {path: /Leerlingnr, element: subject.localId, required: true}
                - {path: /Geboortedatum, element: subject.birthDate, date: d-M-yyyy}
                - {join: [/Voorvoegsel, /Naam], with: " ", element: subject.familyName}
                - each: /Ouder
                  elements:
                    - {path: /naam, element: holder.name, required: true}
                    - {path: /telefoon, element: holder.phone}
              ignored: [/Versie]
            """;
    private static final ReadMapping TABLE = mapping(";", "[utf-8, windows-1252]");

    private static ReadMapping mapping(String separator, String encoding) {
        return Mappings.parse(
                        "a.yaml",
                        "in:\n  format: csv\n  separator: \"" + separator + "\"\n  encoding: " + encoding
                                + "\n  messageId: /Kenmerk\n" + ENTRIES,
                        "d",
                        Fixture.DICTIONARY)
                .in();
    }

    @Test
    void eachRowIsAMessageThatReadsAsTheRowStood() {
        List<CsvTable.Row> rows = TABLE.rows("""
                Kenmerk;Leerlingnr;Naam

                a-1;7;"Jan;\nsen"
                ;;
                ;8;Smit
                niet goed;9;Bos
                """.getBytes(UTF_8));

        assertThat(rows).extracting(CsvTable.Row::line).containsExactly(3, 6, 7);
        assertThat(rows).extracting(CsvTable.Row::messageId).containsExactly("a-1", null, null);
        Reading first = TABLE.read(rows.get(0).message());
        assertThat(first.messageId()).isEqualTo("a-1");
        assertThat(first.elements().value("subject.familyName")).contains("Jan;\nsen");
        refused(rows.get(2).message(), Reason.ELEMENT_NOT_VALID, "Kenmerk");
    }

    @Test
    void theSameRowIsTheSameMessageHoweverTheFileWasSaved() {
        String text = "Leerlingnr;Naam\r\n7;Zoë\r\n";
        byte[] plain = TABLE.rows(text.getBytes(UTF_8)).get(0).message();
        for (byte[] saved : List.of(
                ("\uFEFF" + text).getBytes(UTF_8),
                text.getBytes(Charset.forName("windows-1252")),
                "\"Leerlingnr\";Naam\n\n7;\"Zoë\"".getBytes(UTF_8))) {
            assertThat(TABLE.rows(saved).get(0).message()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "tab"})
    void whatStandsBetweenValuesIsDeclared(String separator) {
        String text = "Leerlingnr;Naam\n7;Bos\n".replace(';', separator.equals("tab") ? '\t' : ',');

        ReadMapping mapping = mapping(separator, "[utf-8]");

        assertThat(mapping.read(mapping.rows(text.getBytes(UTF_8)).get(0).message())
                        .elements()
                        .value("subject.familyName"))
                .contains("Bos");
        assertThatThrownBy(() -> mapping.rows("Leerlingnr;Naam\n7;Bos\n".getBytes(UTF_8)))
                .hasMessage("element-unmapped");
        assertThatThrownBy(() -> mapping.rows(new byte[] {'a', (byte) 0xE9})).hasMessage("not-utf8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Leerlingnr;Na am | element-unmapped | line 1, column 2: Naam?",
                "LEERLINGNR;Leerlingnr | element-unmapped | line 1, column 1: Leerlingnr?",
                "Leerlingnr;Ouder 2 telefon | element-unmapped | line 1, column 2: Ouder_2_telefoon?",
                "Leerlingnr;Ouder 100 naam | element-unmapped | line 1, column 2: Ouder_10_naam?",
                "Leerlingnr; | element-unmapped | line 1, column 2",
                "Leerlingnr;Sem Veldkamp | element-unmapped | line 1, column 2",
                "Leerlingnr;'Leerling:nr.' | element-unmapped | line 1, column 2: Leerlingnr?",
                "Leerlingnr;Ouder 1 naam;Ouder_1: naam | duplicate-key | line 1, column 3: Ouder_1_naam",
                "Naam | element-mandatory-missing | line 1: Leerlingnr",
            })
    void aHeaderThatIsWrongIsRefusedBeforeAnyRow(String header, String code, String where) {
        assertThatThrownBy(() -> TABLE.rows((header + "\n7;8;9\n").getBytes(UTF_8)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo(code);
                    assertThat(refused.where()).containsExactly(where);
                });
    }

    @Test
    void aHeaderMayBeWrittenWithAccentsAndSigns() {
        assertThat(read("Léerlingnr.;Ouder (2): naam\n7;Bos").elements().stream()
                        .map(element -> element + "=" + element.value()))
                .containsExactly("subject.localId[0]=7", "holder.name[1]=Bos");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|'/c calc'!A1", "-2+3*x", "@SUM(1)", "  =1", "\uFF1D1+1", "- stil"})
    void aCellThatASpreadsheetRunsIsRefused(String cell) {
        refused(
                ("Leerlingnr;Naam;Ouder 1 naam\n7;" + cell + ";" + cell).getBytes(UTF_8),
                Reason.FORMULA_IN_CELL,
                "Naam",
                "Ouder_1_naam");
    }

    @Test
    void aSignedNumberIsNoFormulaAndWhatIsReadOverIsNotLookedAt() {
        Reading reading = read("Leerlingnr;Naam;Ouder 1 naam;Ouder 1 telefoon;Versie\n7;-;Bos;+31 6-00000312;=1");

        assertThat(reading.elements().value("subject.familyName")).isEmpty();
        assertThat(reading.elements().stream().map(Object::toString)).contains("holder.phone[0]");
    }

    @ParameterizedTest
    @CsvSource({
        "1-6-2017, 2017-06-01",
        "01-06-2017, 2017-06-01",
        "29-2-2016, 2016-02-29",
        "31-06-2017,",
        "29-2-2017,",
        "2017-06-01,",
        "1-6-17,",
        "1/6/2017,",
        "0-1-2017,",
        "1-13-2017,"
    })
    void aDayIsWrittenInOneWayAndExists(String written, String iso) {
        String message = "Leerlingnr;Geboortedatum\n7;" + written;
        if (iso == null) {
            refused(message.getBytes(UTF_8), Reason.ELEMENT_NOT_VALID, "Geboortedatum");
        } else {
            assertThat(read(message).elements().value("subject.birthDate")).contains(iso);
        }
    }

    @Test
    void aRowThatIsTooLongOrTooShortIsRefusedByItself() {
        List<CsvTable.Row> rows = TABLE.rows("Leerlingnr;Naam\n7;Bos;x\n8\n9;Bos\n".getBytes(UTF_8));

        refused(rows.get(0).message(), Reason.NOT_WELL_FORMED, "3 values in 2 columns");
        refused(rows.get(1).message(), Reason.NOT_WELL_FORMED, "1 values in 2 columns");
        assertThat(TABLE.read(rows.get(2).message()).elements().value("subject.localId"))
                .contains("9");
    }

    @Test
    void aMessageIsOneRow() {
        refused("Leerlingnr\n".getBytes(UTF_8), Reason.BODY_EMPTY, "line 2");
        refused("Leerlingnr\n7\n\n8\n".getBytes(UTF_8), Reason.TOO_MANY_NODES, "line 4");
    }

    @Test
    void onlyATableHasRows() {
        assertThatThrownBy(() -> Fixture.CONNECTORS.in("rest-json").rows(new byte[] {'{', '}'}))
                .hasMessage("connector-unknown");
    }

    private static Reading read(String message) {
        return TABLE.read(message.getBytes(UTF_8));
    }

    private static void refused(byte[] message, Reason reason, String... where) {
        assertThatThrownBy(() -> TABLE.read(message)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.where()).containsExactly(where);
        });
    }
}
