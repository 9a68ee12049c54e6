package org.sluis.law;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What makes a question to the law another one than the ordinary. */
public enum Circumstance {
    /** A policy declared the profile to be of low sensitivity. */
    LOW_SENSITIVITY,
    /** The message says that the address of the child is secret. */
    SECRET_ADDRESS,
    /** The profile holds nothing that tells who the child is (GDPR recital 26). */
    ANONYMOUS;

    private static final List<Set<Circumstance>> ALL = IntStream.range(0, 8)
            .mapToObj(bits -> Arrays.stream(values())
                    .filter(each -> (bits >> each.ordinal() & 1) != 0)
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Circumstance.class))))
            .map(Collections::unmodifiableSet)
            .toList();

    /** Those that hold; a set that is made once and shared. */
    public static Set<Circumstance> of(boolean anonymous, boolean lowSensitivity, boolean secretAddress) {
        return ALL.get((lowSensitivity ? 1 << LOW_SENSITIVITY.ordinal() : 0)
                | (secretAddress ? 1 << SECRET_ADDRESS.ordinal() : 0)
                | (anonymous ? 1 << ANONYMOUS.ordinal() : 0));
    }
}
