package org.sluis.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTypeTest {
    private static final String TAKES = """
            TEXT         | a                      | a
            TEXT         | twaalf tekens          | twaalf tekens
            TEXT         | '  rand  '             | rand
            TEXT         | 'a\nb\r\n\tc'          | 'a\nb\r\n\tc'
            TEXT         | 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀 | 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀
            CODE         | active                 | active
            CODE         | ' 111 '                | 111
            DATE         | 2010-06-30             | 2010-06-30
            DATE         | 2024-02-29             | 2024-02-29
            PARTIAL_DATE | 2010                   | 2010
            PARTIAL_DATE | 2010-06                | 2010-06
            PARTIAL_DATE | 2010-06-30             | 2010-06-30
            BOOLEAN      | true                   | true
            BOOLEAN      | false                  | false
            INTEGER      | 0                      | 0
            INTEGER      | 999999                 | 999999
            BSN          | 999990019              | 999990019
            OIN          | 00000099000000001000   | 00000099000000001000
            OIN          | 00000001999990019000   | 00000001999990019000
            BRIN         | 99XX                   | 99XX
            BRIN         | 99xx00                 | 99XX00
            BRIN         | 99ii                   | 99II
            AGB          | 99000001               | 99000001
            PHONE        | 06-00000 123           | 0600000123
            PHONE        | +31 6 0000 0123        | +31600000123
            PHONE        | 08800000               | 08800000
            PHONE        | +310000000000000       | +310000000000000
            EMAIL        | ib@school.waterlee.example  | ib@school.waterlee.example
            EMAIL        | j.o'neil+oso@a-b.nl    | j.o'neil+oso@a-b.nl
            """;

    private static final String REFUSES = """
            TEXT         | ''
            TEXT         | '  '
            TEXT         | eenentwintig tekens!!
            TEXT         | 'a\u0000b'
            TEXT         | 'a\u001bb'
            TEXT         | 'a\u0085b'
            TEXT         | 'a\ud800b'
            CODE         | Active
            CODE         | other
            CODE         | ''
            DATE         | 2010-06-31
            DATE         | 2023-02-29
            DATE         | 2010-6-30
            DATE         | 30-06-2010
            DATE         | 2010-06
            DATE         | 2010-06-30T00:00:00
            DATE         | 20100630
            DATE         | ٢٠١٠-٠٦-٣٠
            PARTIAL_DATE | 2010-13
            PARTIAL_DATE | 2010-00
            PARTIAL_DATE | 2010-02-30
            PARTIAL_DATE | 10
            PARTIAL_DATE | 2010-
            BOOLEAN      | TRUE
            BOOLEAN      | 1
            BOOLEAN      | ja
            INTEGER      | -1
            INTEGER      | 1000000
            INTEGER      | 01
            INTEGER      | 1.0
            INTEGER      | ٣
            BSN          | 999990018
            BSN          | 000000000
            BSN          | 99999001
            BSN          | 9999900190
            BSN          | 99999 0019
            BSN          | 99999001٩
            OIN          | 0000009900000000100
            OIN          | 000000990000000010000
            OIN          | 00000009000000001000
            OIN          | 10000099000000001000
            BRIN         | 99X
            BRIN         | XX99
            BRIN         | 99XX0
            BRIN         | 99XX000
            BRIN         | 99ß
            BRIN         | 99ſx
            BRIN         | 99ıı
            AGB          | 9900001
            AGB          | 990000011
            AGB          | 9900000A
            PHONE        | 0600000
            PHONE        | 0600000000000000
            PHONE        | 06+00000123
            PHONE        | 06/00000123
            PHONE        | bel me
            EMAIL        | waterlee.example
            EMAIL        | a@b
            EMAIL        | a@@b.nl
            EMAIL        | a b@c.nl
            EMAIL        | a@b..nl
            EMAIL        | a@-b.nl
            EMAIL        | <a@b.nl>
            EMAIL        | 'a\u0000@b.nl'
            PAIRWISE     | 3f0c2a
            PAIRWISE     | ''
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = TAKES)
    void givesTheOneFormOfAValue(ValueType type, String text, String canonical) {
        assertThat(type.canonical(text, element(type))).contains(canonical);
        assertThat(type.canonical(canonical, element(type))).as("again").contains(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = REFUSES)
    void refusesWhatIsNoValueOfTheType(ValueType type, String text) {
        assertThat(type.canonical(text, element(type))).isEmpty();
    }

    @Test
    void everyTypeHasBothSidesButTheOneThatIsNeverRead() {
        String all = Arrays.stream(ValueType.values()).map(Enum::name).collect(Collectors.joining(" "));
        assertThat(types(REFUSES)).isEqualTo(all);
        assertThat(types(TAKES) + " PAIRWISE").isEqualTo(all);
    }

    @Test
    void aLongAddressIsRefusedQuickly() {
        String labels = "a.".repeat(100_000);
        assertThat(ValueType.EMAIL.canonical("a@" + labels, element(ValueType.EMAIL)))
                .isEmpty();
        assertThat(ValueType.EMAIL.canonical(
                        "a@" + "b".repeat(60) + ("." + "b".repeat(60)).repeat(3) + ".example",
                        element(ValueType.EMAIL)))
                .isPresent();
        assertThat(ValueType.EMAIL.canonical(
                        "a@" + "b".repeat(63) + ("." + "b".repeat(63)).repeat(3) + ".example",
                        element(ValueType.EMAIL)))
                .isEmpty();
    }

    @Test
    void everyWrongDigitOfABsnFailsTheElevenTest() {
        for (int place = 0; place < 9; place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                StringBuilder bsn = new StringBuilder("999990019");
                bsn.setCharAt(place, digit);
                assertThat(ValueType.passesElevenTest(bsn.toString()))
                        .as("digit %d", place)
                        .isEqualTo(bsn.toString().equals("999990019"));
            }
        }
    }

    private static String types(String table) {
        return table.lines()
                .map(line -> line.split("\\|")[0].strip())
                .flatMap(type -> Stream.of(ValueType.values()).map(Enum::name).filter(type::equals))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static ElementDefinition element(ValueType type) {
        List<String> codes = type == ValueType.CODE ? List.of("active", "111") : List.of();
        return new ElementDefinition("x.y", "PLAN", type, 20, codes, false, false, "X", "X", "N", List.of(), List.of());
    }
}
