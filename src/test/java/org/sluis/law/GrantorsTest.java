package org.sluis.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Reason;

/** Whom the law asks: the same people whose yes it then needs. */
class GrantorsTest {
    private static final Law LAW = Law.load(Path.of("consent-policies/law/nl"));
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final UUID MOTHER = new UUID(2, 1);
    private static final UUID FATHER = new UUID(2, 2);
    private static final UUID STEPFATHER = new UUID(2, 3);

    @ParameterizedTest
    @CsvSource({
        "under-12, established, 30, 2, false, ",
        "12-15, established, 30, 2, true, ",
        "16-17, established, 30, 0, true, ",
        "unknown, established, 30, 0, false, birth-date-unknown",
        "under-12, under-investigation, 30, 0, false, authority-unknown",
        "under-12, established, 400, 0, false, authority-unknown",
    })
    void areThoseWhoseYesIsNeeded(
            String age, String authority, int daysAgo, int holders, boolean child, String reason) {
        Grantors asked = LAW.asked(question(age, authority, daysAgo));

        assertThat(asked.holders()).hasSize(holders).doesNotContain(STEPFATHER);
        assertThat(asked.child()).isEqualTo(child);
        assertThat(asked.include(null)).isEqualTo(child);
        assertThat(asked.reason() == null ? null : asked.reason().code()).isEqualTo(reason);
        assertThat(asked.rows()).isNotEmpty();
    }

    @Test
    void thatAskingEndangersDoesNotShow() {
        LawQuestion question = question("under-12", "established", 30, new SaidFact("asking", "endangers"));

        assertThat(LAW.find(question).rows()).contains("R49");
        assertThat(LAW.asked(question)).isEqualTo(LAW.asked(question("under-12", "established", 30)));
        assertThat(LAW.asked(question).include(MOTHER)).isTrue();
    }

    /** Else what is recorded last would take back what another record says: that the child died, or is in danger. */
    @ParameterizedTest
    @CsvSource({"deceased, yes, no, R44", "asking, endangers, safe, R49"})
    void whereTwoThingsAreOnRecordBothHold(String word, String said, String ordinary, String row) {
        SaidFact that = new SaidFact(word, said);
        SaidFact andThat = new SaidFact(word, ordinary);
        LawQuestion question = question("under-12", "established", 30, that, andThat);

        assertThat(LAW.find(question).rows()).contains(row);
        assertThat(LAW.find(question)).isEqualTo(PlainLaw.find(LAW, question));
        assertThat(LAW.find(question("under-12", "established", 30, andThat, that)))
                .isEqualTo(LAW.find(question));
    }

    @Test
    void fromSixteenNothingAboutTheHoldersIsAsked() {
        assertThat(LAW.asked(question("16-17", "established", 30)).withheld()).contains("AUTHORITY");
        assertThat(LAW.asked(question("12-15", "established", 30)).withheld()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "asking, endangers, ",
        "asking, safe, ordinary value",
        "asking, unheard-of, no word",
        "wedding, yes, no word"
    })
    void whomNotToAskIsSaidInWordsThatTheLawHas(String word, String value, String wrong, @TempDir Path folder)
            throws IOException {
        try (Stream<Path> files = Files.list(Path.of("consent-policies/law/nl"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        Files.readString(file)
                                .replace(
                                        "do-not-ask: {asking: endangers}",
                                        "do-not-ask: {" + word + ": " + value + "}"));
            }
        }
        if (wrong == null) {
            assertThat(Law.load(folder).settings().words().doNotAsk()).isEqualTo(Map.of(word, value));
        } else {
            assertThatThrownBy(() -> Law.load(folder))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("law.yaml:")
                    .hasMessageContaining(wrong);
        }
    }

    @Test
    void aboutNobodyNobodyIsAsked() {
        LawQuestion question = new LawQuestion(
                "school",
                new PartyId("de-brug"),
                "youth-care-provider",
                new Purpose("plan-coordination"),
                ConsentFacts.nobody(DAY),
                Set.of(Circumstance.ANONYMOUS),
                Map.of());

        assertThat(LAW.asked(question).reason()).isEqualTo(Reason.SITUATION_UNKNOWN);
    }

    private static LawQuestion question(String age, String authority, int daysAgo, SaidFact... said) {
        ConsentFacts facts = new ConsentFacts(
                new UUID(1, 1),
                7,
                age,
                true,
                true,
                authority,
                DAY.minusDays(daysAgo),
                DAY,
                List.of(
                        new HolderFact(MOTHER, "112"),
                        new HolderFact(FATHER, "112"),
                        new HolderFact(STEPFATHER, "212")),
                List.of(),
                List.of(said));
        return new LawQuestion(
                "school",
                new PartyId("de-brug"),
                "youth-care-provider",
                new Purpose("plan-coordination"),
                facts,
                Set.of(),
                Map.of());
    }
}
