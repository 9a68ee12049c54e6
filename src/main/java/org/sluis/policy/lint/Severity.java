package org.sluis.policy.lint;

import java.util.Locale;

/** How much a finding weighs. */
public enum Severity {
    /** It cannot be published like this. */
    ERROR,
    /** It can, and somebody should look. */
    WARNING,
    /** Good to know. */
    NOTE;

    /** Lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
