package org.sluis.law;

import java.util.Map;

/**
 * A word of the law with its values.
 *
 * @param unsaid where nothing is said of it, or a value that the law does not know: no alternative that names it is left
 */
record Word(Map<String, Value> values, Value unsaid) {

    Value of(String value) {
        Value known = values.get(value);
        return known == null ? unsaid : known;
    }
}
