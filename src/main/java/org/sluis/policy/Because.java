package org.sluis.policy;

import java.util.Locale;

/** Why an element stays. */
public enum Because {
    POLICY_FORBIDS("de afspraken verbieden het", "the policy forbids it"),
    POLICY_DOES_NOT_NAME("de afspraken noemen het niet", "the policy does not name it"),
    LAW_WITHHOLDS("de wet houdt het tegen", "the law keeps it back"),
    NOT_MARKED("het is niet gemarkeerd om te delen", "it is not marked to be shared"),
    CONSENT_DOES_NOT_COVER("daar is geen toestemming voor", "the consent does not cover it"),
    NOT_IN_PROFILE("het hoort niet in dit soort bericht", "it does not belong in this kind of message");

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String nl;
    private final String en;

    Because(String nl, String en) {
        this.nl = nl;
        this.en = en;
    }

    /** As it stands in a {@link Decision.Verdict}: lower case with hyphens. */
    public String code() {
        return code;
    }

    /** In plain words, as the end of a sentence. */
    public String text(Explanation.Language language) {
        return language.of(nl, en);
    }

    /** @throws IllegalArgumentException for a code that is none */
    public static Because of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
