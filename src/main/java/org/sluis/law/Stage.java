package org.sluis.law;

import java.util.List;
import java.util.Locale;

/** The stages of the law, in the order they are gone through; within one stage the first row that matches decides. */
enum Stage {
    /** Who is it about, and how old are they. */
    IDENTITY("deny", "pending", "hold", "route"),
    /**
     * Is it no ordinary disclosure: another channel, a duty, an emergency. {@code permit-minimum} permits what the row
     * names and nothing else, without anyone's yes.
     */
    EXCEPTION("deny", "pending", "hold", "route", "permit-minimum"),
    /** Is it known who has authority over the child. */
    AUTHORITY("deny", "pending", "hold", "route"),
    /**
     * Does one consent or refusal count: {@code void} as if it were not there; {@code ended}, it was taken back, and
     * nothing older of the same grantor counts either; {@code replaces}, a court put it in the place of whatever the
     * grantor says.
     */
    CONSENT("void", "ended", "replaces"),
    /** Whose consent is needed. {@code ask-nobody} is reached by a disclosure about nobody in particular only. */
    NEEDED("ask", "ask-nobody"),
    /** What the answers of those who are needed come to, together. */
    JOINT("deny", "pending", "hold", "one-holder-suffices"),
    /** Everyone who is needed said yes: is there still something in the way. */
    VETO("deny", "hold", "pending"),
    /** What becomes of one category. */
    COVERAGE("withhold"),
    /** What stays whatever was consented to. Changes elements, never the outcome; every row that matches applies. */
    ELEMENT("withhold"),
    /** What to do when the register cannot be asked. */
    REGISTER("hold");

    private final List<String> thens;

    Stage(String... thens) {
        this.thens = List.of(thens);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a row of this stage can lead to. */
    List<String> thens() {
        return thens;
    }
}
