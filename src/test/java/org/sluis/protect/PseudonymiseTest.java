package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.ValueType;
import org.sluis.keys.KeyFolder;
import org.sluis.policy.Permit;

class PseudonymiseTest {
    private static Way way;

    @BeforeAll
    static void open() {
        way = new Way();
        way.child(Way.DE_LINDE, "WL-900", "de-brug", TestTown.ALL);
        way.consents(Way.DE_LINDE, "WL-900", "jeugdhulp-oever", TestTown.ALL);
        way.child(Way.DE_LINDE, "WL-901", "de-brug", TestTown.ALL);
        way.child(Way.HET_ANKER, "WL-900", "de-brug", TestTown.ALL);
    }

    @AfterAll
    static void close() {
        way.close();
    }

    @Test
    void givesTheSameSubjectTheSameIdsAtTheSameRecipient() {
        Map<String, String> first = issued(Way.DE_LINDE, "WL-900", "de-brug");
        assertThat(issued(Way.DE_LINDE, "WL-900", "de-brug")).isEqualTo(first);
        assertThat(first)
                .containsKeys(
                        "subject.pairwiseId[0]",
                        "school.pairwiseId[0]",
                        "contact.pairwiseId[0]",
                        "plan.pairwiseId[0]",
                        "team.pairwiseId[0]",
                        "holder.pairwiseId[1]",
                        "goal.pairwiseId[2]");
    }

    @Test
    void givesTwoRecipientsNoIdInCommon() {
        assertThat(issued(Way.DE_LINDE, "WL-900", "de-brug").values())
                .doesNotContainAnyElementsOf(
                        issued(Way.DE_LINDE, "WL-900", "jeugdhulp-oever").values());
    }

    @Test
    void tellsTwoSchoolsPupilsWithTheSameNumberApart() {
        assertThat(issued(Way.DE_LINDE, "WL-900", "de-brug").values())
                .doesNotContainAnyElementsOf(
                        issued(Way.HET_ANKER, "WL-900", "de-brug").values());
    }

    @Test
    void tellsTwoPupilsOfOneSchoolApartAndKnowsTheirSchool() {
        Map<String, String> one = issued(Way.DE_LINDE, "WL-900", "de-brug");
        Map<String, String> other = issued(Way.DE_LINDE, "WL-901", "de-brug");
        assertThat(other.get("school.pairwiseId[0]")).isEqualTo(one.get("school.pairwiseId[0]"));
        one.keySet().removeIf(id -> id.startsWith("school.") || id.startsWith("contact."));
        other.keySet().removeIf(id -> id.startsWith("school.") || id.startsWith("contact."));
        assertThat(other.values()).isNotEmpty().doesNotContainAnyElementsOf(one.values());
    }

    @Test
    void issuesHexOf160BitsThatNoTwoThingsShareAndNothingElse() {
        PseudonymisedRecord record = way.pseudonymised(Way.DE_LINDE, "WL-900", "de-brug");
        Map<String, String> issued = issued(record);
        assertThat(issued.values())
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{40}").doesNotContain("WL-900", "999900018"));
        assertThat(record.elements().stream())
                .noneMatch(element -> element.value().contains("WL-")
                        || element.value().contains("OPP-2026-0031")
                        || element.value().contains("999900018"));
        assertThat(record.toString()).doesNotContain(issued.get("subject.pairwiseId[0]"));
    }

    @Test
    void issuesNoIdForAGoalThatStays() {
        Permit permit = way.permit(Way.DE_LINDE, "WL-900", "de-brug", plan -> {});
        Elements kept = way.bean(Minimise.class)
                .minimise(permit)
                .elements()
                .only(e -> !e.id().startsWith("goal.") || e.position() == 1);
        Map<String, String> issued =
                issued(way.bean(Pseudonymise.class).pseudonymise(new MinimisedRecord(permit, kept, Attested.NOTHING)));
        assertThat(issued)
                .containsKey("goal.pairwiseId[1]")
                .doesNotContainKeys("goal.pairwiseId[0]", "goal.pairwiseId[2]");
    }

    @Test
    void issuesOtherIdsInAnotherEpoch() {
        PseudonymisedRecord before = way.pseudonymised(Way.DE_LINDE, "WL-901", "de-brug");
        String epoch = way.bean(KeyFolder.class).rotate("pseudonym");
        PseudonymisedRecord after = way.pseudonymised(Way.DE_LINDE, "WL-901", "de-brug");
        assertThat(after.epoch()).isEqualTo(epoch).isNotEqualTo(before.epoch());
        assertThat(issued(after).keySet()).isEqualTo(issued(before).keySet());
        assertThat(issued(after).values())
                .doesNotContainAnyElementsOf(issued(before).values());
    }

    private static Map<String, String> issued(String client, String child, String recipient) {
        return issued(way.pseudonymised(client, child, recipient));
    }

    /** By place: every id that Sluis issued. */
    private static Map<String, String> issued(PseudonymisedRecord record) {
        Dictionary dictionary = way.bean(Dictionary.class);
        Map<String, String> issued = new TreeMap<>();
        record.elements().stream()
                .filter(element -> {
                    ElementDefinition known = dictionary.element(element.id());
                    return known.type() == ValueType.PAIRWISE;
                })
                .forEach(element -> issued.put(element.toString(), element.value()));
        return issued;
    }
}
