package org.sluis.policy.pack;

import java.util.List;

/**
 * What must be so of the subject before a pack decides at all, judged by what the register knows and never by content. An
 * empty list asks nothing.
 *
 * @param ages the law's age bands
 * @param authority what the check of parental responsibility came to
 */
public record Conditions(List<String> ages, List<String> authority) {
    static final String[] KEYS = {"age", "authority"};
    static final List<String> AGES = List.of("under-12", "12-15", "16-17", "adult");
    static final List<String> AUTHORITY = List.of("established", "unknown", "under-investigation", "none");

    /** Those of a pack that asks nothing. */
    public static final Conditions NONE = new Conditions(List.of(), List.of());

    /** Whether they are met; an age that is not known meets no condition on age. */
    boolean met(String age, String state) {
        return (ages.isEmpty() || ages.contains(age)) && (authority.isEmpty() || authority.contains(state));
    }
}
