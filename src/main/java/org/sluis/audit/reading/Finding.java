package org.sluis.audit.reading;

import java.util.List;
import java.util.Map;

/**
 * Something worth a reviewer's look; no judgement.
 *
 * @param pattern which one
 * @param about what it is about: ids, codes, days and numbers
 * @param count how many entries show it
 * @param entries the indexes of the first hundred of them
 */
public record Finding(String pattern, Map<String, String> about, long count, List<Long> entries) {
    static final int SHOWN = 100;
}
