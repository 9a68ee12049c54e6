package org.sluis.insight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sluis.audit.reading.LoggedEntry;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.FileSet;
import org.sluis.canonical.Reason;
import org.sluis.law.Law;
import org.sluis.policy.Explanation.Language;

/** What of a message stays unsaid, element by element; and that the file beside the law and the words know what they name. */
class DiscretionTest {
    private static final Path FOLDER = Path.of("consent-policies/law/nl");
    private static final Law LAW = Law.load(FOLDER);
    private static final InsightLaw INSIGHT = InsightLaw.load(FOLDER, LAW.settings());
    private static final Dictionary DICTIONARY = Dictionary.load(Path.of("consent-policies/dictionary.yaml"));
    private static final String YES = "00000000-0000-4000-8000-000000000001";
    private static final String OTHERS = "00000000-0000-4000-8000-000000000002";

    @ParameterizedTest
    @CsvSource({
        // What stayed, why, and to whom that is told.
        "subject.bsn, policy-forbids, true, true",
        "goal.description, not-marked, true, true",
        "goal.description, not-in-profile, true, true",
        "subject.municipality, law-withholds, false, true",
        "holder.phone, law-withholds, false, true",
        "family.police, policy-forbids, false, true",
        "family.problems, policy-forbids, false, true",
        "safety.suspicion, policy-does-not-name, false, true",
        "subject.addressSecret, policy-does-not-name, false, false",
        "subject.localId, policy-does-not-name, false, false",
        "level.area, consent-does-not-cover, true, true",
        "goal.description, consent-does-not-cover, false, false",
    })
    void whatStayedIsToldToWhomItBetraysNothing(String element, String because, boolean holder, boolean child) {
        assertThat(told(UUID.randomUUID(), element, because)).isEqualTo(holder);
        assertThat(told(null, element, because)).isEqualTo(child);
    }

    /** Of a message that rests on an own yes to all but learning, and on another's. */
    private static boolean told(@Nullable UUID holder, String element, String because) {
        Case released =
                new Case(List.of(entry("{\"consents\":[\"" + YES + "\",\"" + OTHERS + "\"]}")), Map.of(), false, null);
        Addressee to = new Addressee(UUID.randomUUID(), 1, "I02", holder, holder == null ? null : "ouder-1", null);
        return new Discretion(INSIGHT, to, List.of(), List.of(), Map.of(YES, Set.of("GOAL", "IDENT")))
                .tells(released, DICTIONARY.element(element), because);
    }

    private static LoggedEntry entry(String facts) {
        return LoggedEntry.of(
                1, "00", "{\"kind\":\"disclosure-released\",\"at\":\"" + Instant.EPOCH + "\",\"facts\":" + facts + "}");
    }

    @Test
    void theFileNamesRowsMarksAndSensitivitiesThatThereAre() {
        String rows = String.join("\n", FileSet.read(FOLDER, ".yaml").texts().values());
        assertThat(INSIGHT.childAlone()).isNotEmpty().allSatisfy(row -> assertThat(rows)
                .contains("id: " + row + "\n"));
        assertThat(INSIGHT.secret()).isNotEmpty().allSatisfy(mark -> assertThat(
                        DICTIONARY.element(mark).control())
                .isTrue());
        assertThat(INSIGHT.silent()).isNotEmpty().allSatisfy(sensitivity -> assertThat(DICTIONARY.elements())
                .anyMatch(element -> element.sensitivity().contains(sensitivity)));
        assertThat(INSIGHT.rows().stream().flatMap(row -> row.ages().stream()))
                .containsAll(
                        LAW.settings().bands().stream().map(band -> band.name()).toList());
    }

    @Test
    void withoutTheFileNobodyMay() {
        assertThat(InsightLaw.load(Path.of("consent-policies/law/example"), LAW.settings())
                        .rows())
                .isEmpty();
    }

    /** Whatever the law, the register or an answer of somebody says is one reason to the family. */
    @ParameterizedTest
    @CsvSource({
        "consent-refused, conditions",
        "consent-withdrawn, conditions",
        "consent-missing-holder, conditions",
        "consent-missing-child, conditions",
        "narrowed-since-acceptance, conditions",
        "element-mandatory-withheld, conditions",
        "professional-veto, conditions",
        "plan-not-agreed, conditions",
        "free-text-to-look-at, message",
        "policy-closed, policy",
    })
    void aReasonOfTheLawIsToldAsAnyOther(String reason, String group) {
        assertThat(new ReportWords().group(reason)).isEqualTo(group);
    }

    @Test
    void everyReasonHasASentenceInBothLanguages() {
        ReportWords words = new ReportWords();
        for (Reason reason : Reason.values()) {
            String key = "why-" + words.group(reason.code());
            assertThat(words.say(Language.NL, key)).isNotEqualTo(words.say(Language.EN, key));
        }
    }
}
