package org.sluis.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sluis.TestTown;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Refused;
import org.sluis.policy.Permit;

/** What is rehearsed is what the gateway's own steps make, but for the ids, which are counted; and it refuses as they do. */
class RehearsedTest {
    private static Way way;

    @BeforeAll
    static void open() {
        way = new Way();
        way.child(Way.DE_LINDE, "whole", "de-brug", TestTown.ALL);
        way.child(
                Way.DE_LINDE,
                "little",
                "de-brug",
                TestTown.ALL.stream()
                        .filter(category -> !category.equals("LEARNING"))
                        .toList());
        way.child(Way.DE_LINDE, "lacking", "de-brug", List.of("PLAN", "GOAL"));
    }

    @AfterAll
    static void close() {
        way.close();
    }

    @Test
    void theSameElementsLeaveUnderTheSameIdsByAnotherName() {
        for (String child : List.of("whole", "little")) {
            Permit permit = way.permit(Way.DE_LINDE, child, "de-brug", plan -> {});
            Elements real = way.bean(Pseudonymise.class)
                    .pseudonymise(way.bean(Minimise.class).minimise(permit))
                    .elements();

            Elements rehearsed = rehearse(permit).withIds();

            assertThat(counted(rehearsed)).isEqualTo(counted(real)).isNotEmpty();
            assertThat(rehearsed.value("subject.pairwiseId").orElseThrow()).matches("0{36}[0-9]{4}");
        }
    }

    @Test
    void itRefusesAsTheStepsDo() {
        Permit permit = way.permit(Way.DE_LINDE, "lacking", "de-brug", plan -> {});

        Refused real = catchThrowableOfType(
                Refused.class, () -> way.bean(Minimise.class).minimise(permit));
        Refused rehearsed = catchThrowableOfType(Refused.class, () -> rehearse(permit));

        assertThat(rehearsed.reason()).isEqualTo(real.reason());
        assertThat(rehearsed.where()).isEqualTo(real.where()).isNotEmpty();
    }

    private static Rehearsed rehearse(Permit permit) {
        return Rehearsed.of(
                way.bean(Dictionary.class),
                permit.decision(),
                permit.consented().request().elements(),
                false);
    }

    /** Every element with its value, an issued id by the number of its first occurrence. */
    private static List<String> counted(Elements elements) {
        Map<String, Integer> ids = new HashMap<>();
        return elements.stream()
                .map(each -> each + " = "
                        + (each.id().endsWith(".pairwiseId")
                                ? "id " + ids.computeIfAbsent(each.value(), id -> ids.size())
                                : each.value()))
                .toList();
    }
}
