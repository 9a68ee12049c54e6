package org.sluis.law;

import java.util.Map;
import org.sluis.canonical.ByText;

/** A word of the law with its values. */
final class Word {
    private final ByText<Value> values;
    private final Value unsaid;

    /** @param unsaid where nothing is said of it: no alternative that names it is left */
    Word(Map<String, Value> values, Value unsaid) {
        this.values = new ByText<>(values);
        this.unsaid = unsaid;
    }

    /** What this value leaves; one that the law does not know leaves what nothing said would leave. */
    Value of(String value) {
        return values.get(value, unsaid);
    }

    boolean has(String value) {
        return values.get(value) != null;
    }
}
