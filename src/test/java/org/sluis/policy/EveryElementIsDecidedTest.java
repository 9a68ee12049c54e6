package org.sluis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sluis.canonical.TextSet;

/** A kind of message without a policy, or an element that a policy forgot, is no decision: somebody must have looked. */
class EveryElementIsDecidedTest {

    static Set<String> packs() {
        return Known.PACKS.all().stream().map(p -> p.pack().id()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyProfileHasAPack() {
        assertThat(Known.PACKS.all().stream().map(p -> p.pack().profile()).collect(Collectors.toSet()))
                .isEqualTo(Known.DICTIONARY.profiles());
    }

    @ParameterizedTest
    @MethodSource("packs")
    void aPackHasALineForEveryElementOfItsProfileOrForItsCategory(String id) {
        Policy policy = Known.PACKS.all().stream()
                .filter(p -> p.pack().id().equals(id))
                .findFirst()
                .orElseThrow();
        Set<String> profile = Known.DICTIONARY.profile(policy.pack().profile()).orElseThrow();
        Verdicts sorted = policy.release()
                .sort(TextSet.of(profile), Coverage.of(policy.release(), Known.covering(Set.of()), TextSet.NONE));
        assertThat(sorted.keySet())
                .containsExactlyInAnyOrderElementsOf(profile.stream()
                        .filter(e -> !Known.DICTIONARY.element(e).control())
                        .toList());
        assertThat(sorted.entrySet())
                .noneMatch(e ->
                        Because.POLICY_DOES_NOT_NAME.code().equals(e.getValue().because()));
    }
}
