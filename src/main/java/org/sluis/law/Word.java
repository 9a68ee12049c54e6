package org.sluis.law;

import java.util.Map;

/**
 * A word of the law with its values.
 *
 * @param unknown what it is where it has a value that the law does not know
 */
record Word(Map<String, Value> values, Value unknown) {

    Value of(String value) {
        Value known = values.get(value);
        return known == null ? unknown : known;
    }
}
